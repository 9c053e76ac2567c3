"""The day of the event from which a relative deadline counts; until it is entered the task has no
date.
"""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.models import AuditEntry
from agencies.audit.services import record_action
from agencies.deadlines.occurrences import DueDates
from agencies.errors import RuleError
from agencies.notices.choices import NoticeEvent
from agencies.notices.services import notify_seats, seats_for_task
from agencies.people.permissions import Actor, Permission
from agencies.progress.changes import lock_as_seen
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.clauses import deadlines_sharing_event
from agencies.tasks.locking import lock_occurrences
from agencies.tasks.models import Deadline
from agencies.tasks.occurrence_models import Occurrence
from vietnam.deadlines import DeadlineKind


def deadline_to_trigger(occurrence: Occurrence, by: Actor) -> Deadline | None:
    """The deadline for which the actor may enter the day of the event: whoever gives tasks, for
    any; the lead agency for its own.

    A day that the document meant as the date itself, but that could not be read, can only be
    entered by the giver.
    """
    deadline = occurrence.deadline
    if (
        deadline is None
        or deadline.kind != DeadlineKind.RELATIVE
        or occurrence.status not in OccurrenceStatus.OPEN
    ):
        return None
    if _may_give_day(by):
        return deadline
    is_lead = by.may(Permission.REPORT_PROGRESS) and occurrence.task.lead_id == by.seat.agency_id
    return deadline if is_lead and deadline.relative is not None else None


def _may_give_day(by: Actor) -> bool:
    return by.may(Permission.READ_DIRECTIVES)


def set_trigger(
    *,
    occurrence: Occurrence,
    triggered_on: datetime.date,
    by: Actor,
    version: int,
    for_all: bool = False,
    at: datetime.datetime | None = None,
) -> int:
    """Enter, or correct, the day of the event; returns how many open occurrences got their date
    from it.

    `for_all`, for whoever gives tasks: all tasks of the clause that wait for the same event. An
    agency's entry is for its own task, cannot replace the giver's, and cannot be corrected once the
    deadline has passed.
    """
    today = timezone.localdate(at)
    with transaction.atomic():
        rows = _locked_rows(occurrence, for_all=for_all and _may_give_day(by))
        seen = lock_as_seen(occurrence, version)
        deadline = deadline_to_trigger(seen, by)
        if deadline is None:
            raise RuleError(_("Only the lead agency and whoever assigns tasks can enter this day."))
        _check(seen, deadline, triggered_on, by, today)
        dates = DueDates()
        for row, own_deadline in rows:
            _redate(row, own_deadline, triggered_on, dates, by, at)
    return len(rows)


def _locked_rows(occurrence: Occurrence, *, for_all: bool) -> list[tuple[Occurrence, Deadline]]:
    deadlines = Deadline.objects.filter(pk=occurrence.deadline_id)
    if for_all and (deadline := deadlines.select_related("task").first()):
        deadlines = deadlines_sharing_event(deadline)
    waiting = Q(deadline__in=deadlines, status__in=OccurrenceStatus.OPEN)
    rows = Occurrence.objects.filter(waiting | Q(pk=occurrence.pk))
    found = lock_occurrences(rows.select_related("deadline", "task__directive", "task__handled_by"))
    return [
        (row, row.deadline) for row in found if row.status in OccurrenceStatus.OPEN and row.deadline
    ]


def _check(
    seen: Occurrence, deadline: Deadline, day: datetime.date, by: Actor, today: datetime.date
) -> None:
    count = deadline.stated.counted.count
    if day > today and (count is None or count > 0):
        raise RuleError(
            _("This day has not come yet. Enter it once the event has happened."),
            field="triggered_on",
        )
    if _may_give_day(by) or deadline.triggered_on is None:
        return
    if seen.due_on and seen.due_on < today:
        raise RuleError(
            _("The deadline has passed. Ask the coordinator to correct the day."),
            field="triggered_on",
        )
    entries = AuditEntry.objects.filter(
        action=AuditAction.TRIGGER_SET, target_type="agencies.occurrence", target_id=seen.pk
    )
    last = entries.select_related("seat").first()
    if last and last.seat and last.seat.agency_id != by.seat.agency_id:
        raise RuleError(
            _("The coordinator entered this day. Ask the coordinator to correct it."),
            field="triggered_on",
        )


def _redate(
    row: Occurrence,
    deadline: Deadline,
    day: datetime.date,
    dates: DueDates,
    by: Actor,
    at: datetime.datetime | None,
) -> None:
    # A date granted on request stays; only what it was counted from changes. The first date is
    # preserved.
    before = _logged_days(deadline, row)
    deadline.triggered_on = day
    deadline.due_on = dates.stated_day(deadline)
    deadline.save(update_fields=["triggered_on", "due_on"])
    fresh = dates.date_fields(deadline.due_on, deadline.stated.bound)
    row.stated_on = fresh["stated_on"]
    row.first_due_on = fresh["first_due_on"] and (row.first_due_on or fresh["first_due_on"])
    if not row.extended_to:
        row.due_on = fresh["due_on"]
        row.act_by = fresh["act_by"]
    row.moved_at = at or timezone.now()
    row.version += 1
    row.save(update_fields=["stated_on", "first_due_on", "due_on", "act_by", "moved_at", "version"])
    if row.task.lead_id != by.seat.agency_id:
        notify_seats(
            NoticeEvent.DATED,
            occurrence=row,
            seats=seats_for_task(row.task),
            by=by,
            day=row.due_on,
            at=at,
        )
    after = _logged_days(deadline, row)
    record_action(AuditAction.TRIGGER_SET, row, by=by, before=before, after=after, at=at)


def _logged_days(deadline: Deadline, row: Occurrence) -> dict[str, str | None]:
    days = {"triggered_on": deadline.triggered_on, "due_on": row.due_on}
    return {name: day and day.isoformat() for name, day in days.items()}
