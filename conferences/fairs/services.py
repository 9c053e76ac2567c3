"""Holding job fairs: entering, changing, opening, repeating them, and their points."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.calendar.queries import working_calendar
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.fairs.choices import CHANGEABLE, FairKind, FairState
from conferences.fairs.models import Fair, FairPoint
from conferences.fairs.queries import is_host, keeps_point, possible_centres
from conferences.fairs.tasks import ask_partner_departments
from conferences.permissions import ConferencePermission
from vietnam.dates import format_date

MOST_MONTHS = 12


@dataclass(frozen=True)
class FairFacts:
    """What a centre says of its fair. `venue`, `phone`: of its own point."""

    title: str
    kind: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    employers_until: datetime.date
    venue: str
    phone: str
    note: str = ""


def require_host(by: Actor, fair: Fair) -> None:
    if not is_host(by, fair):
        raise RuleError(_("Only the job centre that holds the fair does this."))


def lock_fair(pk: int, version: int | None = None) -> Fair:
    """All that moves more than one row of a fair waits for this row."""
    row = lock_row(Fair.objects.select_related("host__province"), pk)
    if version is not None and row.version != version:
        raise RuleError(
            _("Somebody has changed this fair meanwhile. Look at it again; nothing was saved.")
        )
    return row


def check_facts(facts: FairFacts) -> None:
    if facts.ends_at <= facts.starts_at:
        raise RuleError(_("The fair would end before it begins."), field="ends_at")
    if timezone.localdate(facts.ends_at) != timezone.localdate(facts.starts_at):
        raise RuleError(_("A fair is held on one day."), field="ends_at")
    if facts.employers_until > timezone.localdate(facts.ends_at):
        raise RuleError(_("Employers register before the fair is over."), field="employers_until")


# The fair -----------------------------------------------------------------------------------------
@transaction.atomic
def make_fair(*, facts: FairFacts, by: Actor) -> Fair:
    """A draft, with the centre itself as its first point."""
    if not by.may(ConferencePermission.RUN_FAIRS):
        raise RuleError(_("Only job centres hold fairs."))
    check_facts(facts)
    if facts.starts_at <= timezone.now():
        raise RuleError(_("The fair has to begin in the future."), field="starts_at")
    fair = _create(facts, by)
    record_action(ConferenceAction.FAIR_MADE, fair, by=by, after={"name": fair.title})
    return fair


def _create(
    facts: FairFacts, by: Actor, *, series: Fair | None = None, month: datetime.date | None = None
) -> Fair:
    fair = Fair.objects.create(
        host=by.seat.agency,
        title=facts.title,
        kind=FairKind(facts.kind),
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        employers_until=facts.employers_until,
        note=facts.note,
        series=series,
        series_month=month,
        made_at=timezone.now(),
        made_by=by.seat,
        made_person=by.person,
    )
    FairPoint.objects.create(fair=fair, agency=by.seat.agency, venue=facts.venue, phone=facts.phone)
    return fair


@transaction.atomic
def open_fair(*, fair: Fair, version: int, by: Actor) -> Fair:
    """From now on everybody sees it, employers ask for booths, and people register. The
    departments of other provinces are asked to prepare their points.
    """
    row = lock_fair(fair.pk, version)
    require_host(by, row)
    if row.state != FairState.DRAFT:
        raise RuleError(_("Only a draft is opened."))
    if row.ends_at <= timezone.now():
        raise RuleError(_("Its day is over: change the day first."))
    if row.kind == FairKind.LINKED and row.points.count() < 2:
        raise RuleError(_("A linked fair needs the centre of another province: add its point."))
    ask_partner_departments(row)
    return set_state(row, FairState.OPEN, by)


@transaction.atomic
def begin_fair(*, fair: Fair, version: int, by: Actor) -> Fair:
    row = lock_fair(fair.pk, version)
    require_host(by, row)
    if row.state != FairState.OPEN:
        raise RuleError(_("Only a fair that is open for registration begins."))
    if timezone.localdate() < timezone.localdate(row.starts_at):
        raise RuleError(_("It begins on its day."))
    return set_state(row, FairState.RUNNING, by)


@transaction.atomic
def close_fair(*, fair: Fair, version: int, by: Actor) -> Fair:
    row = lock_fair(fair.pk, version)
    require_host(by, row)
    if row.state != FairState.RUNNING:
        raise RuleError(_("Only a running fair is closed."))
    return set_state(row, FairState.CLOSED, by)


def set_state(fair: Fair, state: FairState, by: Actor) -> Fair:
    before = {"state": fair.state}
    fair.state = state
    fair.version += 1
    fair.board_version += 1
    fair.save(update_fields=["state", "version", "board_version", "cancel_reason"])
    record_action(
        ConferenceAction.FAIR_STATE, fair, by=by, before=before, after={"state": fair.state}
    )
    return fair


# The month's series -------------------------------------------------------------------------------
@transaction.atomic
def repeat_fair(*, fair: Fair, months: int, by: Actor) -> list[Fair]:
    """Drafts for the next months on the same day of the month, or the next working day; months that
    have theirs are left as they are.
    """
    row = lock_fair(fair.pk)
    require_host(by, row)
    if not 1 <= months <= MOST_MONTHS:
        words = _("Give a number of months from 1 to %(most)s.")
        raise RuleError(words % {"most": MOST_MONTHS}, field="months")
    first = row.series or row
    taken = set(first.repeats.values_list("series_month", flat=True))
    own = timezone.localdate(first.starts_at).replace(day=1)
    points = list(row.points.select_related("agency"))
    made = []
    for number in range(1, months + 1):
        month = _month_after(timezone.localdate(row.starts_at), number)
        if month in taken or month == own:
            continue
        made.append(_copy(row, points, first, month, by))
    if not made:
        raise RuleError(_("All these months have their fair already."), field="months")
    days = ", ".join(format_date(timezone.localdate(each.starts_at)) for each in made)
    record_action(ConferenceAction.FAIR_REPEATED, row, by=by, after={"days": days})
    return made


def _month_after(day: datetime.date, number: int) -> datetime.date:
    months = day.year * 12 + day.month - 1 + number
    return datetime.date(months // 12, months % 12 + 1, 1)


def _copy(row: Fair, points: list[FairPoint], first: Fair, month: datetime.date, by: Actor) -> Fair:
    moved_by = _shift_into(timezone.localtime(row.starts_at), month)
    own = next(point for point in points if point.agency_id == row.host_id)
    facts = FairFacts(
        title=row.title,
        kind=row.kind,
        starts_at=row.starts_at + moved_by,
        ends_at=row.ends_at + moved_by,
        employers_until=row.employers_until + moved_by,
        venue=own.venue,
        phone=own.phone,
        note=row.note,
    )
    fair = _create(facts, by, series=first, month=month)
    today = timezone.localdate()
    valid = set(Agency.objects.valid(today).values_list("pk", flat=True))
    FairPoint.objects.bulk_create(
        FairPoint(fair=fair, agency=point.agency, venue=point.venue, phone=point.phone)
        for point in points
        if point.agency_id != row.host_id and point.agency_id in valid
    )
    return fair


def _shift_into(starts_at: datetime.datetime, month: datetime.date) -> datetime.timedelta:
    # A month without that day has it on its last one.
    days = (_month_after(month, 1) - month).days
    wanted = month.replace(day=min(starts_at.day, days))
    return working_calendar().first_working_day_on_or_after(wanted) - starts_at.date()


# Points -------------------------------------------------------------------------------------------
@transaction.atomic
def add_point(*, fair: Fair, agency: Agency, venue: str, phone: str, by: Actor) -> FairPoint:
    """The job centre of another province as a point of the fair; once the fair is announced, its
    department is asked at once.
    """
    row = lock_fair(fair.pk)
    require_host(by, row)
    if row.state not in CHANGEABLE:
        raise RuleError(_("The fair is over."))
    if row.kind != FairKind.LINKED:
        raise RuleError(_("Only a linked fair has points in other provinces."))
    if not possible_centres(row, timezone.localdate()).filter(pk=agency.pk).exists():
        raise RuleError(_("Choose a job centre that has no point yet."), field="agency")
    point = FairPoint.objects.create(fair=row, agency=agency, venue=venue, phone=phone)
    record_action(ConferenceAction.FAIR_POINT_ADDED, row, by=by, after={"name": agency.name})
    if row.state != FairState.DRAFT:
        ask_partner_departments(row)
    return point


@transaction.atomic
def change_point(*, point: FairPoint, venue: str, phone: str, by: Actor) -> FairPoint:
    """By the centre of the point, or the one that holds the fair."""
    fair = lock_fair(point.fair_id)
    if not keeps_point(by, point):
        raise RuleError(_("Only the centre of the point changes it."))
    if fair.state not in CHANGEABLE:
        raise RuleError(_("The fair is over."))
    row = FairPoint.objects.select_related("agency").get(pk=point.pk)
    before = {"venue": row.venue}
    row.venue = venue
    row.phone = phone
    row.save(update_fields=["venue", "phone"])
    after = {"name": row.agency.name, "venue": venue}
    record_action(ConferenceAction.FAIR_POINT_CHANGED, fair, by=by, before=before, after=after)
    return row
