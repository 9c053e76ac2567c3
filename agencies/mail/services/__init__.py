"""The outbox: messages are composed, claimed under a lease, sent one by one and marked after
each.
"""

from agencies.mail.services.delivery import Delivery, deliver_messages
from agencies.mail.services.letters import Letter, build_mail, compose
from agencies.mail.services.retries import current_address, try_again

__all__ = [
    "Delivery",
    "Letter",
    "build_mail",
    "compose",
    "current_address",
    "deliver_messages",
    "try_again",
]
