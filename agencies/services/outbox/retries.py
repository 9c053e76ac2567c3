"""What becomes of a message after an attempt: sent, tried again later, parked for a person to look at, or cancelled."""

import datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.choices import MessageStatus
from agencies.errors import RuleError
from agencies.models import OutboxMessage
from agencies.permissions import Actor
from agencies.services.audit import record

RETRY_MINUTES = (1, 5, 15, *[60] * 23)
"""Waits between attempts: about 24 hours in all, then the message is parked."""


SENT = """
UPDATE agencies_outboxmessage
SET status = 'sent', sent_at = %s, attempts = attempts + 1, last_error = '', lease_until = NULL
WHERE id = %s AND status = 'queued'
"""


def mark_sent(message: OutboxMessage) -> None:
    """One plain statement: it runs once for every message, between two of them."""
    with connection.cursor() as cursor:
        cursor.execute(SENT, [timezone.now(), message.pk])


def park(message: OutboxMessage, reason: str) -> None:
    _close(message, MessageStatus.PARKED, attempts=message.attempts + 1, last_error=reason)


def cancel(message: OutboxMessage, reason: str) -> None:
    _close(message, MessageStatus.CANCELLED, last_error=reason)


def postpone(message: OutboxMessage, reason: str) -> bool:
    """Try again later, or park after the last attempt; whether it will be tried again."""
    if message.attempts >= len(RETRY_MINUTES):
        park(message, reason)
        return False
    wait = datetime.timedelta(minutes=RETRY_MINUTES[message.attempts])
    _close(
        message,
        MessageStatus.QUEUED,
        attempts=message.attempts + 1,
        next_attempt_at=timezone.now() + wait,
        last_error=reason,
    )
    return True


def _close(message: OutboxMessage, status: MessageStatus, **fields: object) -> None:
    """End the lease with its result; a message which another deliverer has finished meanwhile stays as it is."""
    unfinished = OutboxMessage.objects.filter(pk=message.pk, status=MessageStatus.QUEUED)
    unfinished.update(status=status, lease_until=None, **fields)


@transaction.atomic
def try_again(*, message: OutboxMessage, by: Actor) -> OutboxMessage:
    """Queue a parked message once more, to the address that its person or agency has now."""
    message = (
        OutboxMessage.objects.select_for_update(of=("self",))
        .select_related("person", "seat__agency")
        .get(pk=message.pk)
    )
    if message.status != MessageStatus.PARKED:
        raise RuleError(_("Only a message that the mail server refused can be sent again."))
    before = {"recipient": message.recipient, "last_error": message.last_error}
    message.recipient = current_address(message)
    message.status, message.attempts, message.last_error = MessageStatus.QUEUED, 0, ""
    message.next_attempt_at = timezone.now()
    message.save()
    record("message-requeued", message, by=by, before=before, after={"recipient": message.recipient})
    return message


def current_address(message: OutboxMessage) -> str:
    if message.person:
        return message.person.email
    return (message.seat and message.seat.agency.email) or message.recipient
