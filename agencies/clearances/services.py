"""A clearing agency's answer to a submitted result (duyệt nội dung): cleared, or refused with a
reason.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.notices.choices import NoticeEvent
from agencies.notices.services import notify_seats, seats_for_task
from agencies.people.permissions import Actor, Permission
from agencies.progress.changes import lock_as_seen, record_movement, refuse_unless
from agencies.progress.clearance_rounds import write_clearance_answer
from agencies.requests.choices import ClearanceStatus
from agencies.requests.models import Clearance
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.occurrence_models import Occurrence, Progress


def may_clear(clearance: Clearance, by: Actor) -> bool:
    # A working seat of the clearing agency, while its answer is awaited.
    own = clearance.agency_id == by.seat.agency_id
    return own and clearance.status == ClearanceStatus.ASKED and by.may(Permission.REPORT_PROGRESS)


def may_clear_on_behalf(clearance: Clearance, by: Actor) -> bool:
    # Whoever steers the work may enter what another agency said on paper, but not about the own
    # agency's result.
    concerned = {clearance.agency_id, clearance.occurrence.task.lead_id}
    other = by.seat.agency_id not in concerned
    return other and clearance.status == ClearanceStatus.ASKED and by.may(Permission.STEER_TASKS)


@transaction.atomic
def clear_result(
    *,
    clearance: Clearance,
    by: Actor,
    version: int,
    text: str = "",
    on_behalf: bool = False,
    at: datetime.datetime | None = None,
) -> Progress:
    """The content may be released.

    The task stays with the coordinator, who can accept it once all have cleared it.
    """
    row, asked = _asked(clearance, by, version, on_behalf=on_behalf)
    if on_behalf and not text.strip():
        raise RuleError(
            _("Say by which paper the agency cleared it: number and date, or who said so."),
            field="text",
        )
    at = at or timezone.now()
    write_clearance_answer(
        asked, ClearanceStatus.CLEARED, by=by, at=at, text=text, on_behalf=on_behalf
    )
    return record_movement(
        row, ProgressKind.CLEARANCE, OccurrenceStatus.SUBMITTED, text, by, (), at
    )


@transaction.atomic
def refuse_clearance(
    *,
    clearance: Clearance,
    by: Actor,
    version: int,
    text: str,
    on_behalf: bool = False,
    at: datetime.datetime | None = None,
) -> Progress:
    """The content must be changed: the result goes back to the lead agency with the reason, due on
    the same date.
    """
    if not text.strip():
        raise RuleError(
            _("Say what must be changed, so that the agency knows what to do."), field="text"
        )
    row, asked = _asked(clearance, by, version, on_behalf=on_behalf)
    at = at or timezone.now()
    write_clearance_answer(
        asked, ClearanceStatus.REFUSED, by=by, at=at, text=text, on_behalf=on_behalf
    )
    progress = record_movement(
        row, ProgressKind.RETURN, OccurrenceStatus.RETURNED, text, by, (), at
    )
    notify_seats(
        NoticeEvent.CLEARANCE_REFUSED,
        occurrence=row,
        seats=seats_for_task(row.task),
        by=by,
        words=progress.text,
        at=at,
    )
    return progress


def _asked(
    clearance: Clearance, by: Actor, version: int, *, on_behalf: bool
) -> tuple[Occurrence, Clearance]:
    # Occurrence and clearance, both locked, once it is certain that this seat may answer.
    row = lock_as_seen(clearance.occurrence, version)
    asked = lock_row(Clearance.objects.select_related("agency", "occurrence__task"), clearance.pk)
    allowed = may_clear_on_behalf(asked, by) if on_behalf else may_clear(asked, by)
    refuse_unless(allowed, _("This result does not wait for a clearance that you can give."))
    return row, asked
