"""Which seat of a lead agency looks after a task (phân công). The agency still owes it."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record
from agencies.errors import RuleError
from agencies.notices.choices import NoticeEvent
from agencies.notices.services import notify_seats
from agencies.people.models import Seat
from agencies.people.permissions import Actor, Permission, roles_with
from agencies.progress.changes import locked, require
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence


def may_assign_to_seat(occurrence: Occurrence, by: Actor) -> bool:
    """The lead agency itself, or who decides on results, while the task is open."""
    leads = occurrence.task.lead_id == by.seat.agency_id and by.may(Permission.REPORT_PROGRESS)
    return occurrence.status in OccurrenceStatus.OPEN and (
        leads or by.may(Permission.DECIDE_RESULTS)
    )


@transaction.atomic
def assign_task_to_seat(
    *,
    occurrence: Occurrence,
    seat: Seat | None,
    by: Actor,
    version: int,
    at: datetime.datetime | None = None,
) -> Task:
    """Let one seat of the lead agency look after the task, or (None) again all that get its
    reminders.

    The seat is notified. A task that the seat already has stays as it is.
    """
    row = locked(occurrence, version)
    task = row.task  # locked with it
    require(
        may_assign_to_seat(row, by),
        _("Only the lead agency, or whoever decides on results, assigns an open task to a seat."),
    )
    if seat and (
        seat.agency_id != task.lead_id or seat.role not in roles_with(Permission.REPORT_PROGRESS)
    ):
        raise RuleError(_("Choose a seat of the lead agency that reports on tasks."), field="seat")
    if task.handled_by == seat:
        return task
    before, task.handled_by = task.handled_by, seat
    Task.objects.filter(pk=task.pk).update(handled_by=seat)
    row.version += 1
    row.save(update_fields=["version"])
    change = {"before": _logged(before), "after": _logged(seat)}
    record(AuditAction.TASK_HANDED_TO_SEAT, task, by=by, at=at, **change)
    record(AuditAction.OCCURRENCE_HANDED_TO_SEAT, row, by=by, at=at, **change)
    if seat:
        row.task = task
        notify_seats(NoticeEvent.HANDED_TO_SEAT, occurrence=row, seats=[seat], by=by, at=at)
    return task


def _logged(seat: Seat | None) -> dict[str, object]:
    return {"title": seat.title if seat else ""}
