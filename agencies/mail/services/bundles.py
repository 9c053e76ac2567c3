"""A digest or a leader's mail carries reminders that have rows of their own: they share what
becomes of it.
"""

from django.utils import timezone

from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.queries import messages_with_sources, reason_to_cancel
from agencies.registry import registry


def finish_bundled_messages(
    message: OutboxMessage, status: MessageStatus, reason: str = ""
) -> None:
    """Give the carried reminders the end of their mail; what was settled meanwhile was not told,
    and is cancelled.
    """
    if not bundles_others(message):
        return
    carried = OutboxMessage.objects.filter(bundle=message, status=MessageStatus.QUEUED)
    if status == MessageStatus.SENT:
        settled = {
            child.pk: why
            for child in messages_with_sources().filter(pk__in=carried)
            if (why := reason_to_cancel(child))
        }
        for key, why in settled.items():
            carried.filter(pk=key).update(status=MessageStatus.CANCELLED, last_error=why)
    sent_at = timezone.now() if status == MessageStatus.SENT else None
    carried.update(status=status, last_error=reason, sent_at=sent_at)


def requeue_bundled_messages(message: OutboxMessage) -> None:
    if bundles_others(message):
        OutboxMessage.objects.filter(bundle=message, status=MessageStatus.PARKED).update(
            status=MessageStatus.QUEUED, recipient=message.recipient
        )


def bundles_others(message: OutboxMessage) -> bool:
    """Whether it is a mail such as a digest; of a kind that this version does not know, nothing is
    said.
    """
    kind = registry.letters.get(message.template)
    return kind is not None and kind.carries_others
