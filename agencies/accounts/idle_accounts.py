"""Closes idle accounts after two warnings (45 days, as the rules for officials' accounts
require).
"""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from agencies.audit.choices import AuditAction
from agencies.audit.services import record
from agencies.mail.services.queueing import queue_letters_once
from agencies.people.models import Person
from agencies.people.recipients import Recipient
from agencies.sign_in.services import end_sessions

# Days before the closing on which the person is warned.
WARNINGS = (7, 1)


def close_idle_accounts(now: datetime.datetime | None = None) -> dict[str, int]:
    """Returns how many were warned and closed; running it again adds nothing.

    A last administrator is closed too: the agency's coordinator then invites a new one.
    """
    now, limit = now or timezone.now(), settings.IDLE_ACCOUNT_DAYS
    if not limit:
        return {}
    idle = _idle_for(limit, now)
    for person in idle:
        _close(person)
    told = sum(
        _warn(person, days, now) for days in WARNINGS for person in _idle_for(limit - days, now)
    )
    return {"warned": told, "closed": len(idle)}


def _idle_for(days: int, now: datetime.datetime) -> list[Person]:
    # Idle accounts, without those of the administration pages: somebody must be able to let others
    # in.
    since = now - datetime.timedelta(days=days)
    idle = Q(last_login__lte=since) | Q(last_login__isnull=True, created_at__lte=since)
    still = Q(reopened_at__isnull=True) | Q(reopened_at__lte=since)
    return list(
        Person.objects.filter(idle, still, is_active=True, is_superuser=False).order_by("pk")
    )


def _warn(person: Person, days: int, now: datetime.datetime) -> int:
    # Once for each of the two days and idle time, whatever the hour of the job; nobody without an
    # address.
    last = max(filter(None, (person.last_login, person.reopened_at, person.created_at)))
    closes_on = timezone.localdate(last + datetime.timedelta(days=settings.IDLE_ACCOUNT_DAYS))
    return queue_letters_once(
        "idle_account",
        [Recipient(person.email, person)] if person.email else [],
        occasion=f"idle-{last:%Y%m%d}-{days}",
        context={"closes_on": closes_on.isoformat()},
        urgency_on=closes_on,
        at=now,
    )


@transaction.atomic
def _close(person: Person) -> None:
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person)
    record(AuditAction.ACCOUNT_CLOSED, person, by=None)
