"""One action on many rows of the list: shown as a plan first, then carried out row by row.

Rows are independent: each has its own transaction and log entry. A rule that one of them breaks, or
somebody who changed it meanwhile, leaves out only that row.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _, gettext_lazy

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.bulk.choices import BulkAct
from agencies.database.locking import StaleOccurrenceError
from agencies.deciding.queries import results_decided_by
from agencies.errors import RuleError
from agencies.notices.choices import NoticeEvent
from agencies.notices.services import notify_seats
from agencies.people.models import Seat
from agencies.people.permissions import Actor, Permission, roles_with
from agencies.people.queries import Recipient, unique_recipients
from agencies.progress.changes import lock_as_seen, refuse_unless
from agencies.progress.clearance_rounds import missing_clearances
from agencies.progress.services import accept_result
from agencies.reminders.models import Reminder
from agencies.reminders.recipients import recipients_by_task
from agencies.reminders.remind_now import already_reminded, nobody_reached, now_stage, remind_now
from agencies.requests.choices import ClearanceStatus
from agencies.requests.models import Clearance
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence, OccurrenceQuerySet
from agencies.tasks.queries import in_list_order


def may_assign_to_seat(occurrence: Occurrence, by: Actor) -> bool:
    """The lead agency itself, or who steers the work, while the task is open."""
    leads = occurrence.task.lead_id == by.seat.agency_id and by.may(Permission.REPORT_PROGRESS)
    return occurrence.status in OccurrenceStatus.OPEN and (leads or by.may(Permission.STEER_TASKS))


@transaction.atomic
def assign_task_to_seat(
    *,
    occurrence: Occurrence,
    seat: Seat | None,
    by: Actor,
    version: int,
) -> Task:
    """Let one seat of the lead agency look after the task, or (None) again all that get its
    reminders.

    The seat is notified. A task that the seat already has stays as it is.
    """
    row = lock_as_seen(occurrence, version)
    task = row.task  # locked with it
    refuse_unless(
        may_assign_to_seat(row, by),
        _("Only the lead agency, or whoever decides on results, assigns an open task to a seat."),
    )
    if seat and (
        seat.agency_id != task.lead_id or seat.role not in roles_with(Permission.REPORT_PROGRESS)
    ):
        raise RuleError(_("Choose a seat of the lead agency that reports on tasks."), field="seat")
    if task.handled_by == seat:
        return task
    change: dict[str, Any] = {
        "before": {"title": task.handled_by.title if task.handled_by else ""},
        "after": {"title": seat.title if seat else ""},
    }
    task.handled_by = seat
    Task.objects.filter(pk=task.pk).update(handled_by=seat)
    row.version += 1
    row.save(update_fields=["version"])
    record_action(AuditAction.TASK_HANDED_TO_SEAT, task, by=by, **change)
    record_action(AuditAction.OCCURRENCE_HANDED_TO_SEAT, row, by=by, **change)
    if seat:
        row.task = task
        notify_seats(NoticeEvent.HANDED_TO_SEAT, occurrence=row, seats=[seat], by=by)
    return task


# The limit of one action: a page of the list has 50.
MOST_ROWS = 200
CHANGED = gettext_lazy("Somebody else has changed it meanwhile")


@dataclass(frozen=True)
class ChosenRow:
    """A row, and whom a reminder of it reaches."""

    occurrence: Occurrence
    reach: list[Recipient]


@dataclass(frozen=True)
class SkippedRow:
    occurrence: Occurrence
    reason: str


@dataclass
class BulkPlan:
    """What pressing the button will do, and what it leaves out and why."""

    act: BulkAct
    go: list[ChosenRow] = field(default_factory=list)
    left_out: list[SkippedRow] = field(default_factory=list)

    @property
    def lead(self) -> Agency | None:
        # The agency of the first row, where the action requires that all have the same.
        return self.go[0].occurrence.task.lead if self.go else None

    @property
    def agencies(self) -> int:
        return len({row.occurrence.task.lead_id for row in self.go})

    @property
    def people(self) -> int:
        return len({recipient.address.lower() for row in self.go for recipient in row.reach})


@dataclass
class BulkOutcome:
    done: list[Occurrence]
    left_out: list[SkippedRow]

    def reasons(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self.left_out:
            found.setdefault(row.reason, []).append(row.occurrence.task.title)
        return found


def plan_bulk(
    *,
    act: BulkAct,
    chosen: Mapping[int, int],
    visible: OccurrenceQuerySet,
    by: Actor,
    on: datetime.date,
) -> BulkPlan:
    """`chosen`: keys with the versions that were seen; keys that are not `visible` are ignored.

    Raises RuleError when rows of several agencies are to be given to one seat. Six queries,
    whatever the number of rows.
    """
    asked = Prefetch(
        "clearances",
        Clearance.objects.filter(status=ClearanceStatus.ASKED).select_related("agency"),
        to_attr="open_clearances",
    )
    rows = list(
        in_list_order(visible.filter(pk__in=chosen))
        .defer(None)  # what is done with a task needs more of it than a row shows
        .select_related("task__handled_by")
        .prefetch_related(asked)
    )
    if act == BulkAct.ASSIGN and len({row.task.lead_id for row in rows}) > 1:
        raise RuleError(_("Choose tasks of one agency: a seat takes only tasks of its own agency."))
    reach = recipients_by_task({row.task_id: row.task for row in rows}.values(), on=on)
    reminded = set(
        Reminder.objects.filter(occurrence__in=rows, stage=now_stage(on)).values_list(
            "occurrence", "due_on"
        )
    )
    decided = _decided_by(by, rows, on) if act == BulkAct.ACCEPT else set()
    plan = BulkPlan(act)
    for row in rows:
        reason = (
            str(CHANGED)
            if row.version != chosen[row.pk]
            else _obstacle(act, row, by, reach[row.task_id], reminded, decided)
        )
        if reason:
            plan.left_out.append(SkippedRow(row, reason))
        else:
            plan.go.append(ChosenRow(row, unique_recipients(reach[row.task_id])))
    return plan


def _decided_by(by: Actor, rows: list[Occurrence], on: datetime.date) -> set[int]:
    if not by.may(Permission.DECIDE_RESULTS):
        return set()
    submitted = Occurrence.objects.filter(pk__in=[row.pk for row in rows])
    found = results_decided_by(submitted, by.seat.role, by.seat.agency_id, by.person.pk, on)
    return set(found.values_list("pk", flat=True))


def _obstacle(
    act: BulkAct,
    row: Occurrence,
    by: Actor,
    reach: list[Recipient],
    reminded: set[tuple[int, datetime.date | None]],
    decided: set[int],
) -> str:
    match act:
        case BulkAct.ASSIGN if not may_assign_to_seat(row, by):
            closed = row.status not in OccurrenceStatus.OPEN
            return _("It is finished or withdrawn") if closed else _("Another agency leads it")
        case BulkAct.ACCEPT if row.status != OccurrenceStatus.SUBMITTED:
            return _("No submitted result waits for acceptance")
        case BulkAct.ACCEPT if row.pk not in decided:
            return _("Nobody decides on what is their own: somebody else does")
        case BulkAct.ACCEPT:
            return _clearance_obstacle(row.open_clearances, by)
        case BulkAct.REMIND if not row.is_owed:
            return _("Nothing is owed any more, or the result has been submitted")
        case BulkAct.REMIND if not reach:
            return nobody_reached(row)
        case BulkAct.REMIND if (row.pk, row.due_on) in reminded:
            return already_reminded()
    return ""


def _clearance_obstacle(asked: list[Clearance], by: Actor) -> str:
    if not asked:
        return ""
    own = _("Your agency has not cleared the content yet: open the task to clear it")
    return missing_clearances(asked, by) or own


def carry_out_plan(*, plan: BulkPlan, by: Actor, seat: Seat | None = None) -> BulkOutcome:
    """Carry out the plan on the rows as they were when planned; call it outside a transaction."""
    outcome = BulkOutcome([], list(plan.left_out))
    services: dict[BulkAct, Callable[..., object]] = {
        BulkAct.ASSIGN: partial(assign_task_to_seat, seat=seat),
        BulkAct.ACCEPT: accept_result,
        BulkAct.REMIND: remind_now,
    }
    for row in (chosen.occurrence for chosen in plan.go):
        try:
            services[plan.act](occurrence=row, by=by, version=row.version)
        except StaleOccurrenceError:
            outcome.left_out.append(SkippedRow(row, str(CHANGED)))
        except RuleError as error:
            outcome.left_out.append(SkippedRow(row, error.message))
        else:
            outcome.done.append(row)
    return outcome
