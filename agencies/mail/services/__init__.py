"""The outbox: messages are composed, claimed under a lease, sent one by one and marked after
each.
"""

from agencies.mail.services.delivery import Delivery, deliver_messages
from agencies.mail.services.letters import Letter, build_mail, compose_letter
from agencies.mail.services.retries import current_address, requeue_message

__all__ = [
    "Delivery",
    "Letter",
    "build_mail",
    "compose_letter",
    "current_address",
    "deliver_messages",
    "requeue_message",
]
