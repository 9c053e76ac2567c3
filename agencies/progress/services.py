"""The life of an occurrence: reported on, submitted with evidence by the agency or entered on its
behalf, accepted or returned; a task may be withdrawn.
"""

import datetime
from collections.abc import Sequence

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.deciding.queries import Case, may_decide, refuse_unless_decides
from agencies.errors import RuleError
from agencies.evidence.services import check_files
from agencies.notices.choices import NoticeEvent
from agencies.notices.services import notify_seats, seats_for_task
from agencies.people.permissions import Actor, Permission
from agencies.progress.changes import lock_as_seen, record_movement, refuse_unless
from agencies.progress.clearance_rounds import ask_clearances, clear_for_own_agency
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.deadline_words import deed_count
from agencies.tasks.locking import lock_occurrences
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence, Progress
from agencies.tasks.queries import is_continuing


def may_report_progress(occurrence: Occurrence, by: Actor) -> bool:
    # Lead and helping agencies may report while the occurrence is open.
    return (
        occurrence.status in OccurrenceStatus.OPEN
        and by.may(Permission.REPORT_PROGRESS)
        and _takes_part(occurrence.task, by)
    )


def may_submit_result(occurrence: Occurrence, by: Actor) -> bool:
    # A continuing duty has no result: it is reported on until it is withdrawn.
    is_lead = by.may(Permission.REPORT_PROGRESS) and occurrence.task.lead_id == by.seat.agency_id
    return is_lead and occurrence.is_owed and not is_continuing(occurrence)


def may_decide_result(occurrence: Occurrence, by: Actor) -> bool:
    if occurrence.status != OccurrenceStatus.SUBMITTED or not by.may(Permission.DECIDE_RESULTS):
        return False
    return may_decide(Case.of_result(occurrence), by)


def _refuse_own_decision(row: Occurrence, by: Actor, at: datetime.datetime | None) -> None:
    refusal = _("There is no submitted result here that you can decide on.")
    refuse_unless(row.status == OccurrenceStatus.SUBMITTED, refusal)
    refuse_unless_decides(Case.of_result(row), by, refusal, on=at and timezone.localdate(at))


def may_withdraw_task(occurrence: Occurrence, by: Actor) -> bool:
    # Whoever may give tasks out of a directive may also withdraw one.
    return occurrence.status in OccurrenceStatus.OPEN and by.may(Permission.READ_DIRECTIVES)


def _takes_part(task: Task, by: Actor) -> bool:
    return task.lead_id == by.seat.agency_id or any(
        p.agency_id == by.seat.agency_id for p in task.partners.all()
    )


def report_progress(
    *,
    occurrence: Occurrence,
    text: str,
    by: Actor,
    version: int,
    files: Sequence[File] = (),
    at: datetime.datetime | None = None,
) -> Progress:
    """Report how far it is.

    The lead agency's first report moves the task to "in progress"; a helper's only adds to the
    history.
    """
    if not text.strip():
        raise RuleError(_("Say in a sentence what was done."), field="text")
    check_files(files)
    with transaction.atomic():
        row = lock_as_seen(occurrence, version)
        refuse_unless(
            may_report_progress(row, by),
            _("Only the agencies of this task can report on it, while it is open."),
        )
        starts = row.status == OccurrenceStatus.ASSIGNED and row.task.lead_id == by.seat.agency_id
        status = OccurrenceStatus.IN_PROGRESS if starts else row.status
        return record_movement(row, ProgressKind.REPORT, status, text, by, files, at)


def submit_result(
    *,
    occurrence: Occurrence,
    text: str,
    by: Actor,
    version: int,
    files: Sequence[File] = (),
    at: datetime.datetime | None = None,
) -> Progress:
    """Hand in the result. The day of this submission in Viet Nam decides whether it was on time,
    once accepted.

    Where agencies clear the content (duyệt), each is asked now; their time is not the lead
    agency's. A duty that counts deeds needs all of the period's first.
    """
    if not text.strip():
        raise RuleError(_("Say in a sentence what the result is."), field="text")
    check_files(files)
    with transaction.atomic():
        row = lock_as_seen(occurrence, version)
        refuse_unless(
            may_submit_result(row, by),
            _("Only the lead agency can submit a result, and only what it still owes."),
        )
        return submit_locked_result(row, text=text, by=by, files=files, at=at)


def submit_locked_result(
    row: Occurrence,
    *,
    text: str,
    by: Actor,
    files: Sequence[File],
    at: datetime.datetime | None,
    on_behalf: bool = False,
) -> Progress:
    """The submission of a locked occurrence, once it is certain that this seat may."""
    _require_deeds(row)
    row.submitted_at = at or timezone.now()
    progress = record_movement(
        row,
        ProgressKind.SUBMISSION,
        OccurrenceStatus.SUBMITTED,
        text,
        by,
        files,
        at,
        on_behalf=on_behalf,
    )
    ask_clearances(row, by=by, words=progress.text, at=progress.at)
    return progress


@transaction.atomic
def accept_result(
    *,
    occurrence: Occurrence,
    by: Actor,
    version: int,
    text: str = "",
    clears: bool = False,
    at: datetime.datetime | None = None,
) -> Progress:
    """Accept the submitted result, once every clearing agency has cleared it; with `clears` the
    acceptance also clears the content for the own agency, where that is still to be done.
    """
    row = lock_as_seen(occurrence, version)
    _refuse_own_decision(row, by, at)
    clear_for_own_agency(row, by=by, clears=clears, at=at)
    row.done_at = at or timezone.now()
    row.done_by = by.seat
    return record_movement(row, ProgressKind.ACCEPTANCE, OccurrenceStatus.DONE, text, by, (), at)


@transaction.atomic
def return_result(
    *,
    occurrence: Occurrence,
    by: Actor,
    version: int,
    text: str,
    at: datetime.datetime | None = None,
    tells: bool = True,
) -> Progress:
    """Return the submitted result with a reason: it is owed again, by the same date.

    The agency is told, unless (`tells`) the caller does.
    """
    if not text.strip():
        raise RuleError(
            _("Say what is missing, so that the agency knows what to do."), field="text"
        )
    row = lock_as_seen(occurrence, version)
    _refuse_own_decision(row, by, at)
    returned = record_movement(
        row, ProgressKind.RETURN, OccurrenceStatus.RETURNED, text, by, (), at
    )
    if tells:
        _tell_agency(NoticeEvent.RETURNED, row, returned, by)
    return returned


def _tell_agency(event: NoticeEvent, row: Occurrence, entry: Progress, by: Actor) -> None:
    seats = seats_for_task(row.task)
    notify_seats(event, occurrence=row, seats=seats, by=by, words=entry.text, at=entry.at)


@transaction.atomic
def withdraw_task(
    *,
    occurrence: Occurrence,
    by: Actor,
    version: int,
    text: str,
    at: datetime.datetime | None = None,
) -> Progress:
    """Withdraw the task with a reason: all its open occurrences end; what was done stays done."""
    if not text.strip():
        raise RuleError(_("Say why the task is withdrawn."), field="text")
    together = lock_occurrences(
        Occurrence.objects.filter(task=occurrence.task_id).select_related("task__directive")
    )
    row = lock_as_seen(occurrence, version)
    refuse_unless(may_withdraw_task(row, by), _("This task can no longer be withdrawn."))
    for other in (one for one in together if one != row and one.status in OccurrenceStatus.OPEN):
        record_movement(
            other, ProgressKind.WITHDRAWAL, OccurrenceStatus.WITHDRAWN, text, by, (), at
        )
    withdrawn = record_movement(
        row, ProgressKind.WITHDRAWAL, OccurrenceStatus.WITHDRAWN, text, by, (), at
    )
    _tell_agency(NoticeEvent.WITHDRAWN, row, withdrawn, by)
    return withdrawn


def _require_deeds(row: Occurrence) -> None:
    deeds = deed_count(row, today=timezone.localdate())
    if deeds and deeds.missing:
        words = _(
            "%(n)s %(unit)s missing in %(period)s: report what was done first, then submit the "
            "result."
        )
        raise RuleError(
            words
            % {"n": deeds.missing, "unit": deeds.unit_for(deeds.missing), "period": deeds.period}
        )


def may_enter_result(occurrence: Occurrence, by: Actor) -> bool:
    # Whoever steers the work, for another agency, while it owes.
    is_other = occurrence.task.lead_id != by.seat.agency_id
    return (
        is_other
        and occurrence.is_owed
        and not is_continuing(occurrence)
        and by.may(Permission.STEER_TASKS)
    )


def enter_result(
    *,
    occurrence: Occurrence,
    received_on: datetime.date,
    text: str,
    by: Actor,
    version: int,
    files: Sequence[File] = (),
) -> Progress:
    """The day on which the paper came decides whether it is late. It still waits for the decision,
    as any result.
    """
    if not text.strip():
        raise RuleError(
            _("Say what the result is and by which paper it came: number and date."), field="text"
        )
    if received_on > timezone.localdate():
        raise RuleError(_("This day is in the future."), field="received_on")
    check_files(files)
    with transaction.atomic():
        row = lock_as_seen(occurrence, version)
        refuse_unless(
            may_enter_result(row, by),
            _("Nothing is owed here that you could enter for the agency."),
        )
        if received_on < timezone.localdate(row.task.assigned_at):
            raise RuleError(_("The task was assigned only after this day."), field="received_on")
        return submit_locked_result(
            row, text=text, by=by, files=files, at=_moment(received_on), on_behalf=True
        )


def _moment(day: datetime.date) -> datetime.datetime:
    # Now for today; the noon of a day before.
    now = timezone.now()
    if day == timezone.localdate(now):
        return now
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
