"""Files of partner provinces: who sees which, what stands in them, and what came of it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from agencies.bodies.choices import AgencyLevel
from agencies.bodies.models import Agency, Province
from agencies.people.permissions import Actor, Permission
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence, OccurrenceQuerySet
from agencies.tasks.queries import visible_occurrences
from conferences.partnerships.choices import AskSide, AskState
from conferences.partnerships.models import Ask, PartnerDocument, Partnership
from conferences.permissions import ConferencePermission
from recruitment.demand.figures import BoardMonth, DemandFigures
from recruitment.demand.models import MonthlyHome
from recruitment.demand.queries import DemandSource, demand_by_home, recorded_months
from vietnam.language.collation import sort_key
from vietnam.periods import Period


# Who sees what ------------------------------------------------------------------------------------
def is_partner(by: Actor) -> bool:
    """Whether somebody acts for a partner province, not for the host."""
    return not by.may(ConferencePermission.KEEP_PARTNERSHIPS) and by.may(
        ConferencePermission.ANSWER_PARTNERS
    )


def visible_partnerships(by: Actor) -> QuerySet[Partnership]:
    """All for the host; for a partner's officer the file of the own province, under its old names
    and its new one.
    """
    rows = Partnership.objects.select_related("province__successor", "contact_agency")
    if not is_partner(by):
        return rows
    return rows.filter(province__in=province_line(by.seat.agency.province_id))


def visible_asks(by: Actor) -> QuerySet[Ask]:
    rows = Ask.objects.filter(partnership__in=visible_partnerships(by))
    return rows.filter(shared_at__isnull=False) if is_partner(by) else rows


def visible_documents(by: Actor) -> QuerySet[PartnerDocument]:
    rows = PartnerDocument.objects.filter(partnership__in=visible_partnerships(by))
    return rows.filter(shared_at__isnull=False) if is_partner(by) else rows


def province_line(province_id: int | None) -> QuerySet[Province]:
    """The province, those merged into it, and the one that it was merged into; none of None."""
    if province_id is None:
        return Province.objects.none()
    return Province.objects.filter(
        Q(pk=province_id) | Q(successor=province_id) | Q(predecessors=province_id)
    ).distinct()


def former_names(partnership: Partnership) -> list[str]:
    """Of the provinces of its line that have another name."""
    names = province_line(partnership.province_id).values_list("name", flat=True)
    return sorted(set(names) - {partnership.province.name}, key=sort_key)


def partner_agencies(partnership: Partnership, on: datetime.date) -> QuerySet[Agency]:
    """Those of the partner that can owe an answer: bodies of the province that exist on the day,
    without communes.
    """
    rows = Agency.objects.valid(on).filter(province__in=province_line(partnership.province_id))
    return rows.exclude(level__in=(AgencyLevel.COMMUNE, AgencyLevel.NONE))


def host_agencies(on: datetime.date) -> QuerySet[Agency]:
    rows = Agency.objects.valid(on).filter(province__slug=settings.HOST_PROVINCE)
    return rows.exclude(level__in=(AgencyLevel.COMMUNE, AgencyLevel.NONE))


def possible_partners(on: datetime.date) -> QuerySet[Province]:
    """Provinces of the day without a file, without the host."""
    taken = Partnership.objects.values("province")
    return Province.objects.valid(on).exclude(pk__in=taken).exclude(slug=settings.HOST_PROVINCE)


def this_month(today: datetime.date) -> Period:
    return Period.of_month(today.year, today.month)


# The ledger ---------------------------------------------------------------------------------------
def asks_with_tasks(rows: QuerySet[Ask]) -> QuerySet[Ask]:
    """Each with `is_task_open` and `is_task_done`, from which `current_state` follows."""
    own = Occurrence.objects.filter(task=OuterRef("task"))
    states = {
        "is_task_open": Exists(own.filter(status__in=OccurrenceStatus.OPEN)),
        "is_task_done": Exists(own.filter(status=OccurrenceStatus.DONE)),
    }
    return rows.select_related(
        "owner", "task", "directive", "raised_by", "partnership__province__successor"
    ).annotate(**states)


def current_state(ask: Ask) -> AskState:
    """Of a row of `asks_with_tasks`: where its task stands, or what was answered where it has none
    or its task was withdrawn.
    """
    if ask.task_id and ask.is_task_open:
        return AskState.UNDER_WAY
    if ask.task_id and ask.is_task_done:
        return AskState.DONE
    return AskState(ask.state)


# Tasks on their side ------------------------------------------------------------------------------
def partner_occurrences(partnership: Partnership, by: Actor) -> OccurrenceQuerySet:
    """What the partner's agencies owe or owed from documents and asks, as far as the reader may see
    it.
    """
    line = province_line(partnership.province_id)
    return _work_of_partners(by).filter(task__lead__province__in=line)


def _work_of_partners(by: Actor) -> OccurrenceQuerySet:
    # Housekeeping, such as the yearly look at the own members, is no work for the host.
    from_asks = Ask.objects.exclude(task=None).order_by().values("task")
    seen = visible_occurrences(by.seat, all_agencies=by.may(Permission.SEE_ALL_TASKS))
    return seen.filter(Q(task__directive__isnull=False) | Q(task__in=from_asks))


# Demand for their people --------------------------------------------------------------------------
def demand_of_partner(partnership: Partnership) -> DemandSource:
    line = province_line(partnership.province_id)
    source = demand_by_home()
    return DemandSource(
        MonthlyHome.objects.filter(province__in=line), source.demand, source.figures
    )


def months_of_partner(partnership: Partnership, today: datetime.date) -> list[BoardMonth]:
    """What was asked of the province by name, and who was taken on, in the recorded months of the
    past year, newest first.
    """
    return recorded_months(demand_of_partner(partnership), this_month(today))


# The list -----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class PartnershipLine:
    """A partner in the list. `asked`, `filled`: people wanted by name and taken on this month;
    `filled_in_year`: since January.
    """

    partnership: Partnership
    former_names: list[str] = field(default_factory=list)
    our_open: int = 0
    their_open: int = 0
    tasks_open: int = 0
    tasks_late: int = 0
    asked: int = 0
    filled: int = 0
    filled_in_year: int = 0


def partnership_lines(by: Actor, today: datetime.date) -> list[PartnershipLine]:
    """The partners that somebody sees, in the order of waves: five queries for any number."""
    rows = list(visible_partnerships(by))
    homes = _families(rows)
    open_asks = _open_asks(by)
    tasks = _task_counts(by, today)
    month = _sums_by_home(this_month(today), this_month(today))
    year = _sums_by_home(Period.of_month(today.year, 1), this_month(today))
    return [
        PartnershipLine(
            row,
            former_names=[name for _key, name in homes[row.pk] if name != row.province.name],
            our_open=open_asks[row.pk, AskSide.HOST],
            their_open=open_asks[row.pk, AskSide.PARTNER],
            tasks_open=sum(tasks[key][0] for key, _name in homes[row.pk]),
            tasks_late=sum(tasks[key][1] for key, _name in homes[row.pk]),
            asked=_added(month, homes[row.pk]).asked,
            filled=_added(month, homes[row.pk]).filled,
            filled_in_year=_added(year, homes[row.pk]).filled,
        )
        for row in rows
    ]


Family = list[tuple[int, str]]


def _families(rows: Iterable[Partnership]) -> dict[int, Family]:
    # By file: its province and those of its line, with their names.
    own = {row.province_id: row for row in rows}
    found: dict[int, Family] = defaultdict(list)
    for province in Province.objects.select_related("successor"):
        heir = province.successor_id
        for key, row in own.items():
            if key in (province.pk, heir) or row.province.successor_id == province.pk:
                found[row.pk].append((province.pk, province.name))
    return found


def _open_asks(by: Actor) -> dict[tuple[int, str], int]:
    found: dict[tuple[int, str], int] = defaultdict(int)
    rows = visible_asks(by).filter(state=AskState.OPEN, task=None).order_by()
    for key, side, count in rows.values_list("partnership", "side").annotate(n=Count("pk")):
        found[key, side] = count
    return found


def _task_counts(by: Actor, today: datetime.date) -> dict[int, tuple[int, int]]:
    # By province of the lead: what is open, and how much of it is late.
    is_late = Q(due_on__lt=today) & ~Q(status=OccurrenceStatus.SUBMITTED)
    rows = (
        _work_of_partners(by)
        .filter(status__in=OccurrenceStatus.OPEN)
        .exclude(task__lead__province__slug=settings.HOST_PROVINCE)
        .order_by()
        .values_list("task__lead__province")
        .annotate(n=Count("pk"), late=Count("pk", filter=is_late))
    )
    found: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for province, count, late in rows:
        found[province] = (count, late)
    return found


def _sums_by_home(first: Period, last: Period) -> dict[int, DemandFigures]:
    source = demand_by_home().filter(month__gte=first.first, month__lte=last.first)
    return {
        province: DemandFigures.from_sums(source.figures, sums)
        for province, *sums in source.sums("province")
    }


def _added(by_home: dict[int, DemandFigures], family: Family) -> DemandFigures:
    known = (by_home[key] for key, _name in family if key in by_home)
    return sum(known, DemandFigures())


# What waits ---------------------------------------------------------------------------------------
def waiting_asks(side: AskSide) -> QuerySet[Ask]:
    """Asks of a side which nobody has answered and no task has taken up, with `answering`, the
    agency from which an answer is due: the one that is named, else the contact of the partner.

    The partner is asked for nothing that it does not see.
    """
    rows = Ask.objects.filter(side=side, state=AskState.OPEN, task=None)
    if side == AskSide.PARTNER:
        return rows.annotate(answering=F("owner"))
    shared = rows.filter(shared_at__isnull=False)
    return shared.annotate(answering=Coalesce("owner", "partnership__contact_agency"))
