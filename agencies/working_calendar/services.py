"""The working calendar in force, and what happens to open dates when it changes."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.calendar.models import CalendarDay
from agencies.calendar.queries import current_policy
from agencies.database.locking import order_and_lock
from agencies.deadlines.occurrences import DueDates
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.progress.clearance_rounds import recompute_open_clearances
from agencies.tasks.occurrence_models import Occurrence
from vietnam.dates import format_date
from vietnam.deadlines import DeadlineKind


@transaction.atomic
def set_calendar_day(*, day: datetime.date, is_working: bool, note: str, by: Actor) -> int:
    """Add or change an exception of the working calendar; returns how many open occurrences
    moved.
    """
    if not note.strip():
        raise RuleError(_("Say why this day differs, or cite the document."), field="note")
    before = CalendarDay.objects.filter(day=day).values("is_working", "note").first()
    row, _created = CalendarDay.objects.update_or_create(
        day=day, defaults={"is_working": is_working, "note": note.strip()}
    )
    record_action(
        AuditAction.CALENDAR_DAY_SET,
        row,
        by=by,
        before=before,
        after={"is_working": is_working, "note": note.strip()},
    )
    return recompute_open_occurrences(
        by=by, reason=_("Calendar changed: %(day)s") % {"day": format_date(day)}
    )


@transaction.atomic
def remove_calendar_day(*, row: CalendarDay, by: Actor) -> int:
    record_action(
        AuditAction.CALENDAR_DAY_REMOVED,
        row,
        by=by,
        before={"is_working": row.is_working, "note": row.note},
    )
    day = row.day
    row.delete()
    return recompute_open_occurrences(
        by=by, reason=_("Calendar changed: %(day)s") % {"day": format_date(day)}
    )


@transaction.atomic
def change_deadline_policy(
    *, before_includes_day: bool, roll: str, clearing_days: int, by: Actor
) -> int:
    """Change how dates are read and how long a clearance takes; returns how many open occurrences
    moved.
    """
    policy = current_policy()
    after = {
        "before_includes_day": before_includes_day,
        "roll": roll,
        "clearing_days": clearing_days,
    }
    before = {name: getattr(policy, name) for name in after}
    for name, value in after.items():
        setattr(policy, name, value)
    policy.save()
    record_action(AuditAction.DEADLINE_POLICY_CHANGED, policy, by=by, before=before, after=after)
    return recompute_open_occurrences(by=by, reason=_("Deadline policy changed"))


def recompute_open_occurrences(*, by: Actor | None, reason: str) -> int:
    """Bring `due_on` and `act_by` of open occurrences in line with policy and calendar; log each
    change.

    An extended one moves from the date that was granted, never back to the document's. The last
    days of clearances follow too; they are not counted.
    """
    dates = DueDates()
    moved = []
    dated = (
        Occurrence.objects.open().filter(stated_on__isnull=False).select_related("deadline", "task")
    )
    for occurrence in order_and_lock(dated).iterator(chunk_size=2000):
        _recount(occurrence, dates)
        before = _logged_days(occurrence)
        dates.redate(occurrence)
        after = _logged_days(occurrence)
        if before != after:
            change = {**after, "reason": reason}
            record_action(
                AuditAction.DATES_RECOMPUTED, occurrence, by=by, before=before, after=change
            )
            moved.append(occurrence)
    Occurrence.objects.bulk_update(moved, ["stated_on", "due_on", "act_by"], batch_size=1000)
    recompute_open_clearances(by=by, reason=reason)
    return len(moved)


def _recount(occurrence: Occurrence, dates: DueDates) -> None:
    # A period of working days after an event ends on another day when the calendar in between
    # changes.
    deadline = occurrence.deadline
    if deadline is None or deadline.kind != DeadlineKind.RELATIVE or deadline.triggered_on is None:
        return
    counted = dates.stated_day(deadline)
    if counted != deadline.due_on:
        deadline.due_on = occurrence.stated_on = counted
        deadline.save(update_fields=["due_on"])


def _logged_days(occurrence: Occurrence) -> dict[str, str]:
    days = {"due_on": occurrence.due_on, "act_by": occurrence.act_by}
    return {name: day.isoformat() for name, day in days.items()}
