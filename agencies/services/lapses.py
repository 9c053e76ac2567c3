"""What a finished or withdrawn occurrence no longer needs answered."""

import datetime

from agencies.choices import ExtensionStatus
from agencies.models import Occurrence
from agencies.permissions import Actor
from agencies.services.audit import record
from agencies.services.locking import lock_rows


def lapse_requests(occurrence: Occurrence, *, by: Actor, at: datetime.datetime) -> None:
    """End the open request for a later date, unanswered. Call it with the occurrence locked."""
    for extension in lock_rows(occurrence.extensions.filter(status=ExtensionStatus.ASKED)):
        extension.status, extension.answered_at = ExtensionStatus.LAPSED, at
        extension.save(update_fields=["status", "answered_at"])
        record("extension-lapsed", extension, by=by, at=at)
