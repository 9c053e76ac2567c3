import datetime

from django.db import models
from django.utils import timezone

from agencies.models import AuditEntry
from agencies.permissions import Actor


def record(
    action: str,
    target: models.Model,
    *,
    by: Actor | None,
    before: dict | None = None,
    after: dict | None = None,
    at: datetime.datetime | None = None,
) -> AuditEntry:
    """Write who did what, inside the transaction that makes the change; `by=None` means the portal itself.

    `at` is for an act that is registered after it happened; otherwise now.
    """
    return AuditEntry.objects.create(
        at=at or timezone.now(),
        person=by.person if by else None,
        seat=by.seat if by else None,
        action=action,
        target_type=target._meta.label_lower,
        target_id=target.pk,
        target_label=str(target)[:300],
        before=before,
        after=after,
    )
