import datetime

from django.db import models
from django.utils import timezone

from agencies.models import AuditEntry, Person
from agencies.origin import current_origin
from agencies.permissions import Actor


def record(
    action: str,
    target: models.Model,
    *,
    by: Actor | None,
    person: Person | None = None,
    before: dict | None = None,
    after: dict | None = None,
    at: datetime.datetime | None = None,
) -> AuditEntry:
    """Write who did what, inside the transaction that makes the change; `by=None` means the portal itself.

    `person` is for what somebody does apart from any seat, such as signing in; `at` for an act that is registered after
    it happened. From where it comes is known by itself (agencies/origin.py).
    """
    origin = current_origin()
    return AuditEntry.objects.create(
        at=at or timezone.now(),
        address=origin.address,
        client=origin.client,
        person=by.person if by else person,
        seat=by.seat if by else None,
        action=action,
        target_type=target._meta.label_lower,
        target_id=target.pk,
        target_label=str(target)[:300],
        before=before,
        after=after,
    )
