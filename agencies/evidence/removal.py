"""Taking away a file that was handed in by mistake: its content goes, its trace stays."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.errors import RuleError
from agencies.people.permissions import Actor, Permission
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.locking import lock_occurrence
from agencies.tasks.occurrence_models import EvidenceFile, Progress


def may_remove_files(progress: Progress, by: Actor) -> bool:
    """Whoever is of the agency that handed them in, while what they prove is not decided."""
    is_own = progress.seat.agency_id == by.seat.agency_id and by.may(Permission.REPORT_PROGRESS)
    return is_own and progress.occurrence.status in OccurrenceStatus.OPEN


@transaction.atomic
def remove_evidence(*, evidence: EvidenceFile, by: Actor) -> EvidenceFile:
    """Name, size and digest stay, with who removed it and when. One that is removed stays so."""
    progress = evidence.progress
    progress.occurrence = lock_occurrence(progress.occurrence)
    row = EvidenceFile.objects.select_for_update(no_key=True).get(pk=evidence.pk)
    if row.removed_at:
        return row
    if not may_remove_files(progress, by):
        raise RuleError(
            _("Only the agency that handed the file in removes it, while the task is not finished.")
        )
    storage, stored = row.file.storage, row.file.name or ""
    row.file = ""
    row.removed_at = timezone.now()
    row.removed_by = by.person
    row.save(update_fields=["file", "removed_at", "removed_by"])
    before = {"file": row.name, "size": row.size, "sha256": row.sha256}
    record_action(AuditAction.EVIDENCE_REMOVED, progress.occurrence, by=by, before=before)
    transaction.on_commit(partial(storage.delete, stored))
    return row
