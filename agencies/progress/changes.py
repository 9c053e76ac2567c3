"""One change of an occurrence: locked as it was seen, brought to a status, recorded in history and
log.
"""

import datetime
from collections.abc import Sequence

from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.models import AuditEntry
from agencies.audit.services import record_action
from agencies.database.locking import StaleOccurrenceError, lock_rows
from agencies.errors import RuleError
from agencies.evidence.services import store_files
from agencies.people.permissions import Actor
from agencies.progress.clearance_rounds import lapse_clearances
from agencies.requests.choices import ExtensionStatus
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.locking import lock_occurrence
from agencies.tasks.occurrence_models import Occurrence, Progress


def lock_as_seen(occurrence: Occurrence, version: int) -> Occurrence:
    """The row, locked to the end of the transaction; StaleError when it has changed since this
    person saw it.
    """
    row = lock_occurrence(occurrence)
    if row.version != version:
        sentence = _(
            "%(who)s changed this task at the same time. Look at the history below, then send "
            "again if it still holds."
        )
        raise StaleOccurrenceError(sentence % {"who": _who_changed(row)})
    return row


def _who_changed(row: Occurrence) -> str:
    # Every change that makes a new version is logged at the occurrence; a recomputed date does
    # not.
    logged = AuditEntry.objects.filter(target_type=row._meta.label_lower, target_id=row.pk)
    last = logged.exclude(action=AuditAction.DATES_RECOMPUTED).select_related("person").first()
    return str(last.person or _("The portal")) if last else _("somebody")


def refuse_unless(allowed: bool, otherwise: str) -> None:
    if not allowed:
        raise RuleError(otherwise)


def record_movement(
    row: Occurrence,
    kind: ProgressKind,
    status: str,
    text: str,
    by: Actor,
    files: Sequence[File],
    at: datetime.datetime | None,
    *,
    happened_on: datetime.date | None = None,
    strikes: Progress | None = None,
    on_behalf: bool = False,
) -> Progress:
    """Bring a locked occurrence to a status, with an entry in its history and in the log.

    `happened_on` is the day of a deed, `strikes` the deed that the entry strikes out; `on_behalf`:
    its text came from the lead agency.
    """
    before = row.status
    _set_status(row, status, by, at or timezone.now())
    progress = Progress.objects.create(
        occurrence=row,
        kind=kind,
        text=text.strip(),
        at=row.moved_at,
        happened_on=happened_on,
        strikes=strikes,
        on_behalf=on_behalf,
        seat=by.seat,
        person=by.person,
    )
    with store_files(progress, files) as kept:
        after = {
            "status": str(status),
            "progress": progress.pk,
            "files": [evidence.name for evidence in kept],
        }
        after |= {"on_behalf": row.task.lead.name} if on_behalf else {}
        record_action(
            AuditAction(f"progress-{kind}"), row, by=by, before={"status": str(before)}, after=after
        )
    return progress


def _set_status(row: Occurrence, status: str, by: Actor, at: datetime.datetime) -> None:
    # What was asked of others for the status before lapses with it.
    before = row.status
    row.status = status
    row.moved_at = at
    row.version += 1
    if before == OccurrenceStatus.SUBMITTED != status:
        lapse_clearances(row, by=by, at=at)
    row.save(update_fields=["status", "submitted_at", "done_at", "done_by", "moved_at", "version"])
    if status not in OccurrenceStatus.OPEN:
        lapse_requests(row, by=by, at=at)


def lapse_requests(occurrence: Occurrence, *, by: Actor, at: datetime.datetime) -> None:
    """End the open request for a later date, unanswered. Call it with the occurrence locked."""
    for extension in lock_rows(occurrence.extensions.filter(status=ExtensionStatus.ASKED)):
        extension.status = ExtensionStatus.LAPSED
        extension.answered_at = at
        extension.save(update_fields=["status", "answered_at"])
        record_action(AuditAction.EXTENSION_LAPSED, extension, by=by, at=at)
