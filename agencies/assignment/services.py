"""Assigning a task to an agency."""

import datetime
from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.bodies.models import Agency, AgencyGroup
from agencies.deadlines.occurrences import DueDates, first_occurrences
from agencies.directives.choices import AgencyRole
from agencies.directives.models import Clause, Directive, Proposal
from agencies.errors import RuleError
from agencies.people.models import Seat
from agencies.people.permissions import Actor
from agencies.tasks.models import Deadline, Task, TaskAgency
from agencies.tasks.occurrence_models import Occurrence
from vietnam.dates import format_date, is_within_years
from vietnam.deadlines import DeadlineKind, StatedDeadline, due_periods

TITLE_LENGTH = 120
ONE_DAY = datetime.timedelta(days=1)


def task_title(text: str) -> str:
    """The first words of a task, up to 120 characters, cut between words and marked with an
    ellipsis.
    """
    line = " ".join(text.split())
    sentence = line.split(". ")[0].split("; ")[0].rstrip(" .;:")
    if len(sentence) <= TITLE_LENGTH:
        return sentence
    return sentence[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


@transaction.atomic
def assign_task(
    *,
    text: str,
    lead: Agency,
    by: Actor | None,
    assigned_by: Seat | None = None,
    title: str = "",
    deadlines: Iterable[StatedDeadline] = (),
    coordinating: Iterable[Agency] = (),
    clearing: Iterable[Agency] = (),
    group: AgencyGroup | None = None,
    directive: Directive | None = None,
    clause: Clause | None = None,
    proposal: Proposal | None = None,
    section: str = "",
    source: tuple[str, str] | None = None,
    is_housekeeping: bool = False,
    assigned_at: datetime.datetime | None = None,
    today: datetime.date | None = None,
    dates: DueDates | None = None,
) -> Task:
    """Assign one task to its lead, with deadlines, partners and first occurrences.

    `source` is (label, URL) of a task without a directive. `dates` may be shared by many calls.
    `by=None`: the portal itself acts, in the name of the seat `assigned_by`.
    """
    _check_content(text, directive, source)
    label, url = source or ("", "")
    task = Task.objects.create(
        title=title or task_title(text),
        text=text.strip(),
        lead=lead,
        group=group,
        directive=directive,
        clause=clause,
        proposal=proposal,
        section=section,
        source_label=label,
        source_url=url,
        is_housekeeping=is_housekeeping,
        assigned_at=assigned_at or timezone.now(),
        assigned_by=by.seat if by else assigned_by,
    )
    _add_partners(task, coordinating, clearing)
    first = _lay_out(task, deadlines, today or timezone.localdate(), dates or DueDates())
    _record_assignment(task, first, by, assigned_at)
    return task


def _check_content(text: str, directive: Directive | None, source: tuple[str, str] | None) -> None:
    if not text.strip():
        raise RuleError(_("A task needs its content."), field="text")
    if directive is None and source is None:
        raise RuleError(_("A task needs the document or event it comes from."))


def _record_assignment(
    task: Task, first: list[Occurrence], by: Actor | None, at: datetime.datetime | None
) -> None:
    due = [str(occurrence.due_on) for occurrence in first if occurrence.due_on]
    after = {"lead": task.lead.name, "due_on": due}
    record_action(AuditAction.TASK_ASSIGNED, task, by=by, after=after, at=at)


def _lay_out(
    task: Task, deadlines: Iterable[StatedDeadline], today: datetime.date, dates: DueDates
) -> list[Occurrence]:
    rows = Deadline.objects.bulk_create(
        Deadline.of_task(task, stated) for stated in validate_deadlines(deadlines)
    )
    return Occurrence.objects.bulk_create(first_occurrences(task, rows, today=today, dates=dates))


def _add_partners(task: Task, coordinating: Iterable[Agency], clearing: Iterable[Agency]) -> None:
    partners = {AgencyRole.COORDINATING: coordinating, AgencyRole.CLEARING: clearing}
    TaskAgency.objects.bulk_create(
        TaskAgency(task=task, agency_id=pk, role=role)
        for role, agencies in partners.items()
        for pk in dict.fromkeys(agency.pk for agency in agencies)
        if pk != task.lead_id
    )


def validate_deadlines(deadlines: Iterable[StatedDeadline]) -> list[StatedDeadline]:
    """A task's deadlines as they are given: repeated ones begin after a first one that has its own
    date. Raises RuleError for one that cannot be.

    “Đợt 1 xong trước ngày 15/3/2024, các đợt tiếp theo ít nhất 01 đợt/tháng”: March has its first,
    so April is next.
    """
    valid = [_validate_deadline(deadline) for deadline in deadlines]
    first = max(
        (
            deadline.due_on
            for deadline in valid
            if deadline.kind is DeadlineKind.ON and deadline.due_on
        ),
        default=None,
    )
    return [_begin_after(deadline, first) if first else deadline for deadline in valid]


def _validate_deadline(deadline: StatedDeadline) -> StatedDeadline:
    starts_on = deadline.starts_on
    ends_on = deadline.ends_on
    for name in ("due_on", "starts_on", "ends_on"):
        day = getattr(deadline, name)
        if day and not is_within_years(day):
            words = _("%(day)s cannot be the day of a deadline. Check the year.")
            raise RuleError(words % {"day": format_date(day)}, field=name)
    if deadline.has_unknown_day:
        raise RuleError(_("Give the date of the deadline, for example 06/3/2024."), field="due_on")
    if starts_on and ends_on and ends_on < starts_on:
        raise RuleError(_("The period ends before it starts."), field="ends_on")
    if deadline.kind is DeadlineKind.WITHIN and not deadline.last_day:
        return replace(deadline, kind=DeadlineKind.FROM)
    return deadline


def _begin_after(deadline: StatedDeadline, first: datetime.date) -> StatedDeadline:
    if not (deadline.least_count and deadline.frequency) or deadline.starts_on:
        return deadline
    first_period, *_later = due_periods(
        deadline.recurrence, first, first + datetime.timedelta(days=400)
    )
    return replace(deadline, starts_on=first_period.period_end + datetime.timedelta(days=1))


def begin_with_whole_periods(
    deadlines: list[StatedDeadline], on: datetime.date
) -> list[StatedDeadline]:
    """Repeated deadlines without a beginning of their own, which begin with the first period that
    lies wholly after the assignment: given on 29/11, “hằng tháng” is first owed for December. After
    a first one with its own date they begin anyway.
    """
    if any(deadline.kind is DeadlineKind.ON and deadline.due_on for deadline in deadlines):
        return deadlines
    return [_begin_with_whole_period(deadline, on) for deadline in deadlines]


def _begin_with_whole_period(deadline: StatedDeadline, on: datetime.date) -> StatedDeadline:
    if deadline.kind is not DeadlineKind.RECURRING or not deadline.frequency or deadline.starts_on:
        return deadline
    periods = due_periods(deadline.recurrence, on, on + datetime.timedelta(days=800))
    split = next((n for n, each in enumerate(periods) if each.period_start >= on), 0)
    if not split:
        return deadline
    # Not before the last broken period is due: a month's report may be due in the next month.
    begins = max(periods[split].period_start, periods[split - 1].due_on + ONE_DAY)
    is_over = deadline.ends_on is not None and deadline.ends_on < begins
    return deadline if is_over else replace(deadline, starts_on=begins)
