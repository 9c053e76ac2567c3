"""Tasks of an abolished or merged agency pass to its successor; what it finished remains its
own.
"""

import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.database.locking import lock_rows
from agencies.deadlines.occurrences import lock_laying_out
from agencies.errors import RuleError
from agencies.handover.queries import (
    agencies_to_hand_over,
    open_roles,
    open_tasks,
    present_successor,
)
from agencies.lists.numbers import localized_number
from agencies.notices.choices import NoticeEvent
from agencies.notices.services import notify_seats, reminded_seats
from agencies.people.permissions import Actor, Permission
from agencies.requests.choices import ClearanceStatus
from agencies.requests.models import Clearance
from agencies.tasks.locking import lock_tasks
from agencies.tasks.models import Deadline, Task, TaskAgency
from agencies.tasks.occurrence_models import Occurrence
from vietnam.dates import format_date
from vietnam.deadlines import DeadlineKind

# Columns that a continuing task has from the one that it continues.
COPIED = (
    "title",
    "text",
    "group",
    "directive",
    "clause",
    "proposal",
    "section",
    "source_label",
    "source_url",
    "is_housekeeping",
    "assigned_at",
    "assigned_by",
)


def hand_over_ended_agencies(on: datetime.date | None = None) -> int:
    # What the portal does by itself: each ended agency with a successor, in a transaction of its
    # own.
    on = on or timezone.localdate()
    ended = [agency for agency in agencies_to_hand_over(on) if present_successor(agency, on)]
    return sum(hand_over_tasks(agency=agency, on=on) for agency in ended)


@transaction.atomic
def hand_over_tasks(
    *, agency: Agency, by: Actor | None = None, on: datetime.date | None = None
) -> int:
    """Give open work to the existing successor and log it; returns how many tasks it now leads.

    Of two simultaneous calls, the second finds nothing left. Raises RuleError while the agency
    exists, or without a successor.
    """
    on = on or timezone.localdate()
    heir = _require_successor(agency, by, on)
    lock_laying_out()
    words = {
        "old": agency.display_name,
        "day": format_date(agency.valid_to),
        "new": heir.display_name,
    }
    reason = _("%(old)s ended on %(day)s; %(new)s is its successor.") % words
    _lock_open_work(agency)
    led = list(open_tasks(lead=agency).select_related("lead", "directive").order_by("pk"))
    taken = [_hand_over(task, heir, reason=reason, by=by) for task in led]
    _notify_heir(taken, heir, reason=reason, by=by)
    _hand_over_roles(agency, heir, by=by)
    _hand_over_clearances(agency, heir, by=by)
    return len(led)


def _lock_open_work(agency: Agency) -> None:
    # Everything that is handed over: what the agency leads, helps with or clears.
    tasks = {*open_tasks(lead=agency).values_list("pk", flat=True)}
    tasks.update(open_roles(agency=agency).values_list("task", flat=True))
    asked = Clearance.objects.filter(agency=agency, status=ClearanceStatus.ASKED)
    tasks.update(asked.values_list("occurrence__task", flat=True))
    lock_tasks(*tasks)
    lock_rows(Occurrence.objects.filter(task__in=tasks))


def _require_successor(agency: Agency, by: Actor | None, on: datetime.date) -> Agency:
    if by is not None and not by.may(Permission.HAND_OVER_TASKS):
        raise RuleError(_("Only a coordinator hands over the tasks of an agency."))
    if agency.valid_to is None or agency.valid_to >= on:
        sentence = _("%(agency)s still exists: its tasks stay with it.")
        raise RuleError(sentence % {"agency": agency.display_name})
    heir = present_successor(agency, on)
    if heir is None:
        sentence = _("%(agency)s has no successor yet. Enter it in the register first.")
        raise RuleError(sentence % {"agency": agency.display_name})
    return heir


def _notify_heir(taken: list[Task], heir: Agency, *, reason: str, by: Actor | None) -> None:
    # One notice however many tasks there are: it opens the one that is due first.
    rows = Occurrence.objects.open().filter(task__in=taken)
    rows = rows.select_related("task__directive", "task__lead")
    first = rows.order_by(F("due_on").asc(nulls_last=True), "pk").first()
    if first is None:
        return
    others = len(taken) - 1
    more = ngettext(
        "%(n)s more task was handed over too.", "%(n)s more tasks were handed over too.", others
    )
    words = f"{reason} {more % {'n': localized_number(others)}}" if others else reason
    notify_seats(
        NoticeEvent.HANDED_OVER,
        occurrence=first,
        seats=reminded_seats(heir),
        by=by,
        words=words,
        agency=heir,
    )


def _hand_over(task: Task, heir: Agency, *, reason: str, by: Actor | None) -> Task:
    # In place while nothing of the task is finished; otherwise as a new task that continues it.
    occurrences = list(task.occurrences.open().order_by("pk"))
    before = {"lead": task.lead.name}
    after = {"lead": heir.name, "reason": reason}
    if len(occurrences) == task.occurrences.count():
        Task.objects.filter(pk=task.pk).update(lead=heir, handled_by=None)
        task.partners.filter(agency=heir).delete()
        task.occurrences.update(version=F("version") + 1)
        taken = task
    else:
        taken = _continuation(task, heir)
        _move_occurrences(task, taken, occurrences)
        record_action(AuditAction.TASK_HANDED_OVER, task, by=by, before=before, after=after)
    for occurrence in occurrences:
        record_action(
            AuditAction.OCCURRENCE_HANDED_OVER, occurrence, by=by, before=before, after=after
        )
    record_action(AuditAction.TASK_HANDED_OVER, taken, by=by, before=before, after=after)
    return taken


def _continuation(task: Task, heir: Agency) -> Task:
    # The same task for the successor: source, place in the document and helpers as they were.
    copied = {name: getattr(task, name) for name in COPIED}
    taken = Task.objects.create(lead=heir, continues=task, **copied)
    partners = task.partners.exclude(agency=heir)
    TaskAgency.objects.bulk_create(
        [TaskAgency(task=taken, agency_id=p.agency_id, role=p.role) for p in partners]
    )
    return taken


def _move_occurrences(task: Task, taken: Task, occurrences: list[Occurrence]) -> None:
    # With copies of all deadlines; each row keeps its dates, history, files and requests.
    copies = {deadline.pk: _copy_deadline(deadline, taken) for deadline in task.deadlines.all()}
    for occurrence in occurrences:
        occurrence.task = taken
        known = occurrence.deadline_id
        occurrence.deadline = copies.get(known) if known else None
        occurrence.version += 1
    Occurrence.objects.bulk_update(occurrences, ["task", "deadline", "version"], batch_size=500)


def _copy_deadline(deadline: Deadline, taken: Task) -> Deadline:
    # A recurring one begins after the last date that was laid out, so that finished periods are not
    # owed again. If nothing is left to lay out, its term is that one empty day: the next period is
    # at least a week away.
    laid_out = deadline.occurrences.aggregate(last=Max("stated_on"))["last"]
    copy = Deadline.objects.get(pk=deadline.pk)
    copy.pk = None
    copy.task = taken
    if deadline.kind == DeadlineKind.RECURRING and laid_out:
        copy.starts_on = laid_out + datetime.timedelta(days=1)
        copy.ends_on = max(copy.ends_on, copy.starts_on) if copy.ends_on else None
    copy.save(force_insert=True)
    return copy


def _hand_over_roles(agency: Agency, heir: Agency, *, by: Actor | None) -> None:
    # The successor helps or clears instead, unless it leads the task or has that role already.
    for role in open_roles(agency=agency).select_related("task"):
        has_part = (
            role.task.lead_id == heir.pk
            or role.task.partners.filter(agency=heir, role=role.role).exists()
        )
        before = {"agency": agency.name, "role": role.role}
        after = {"agency": heir.name, "role": role.role}
        record_action(AuditAction.ROLE_HANDED_OVER, role.task, by=by, before=before, after=after)
        if has_part:
            role.delete()
        else:
            role.agency = heir
            role.save(update_fields=["agency"])


def _hand_over_clearances(agency: Agency, heir: Agency, *, by: Actor | None) -> None:
    # What waits for the agency waits for the successor until the same day; it lapses where the
    # successor leads or is asked already.
    asked = Clearance.objects.filter(agency=agency, status=ClearanceStatus.ASKED)
    for clearance in lock_rows(asked.select_related("agency", "occurrence__task__directive")):
        occurrence = clearance.occurrence
        others = occurrence.clearances.filter(agency=heir, status=ClearanceStatus.ASKED)
        before = {"agency": agency.name}
        after = {"agency": heir.name}
        record_action(
            AuditAction.CLEARANCE_HANDED_OVER, clearance, by=by, before=before, after=after
        )
        if occurrence.task.lead_id == heir.pk or others.exists():
            clearance.status = ClearanceStatus.LAPSED
            clearance.answered_at = timezone.now()
        else:
            clearance.agency = heir
        clearance.save(update_fields=["agency", "status", "answered_at"])
        if clearance.agency == heir:
            notify_seats(
                NoticeEvent.CLEARANCE_ASKED,
                occurrence=occurrence,
                seats=reminded_seats(heir),
                by=by,
                day=clearance.due_on,
                agency=heir,
            )
