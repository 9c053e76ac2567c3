import datetime
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import TextChoices
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.audit.origin import current_origin
from agencies.audit.queries import is_field_declared
from agencies.people.models import Person
from agencies.people.permissions import Actor
from agencies.registry import registry


def record_action(
    action: TextChoices,
    target: models.Model,
    *,
    by: Actor | None,
    person: Person | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    at: datetime.datetime | None = None,
) -> AuditEntry:
    """Write down who did what, inside the transaction that makes the change; `by=None` means the
    portal itself.

    `person` is for what somebody does apart from any seat, such as signing in; `at` for an action
    that is registered later. From where it comes is added here (agencies/audit/origin.py).
    """
    entry = _build_entry(
        action, target, by=by, person=person, before=before, after=after, at=at or timezone.now()
    )
    entry.save()
    return entry


def record_actions(
    action: TextChoices,
    targets: Sequence[tuple[models.Model, dict[str, object]]],
    *,
    by: Actor | None,
    before: Sequence[Mapping[str, Any] | None] | None = None,
) -> None:
    """The same action on many things, each with its own `after`, and `before` in the same order:
    one row for each, in one statement.
    """
    now = timezone.now()
    olds: Sequence[Mapping[str, Any] | None] = before or [None] * len(targets)
    AuditEntry.objects.bulk_create(
        _build_entry(action, target, by=by, before=old, after=after or None, at=now)
        for (target, after), old in zip(targets, olds, strict=True)
    )


def _build_entry(
    action: TextChoices,
    target: models.Model,
    *,
    by: Actor | None,
    at: datetime.datetime,
    person: Person | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    model = target._meta.label_lower
    unknown = [
        name for name in {**(before or {}), **(after or {})} if not is_field_declared(model, name)
    ]
    if action not in registry.actions or unknown:
        # An error in the tests, which let no warning pass; in production a line of the log, since
        # the act itself must not fail for want of a word on the log's page.
        warnings.warn(f"The log has no words for {action} of {model}: {unknown}", stacklevel=3)
    origin = current_origin()
    return AuditEntry(
        at=at,
        address=origin.address,
        client=origin.client,
        person=by.person if by else person,
        seat=by.seat if by else None,
        action=action,
        target_type=model,
        target_id=target.pk,
        target_label=str(target)[:300],
        before=before,
        after=after,
    )
