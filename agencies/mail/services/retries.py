"""What becomes of a message after an attempt: sent, tried again later, parked for a person to look
at, or cancelled.
"""

import datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.mail.account_letter_links import LINK_OVER, is_account_letter, is_link_expired
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.services.marking import finish_bundled_messages, requeue_bundled_messages
from agencies.people.permissions import Actor
from agencies.policies.queries import ReminderPolicies

# Waits between attempts: about 24 hours in all, then the message is parked.
RETRY_MINUTES = (1, 5, 15, *[60] * 23)

# Waits for a mail server that is out of reach, the last one again and again: its return must not
# wait for an hour.
OUTAGE_MINUTES = (1, 5)

END_LINKS = """
UPDATE agencies_outboxmessage
SET encrypted_link = '', lease_until = NULL,
    last_error = CASE status WHEN 'queued' THEN %(reason)s ELSE last_error END,
    status = CASE status WHEN 'queued' THEN 'cancelled' ELSE status END
WHERE encrypted_link <> '' AND link_until <= %(now)s
    AND (lease_until IS NULL OR lease_until < clock_timestamp())
RETURNING status
"""


def park_message(message: OutboxMessage, reason: str) -> None:
    _close(message, MessageStatus.PARKED, attempts=message.attempts + 1, last_error=reason)
    finish_bundled_messages(message, MessageStatus.PARKED, reason)


def cancel_message(message: OutboxMessage, reason: str) -> None:
    _close(message, MessageStatus.CANCELLED, last_error=reason)
    finish_bundled_messages(message, MessageStatus.CANCELLED, reason)


def expire_links() -> int:
    """Of letters whose link's time is over: those that wait are cancelled, returns how many; no
    secret stays behind.
    """
    with connection.cursor() as cursor:
        cursor.execute(END_LINKS, {"now": timezone.now(), "reason": LINK_OVER})
        return sum(status == MessageStatus.CANCELLED for (status,) in cursor.fetchall())


def postpone_message(message: OutboxMessage, reason: str, policies: ReminderPolicies) -> bool:
    """Try again later, or park after the last attempt; whether it will be tried again."""
    if message.attempts >= len(RETRY_MINUTES):
        park_message(message, reason)
        return False
    minutes = RETRY_MINUTES[message.attempts]
    _schedule(message, minutes, message.attempts + 1, reason=reason, policies=policies)
    return True


def postpone_until_server_answers(
    message: OutboxMessage, reason: str, policies: ReminderPolicies
) -> None:
    """Try again soon: nobody can be reached, which says nothing about this message and parks
    none.
    """
    most = len(OUTAGE_MINUTES)
    minutes = OUTAGE_MINUTES[min(message.attempts, most - 1)]
    attempts = max(message.attempts, min(message.attempts + 1, most))
    _schedule(message, minutes, attempts, reason=reason, policies=policies)


def _schedule(
    message: OutboxMessage, minutes: int, attempts: int, *, reason: str, policies: ReminderPolicies
) -> None:
    at = timezone.now() + datetime.timedelta(minutes=minutes)
    # somebody waits for a letter about an account, at whatever hour; others never go in the quiet
    # hours of the policy under which they were decided
    if not is_account_letter(message):
        about = message.reminder.occurrence if message.reminder else message.occurrence
        at = policies.of(about.task.directive if about else None).after_quiet(at)
    _close(message, MessageStatus.QUEUED, attempts=attempts, next_attempt_at=at, last_error=reason)


def _close(message: OutboxMessage, status: MessageStatus, **fields: object) -> None:
    # End the lease with its result, and keep what was written last; a message which another
    # deliverer has finished meanwhile stays as it is.
    if status == MessageStatus.CANCELLED:
        fields["encrypted_link"] = ""
    letter = {name: getattr(message, name) for name in ("subject", "text", "html")}
    OutboxMessage.objects.filter(pk=message.pk, status=MessageStatus.QUEUED).update(
        status=status, lease_until=None, **letter, **fields
    )


def readdress_message(message: OutboxMessage) -> bool:
    """Turn a message to the address that its person has by now; what goes to no person keeps its
    own, and so does a letter about an account: its link, or what it warns of, is for the address
    that the account had.

    False where that address gets the same reminder by another message.
    """
    if current_address(message) == message.recipient or message.person is None:
        return True
    try:
        with transaction.atomic():
            OutboxMessage.objects.filter(pk=message.pk).update(recipient=message.person.email)
    except IntegrityError:
        return False
    message.recipient = message.person.email
    return True


@transaction.atomic
def requeue_message(*, message: OutboxMessage, by: Actor) -> OutboxMessage:
    """Queue a parked message once more, to the address that its person or agency has now."""
    message = lock_row(OutboxMessage.objects.select_related("person", "seat__agency"), message.pk)
    if message.status != MessageStatus.PARKED:
        raise RuleError(_("Only a message that the mail server refused can be sent again."))
    if is_link_expired(message, timezone.now()):
        raise RuleError(_("The link of this letter is no longer valid. Have a new one sent."))
    before = {"recipient": message.recipient, "last_error": message.last_error}
    message.recipient = current_address(message)
    message.status = MessageStatus.QUEUED
    message.attempts = 0
    message.last_error = ""
    message.next_attempt_at = timezone.now()
    message.save()
    requeue_bundled_messages(message)
    record_action(
        AuditAction.MESSAGE_REQUEUED,
        message,
        by=by,
        before=before,
        after={"recipient": message.recipient},
    )
    return message


def current_address(message: OutboxMessage) -> str:
    if is_account_letter(message):
        return message.recipient
    if message.person:
        return message.person.email
    return (message.seat and message.seat.agency.email) or message.recipient
