"""The clearances of one submission (duyệt nội dung): asked when it is handed in, answered or lapsed
once decided.
"""

import datetime
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.calendar.queries import current_policy, working_calendar
from agencies.database.locking import lock_rows
from agencies.directives.choices import AgencyRole
from agencies.errors import RuleError
from agencies.notices.choices import NoticeEvent
from agencies.notices.services import notify_seats, reminded_seats
from agencies.people.permissions import Actor
from agencies.requests.choices import ClearanceStatus
from agencies.requests.models import Clearance
from agencies.tasks.occurrence_models import Occurrence
from vietnam.calendar import WorkingCalendar


def ask_clearances(
    occurrence: Occurrence, *, by: Actor, words: str, at: datetime.datetime
) -> list[Clearance]:
    """Ask each clearing agency of a result that has just been submitted, and tell its seats."""
    agencies = Agency.objects.filter(
        partnered_tasks__task=occurrence.task_id, partnered_tasks__role=AgencyRole.CLEARING
    )
    due_on = last_clearing_day(at, current_policy().clearing_days, working_calendar())
    asked = [
        Clearance(occurrence=occurrence, agency=agency, asked_at=at, due_on=due_on, act_by=due_on)
        for agency in agencies.exclude(pk=occurrence.task.lead_id)
    ]
    for clearance in Clearance.objects.bulk_create(asked):
        seats = reminded_seats(clearance.agency)
        notify_seats(
            NoticeEvent.CLEARANCE_ASKED,
            occurrence=occurrence,
            seats=seats,
            by=by,
            words=words,
            day=due_on,
            at=at,
            agency=clearance.agency,
        )
    return asked


def last_clearing_day(
    asked_at: datetime.datetime, days: int, calendar: WorkingCalendar
) -> datetime.date:
    return calendar.add_working_days(timezone.localdate(asked_at), days)


def clear_for_own_agency(
    occurrence: Occurrence, *, by: Actor, clears: bool, at: datetime.datetime | None
) -> None:
    """Before an acceptance, which also is the own agency's clearance if `clears` says so; RuleError
    if it does not, and while another's is open.
    """
    asked = _open(occurrence)
    if missing := missing_clearances(asked, by):
        raise RuleError(missing)
    if asked and not clears:
        raise RuleError(own_clearance_open(), field="clears")
    for clearance in asked:
        write_clearance_answer(clearance, ClearanceStatus.CLEARED, by=by, at=at or timezone.now())
        record_action(
            AuditAction.CLEARED_BY_ACCEPTING,
            occurrence,
            by=by,
            after={"agency": clearance.agency.name},
            at=at,
        )


def missing_clearances(asked: Iterable[Clearance], by: Actor) -> str:
    """Why a result with these open clearances cannot be accepted yet; empty when it can."""
    others = [
        clearance.agency.display_name
        for clearance in asked
        if clearance.agency_id != by.seat.agency_id
    ]
    if not others:
        return ""
    sentence = _(
        "%(agencies)s: content not cleared yet. Wait for it, or enter what the agency said on "
        "paper."
    )
    return sentence % {"agencies": ", ".join(others)}


def own_clearance_open() -> str:
    return _(
        "Your agency has not cleared the content yet. Tick the box to clear it together with the "
        "acceptance, or clear it first."
    )


def lapse_clearances(occurrence: Occurrence, *, by: Actor, at: datetime.datetime) -> None:
    """End what is still asked about a result that was returned or withdrawn; call it with the
    occurrence locked.
    """
    for clearance in _open(occurrence):
        clearance.status = ClearanceStatus.LAPSED
        clearance.answered_at = at
        clearance.save(update_fields=["status", "answered_at"])
        record_action(AuditAction.CLEARANCE_LAPSED, clearance, by=by, at=at)


def write_clearance_answer(
    clearance: Clearance,
    status: ClearanceStatus,
    *,
    by: Actor,
    at: datetime.datetime,
    text: str = "",
    on_behalf: bool = False,
) -> None:
    clearance.status = status
    clearance.text = text.strip()
    clearance.on_behalf = on_behalf
    clearance.answered_at = at
    clearance.answered_by = by.seat
    clearance.answered_person = by.person
    clearance.save()
    after = {
        "status": str(status),
        "agency": clearance.agency.name,
        "on_behalf": on_behalf,
        "text": clearance.text,
    }
    record_action(
        AuditAction.CLEARANCE_ANSWERED,
        clearance,
        by=by,
        before={"status": "asked"},
        after=after,
        at=at,
    )


def recompute_open_clearances(*, by: Actor | None, reason: str) -> int:
    """Bring the last days of open clearances in line with policy and calendar; log each change.

    Call it with the occurrences locked: a clearance is locked after its occurrence.
    """
    days = current_policy().clearing_days
    calendar = working_calendar()
    moved = []
    asked = Clearance.objects.filter(status=ClearanceStatus.ASKED).select_related(
        "agency", "occurrence__task"
    )
    for clearance in lock_rows(asked):
        before = clearance.due_on
        after = last_clearing_day(clearance.asked_at, days, calendar)
        if before != after:
            clearance.due_on = clearance.act_by = after
            change = {"due_on": after.isoformat(), "reason": reason}
            record_action(
                AuditAction.CLEARANCE_RECOMPUTED,
                clearance,
                by=by,
                before={"due_on": before.isoformat()},
                after=change,
            )
            moved.append(clearance)
    Clearance.objects.bulk_update(moved, ["due_on", "act_by"], batch_size=1000)
    return len(moved)


def _open(occurrence: Occurrence) -> list[Clearance]:
    # Locked, after the occurrence.
    return lock_rows(
        occurrence.clearances.filter(status=ClearanceStatus.ASKED).select_related("agency")
    )
