"""What a finished or withdrawn occurrence no longer needs answered."""

import datetime

from agencies.audit.choices import AuditAction
from agencies.audit.services import record
from agencies.database.locking import lock_rows
from agencies.people.permissions import Actor
from agencies.requests.choices import ExtensionStatus
from agencies.tasks.occurrence_models import Occurrence


def lapse_requests(occurrence: Occurrence, *, by: Actor, at: datetime.datetime) -> None:
    """End the open request for a later date, unanswered. Call it with the occurrence locked."""
    for extension in lock_rows(occurrence.extensions.filter(status=ExtensionStatus.ASKED)):
        extension.status, extension.answered_at = ExtensionStatus.LAPSED, at
        extension.save(update_fields=["status", "answered_at"])
        record(AuditAction.EXTENSION_LAPSED, extension, by=by, at=at)
