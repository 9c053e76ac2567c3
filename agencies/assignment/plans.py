"""What pressing "assign" will do: which tasks for whom, what is left out and why, who is written to
and when.

The page shows the plan, and `assign_directive` carries out the same one.
"""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from agencies.assignment.choices import FirstPeriod
from agencies.assignment.services import begin_with_whole_periods, validate_deadlines
from agencies.bodies.models import Agency, AgencyGroup
from agencies.bodies.resolution import agency_in_charge, exists_on
from agencies.deadlines.explanations import DateReason, why_this_date
from agencies.deadlines.occurrences import DueDates, occurrences_of
from agencies.directives.choices import AgencyRole, ProposalStatus, ReviewVerdict
from agencies.directives.models import Directive, Proposal, ProposalAgency
from agencies.lists.numbers import localized_number
from agencies.people.models import Seat, SeatHolding
from agencies.policies.queries import reminder_policy
from agencies.policies.stages import first_reminder_on
from agencies.proposals.queries import ReviewItem, is_generic, review_items
from agencies.tasks.models import Deadline, Task
from vietnam.deadlines import DeadlineKind, StatedDeadline


@dataclass(frozen=True)
class PlannedTask:
    proposal: Proposal
    lead: Agency
    group: AgencyGroup | None
    deadlines: list[StatedDeadline]
    coordinating: list[Agency]
    clearing: list[Agency]


@dataclass(frozen=True)
class LeftOutItem:
    """`is_gap`: the item is assigned, but somebody whom it names gets no part in it."""

    item: ReviewItem
    reason: str
    is_gap: bool = False


@dataclass
class AgencyShare:
    """What one agency gets: its tasks, the groups through which, who is written to and when
    first.
    """

    agency: Agency
    tasks: list[PlannedTask] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    first_due: datetime.date | None = None
    first_mail: datetime.date | None = None

    @property
    def groups(self) -> list[str]:
        return list(dict.fromkeys(given.group.name for given in self.tasks if given.group))


@dataclass
class AssignmentPlan:
    directive: Directive
    given: list[PlannedTask]
    left_out: list[LeftOutItem]
    item_count: int
    kept_items: int

    @property
    def behind(self) -> list[str]:
        """What stays behind, each kind with its number of items."""
        no_task = (ReviewVerdict.ASIDE, ReviewVerdict.DROPPED)
        aside = {row.item.proposal.pk for row in self.left_out if row.item.verdict in no_task}
        gaps = {row.item.proposal.pk for row in self.left_out if row.is_gap}
        whole = {row.item.proposal.pk for row in self.left_out} - aside - gaps
        counted = (
            (len(whole), ngettext("%(n)s item undecided", "%(n)s items undecided", len(whole))),
            (len(aside), ngettext("%(n)s item is no task", "%(n)s items are no tasks", len(aside))),
            (
                len(gaps),
                ngettext(
                    "%(n)s item assigned with an agency still unclear",
                    "%(n)s items assigned with an agency still unclear",
                    len(gaps),
                ),
            ),
        )
        return [words % {"n": localized_number(n)} for n, words in counted if n]

    @property
    def fingerprint(self) -> str:
        # Changes whenever pressing the button would do something different.
        rows = sorted(f"{g.proposal.pk}.{g.proposal.version}.{g.lead.pk}" for g in self.given)
        return hashlib.sha256(" ".join(rows).encode()).hexdigest()[:20]


def plan_assignment(
    directive: Directive,
    *,
    on: datetime.date,
    items: list[ReviewItem] | None = None,
    first_period: str = FirstPeriod.WHOLE,
) -> AssignmentPlan:
    """The tasks of all items that are confirmed or certain, for the agencies that exist on the
    day.
    """
    items = review_items(directive) if items is None else items
    members = _members(items)
    given: list[PlannedTask] = []
    left_out = [LeftOutItem(item, reason) for item in items if (reason := _word_reason(item))]
    going = [item for item in items if item.verdict in ReviewVerdict.GOES_OUT]
    for item in going:
        tasks = _tasks_of(item, members, on, first_period)
        given += tasks
        left_out += [
            LeftOutItem(item, reason, is_gap=bool(tasks))
            for reason in _missing_names(item, members, on)
        ]
    return AssignmentPlan(
        directive,
        given,
        left_out,
        item_count=len({g.proposal.pk for g in given}),
        kept_items=len(items) - len(going),
    )


def _word_reason(item: ReviewItem) -> str:
    if item.verdict == ReviewVerdict.LOOK:
        return "; ".join(item.doubts)
    if item.verdict == ReviewVerdict.ASIDE:
        return _("Content of the programme, no task")
    return _("Dropped") if item.verdict == ReviewVerdict.DROPPED else ""


Members = dict[int, list[Agency]]


def _members(items: list[ReviewItem]) -> Members:
    wanted = {a.group_id for item in items for a in item.proposal.addressees.all() if a.group_id}
    agencies = Agency.objects.select_related("successor__successor").order_by("sort_key", "id")
    groups = AgencyGroup.objects.filter(pk__in=wanted).prefetch_related(
        Prefetch("members", agencies)
    )
    return {group.pk: list(group.members.all()) for group in groups}


def _tasks_of(
    item: ReviewItem, members: Members, on: datetime.date, first_period: str
) -> list[PlannedTask]:
    coordinating = _agencies(item.coordinating, members, on)
    clearing = _agencies(item.clearing, members, on)
    leads: dict[int, tuple[Agency, AgencyGroup | None]] = {}
    for addressee in sorted(item.leads, key=lambda a: a.group_id is not None):
        for agency in _expand_addressee(addressee, members, on):
            leads.setdefault(agency.pk, (agency, addressee.group))
    # A date that cannot be determined is stored as its phrase alone.
    deadlines = [
        replace(deadline, kind=DeadlineKind.RELATIVE) if deadline.has_unknown_day else deadline
        for deadline in item.deadlines
    ]
    if first_period == FirstPeriod.WHOLE:
        deadlines = begin_with_whole_periods(deadlines, on)
    return [
        PlannedTask(item.proposal, agency, group, deadlines, coordinating, clearing)
        for agency, group in leads.values()
    ]


def _agencies(
    addressees: Iterable[ProposalAgency], members: Members, on: datetime.date
) -> list[Agency]:
    return list(
        {
            agency.pk: agency for a in addressees for agency in _expand_addressee(a, members, on)
        }.values()
    )


def _expand_addressee(
    addressee: ProposalAgency, members: Members, on: datetime.date
) -> list[Agency]:
    # The existing agencies that a name stands for; a group without any is represented by its
    # steward.
    if addressee.agency:
        found = [agency_in_charge(addressee.agency, on)]
    elif addressee.group:
        of_group = [agency_in_charge(member, on) for member in members.get(addressee.group.pk, ())]
        found = [m for m in of_group if exists_on(m, on)] or [
            agency_in_charge(s, on) for s in [addressee.group.steward] if s
        ]
    else:
        found = []
    return list({agency.pk: agency for agency in found if exists_on(agency, on)}.values())


def _missing_names(item: ReviewItem, members: Members, on: datetime.date) -> Iterable[str]:
    # Names in an item that get no task.
    for addressee in item.proposal.addressees.all():
        if is_generic(addressee.written) or _expand_addressee(addressee, members, on):
            continue
        names = {"name": addressee.written, "role": AgencyRole(addressee.role).label}
        if not addressee.is_resolved:
            yield _("“%(name)s” (%(role)s) is not in the register and is left out") % names
        elif addressee.group:
            yield _("“%(name)s” (%(role)s): the group has no members and no contact agency") % names
        else:
            yield (
                _("“%(name)s” (%(role)s) no longer exists and has no successor in the register")
                % names
            )


def agency_shares(plan: AssignmentPlan, *, on: datetime.date) -> list[AgencyShare]:
    """The plan by agency, in alphabetical order, with the people who will be written to and from
    which day.
    """
    shares: dict[int, AgencyShare] = {}
    for given in plan.given:
        shares.setdefault(given.lead.pk, AgencyShare(given.lead)).tasks.append(given)
    _add_recipients(shares, on)
    _add_days(shares.values(), plan.directive, on)
    return sorted(shares.values(), key=lambda share: share.agency.sort_key)


def _add_recipients(shares: dict[int, AgencyShare], on: datetime.date) -> None:
    # Holders of the seats that get reminders; where nobody holds one, the agency's own address.
    holdings = (
        SeatHolding.objects.current(on).filter(person__is_active=True).exclude(person__email="")
    )
    names: dict[int, dict[int, str]] = defaultdict(dict)
    seated = set(
        Seat.objects.filter(agency__in=shares, gets_reminders=True).values_list(
            "agency_id", flat=True
        )
    )
    rows = holdings.filter(seat__agency__in=shares, seat__gets_reminders=True).order_by(
        "person__full_name"
    )
    for agency_id, person_id, name in rows.values_list(
        "seat__agency_id", "person_id", "person__full_name"
    ):
        names[agency_id][person_id] = name
    for pk, share in shares.items():
        address = [share.agency.email] if share.agency.email and pk in seated else []
        share.recipients = list(names[pk].values()) or address


def _add_days(shares: Iterable[AgencyShare], directive: Directive, on: datetime.date) -> None:
    dates = DueDates()
    policy = reminder_policy(directive)
    known: dict[int, list[tuple[datetime.date, datetime.date]]] = {}
    for share in shares:
        ahead = []
        for given in share.tasks:
            if given.proposal.pk not in known:
                known[given.proposal.pk] = list(_plan_days(given, on, dates))
            ahead += known[given.proposal.pk]
        share.first_due = min((due for due, _act_by in ahead), default=None)
        mails = [first_reminder_on(act_by, on, policy, dates.calendar) for _due, act_by in ahead]
        share.first_mail = min(mails, default=None) if share.recipients else None


def _plan_days(
    given: PlannedTask, on: datetime.date, dates: DueDates
) -> Iterable[tuple[datetime.date, datetime.date]]:
    at = timezone.make_aware(datetime.datetime.combine(on, datetime.time(8)))
    task = Task(lead=given.lead, assigned_at=at)
    for stated in validate_deadlines(given.deadlines):
        for occurrence in occurrences_of(Deadline.of_task(task, stated), today=on, dates=dates):
            if occurrence.due_on:
                yield occurrence.due_on, occurrence.act_by


def why_deadline(
    stated: StatedDeadline, *, today: datetime.date, dates: DueDates
) -> list[DateReason]:
    """The steps from the phrase of a proposal to the (first) due day, before any task exists; none
    when the day cannot be determined.
    """
    if stated.has_unknown_day:
        return []
    [valid] = validate_deadlines([stated])
    row = Deadline.of_task(Task(assigned_at=timezone.now()), valid)
    first = next(iter(occurrences_of(row, today=today, dates=dates)), None)
    return why_this_date(first, dates.rules, dates.calendar, today=today) if first else []


def assigned_gaps(directive: Directive, *, on: datetime.date) -> list[LeftOutItem]:
    """What was assigned although somebody whom it names has no part in it: still to be settled."""
    items = [
        item for item in review_items(directive) if item.proposal.status == ProposalStatus.ASSIGNED
    ]
    members = _members(items)
    return [
        LeftOutItem(item, reason, is_gap=True)
        for item in items
        for reason in _missing_names(item, members, on)
    ]
