"""The kinds of letters of this app."""

from agencies.mail.models import OutboxMessage
from agencies.mail.services.notice import idle_account_context, notice_context
from agencies.mail.services.summaries import digest_context, escalation_context
from agencies.mail.services.task_due import clearance_due_context, task_due_context
from agencies.registry import LetterKind, registry

OWN_LETTERS = (
    LetterKind("task_due", task_due_context, "emails/letter", carried=True),
    LetterKind("clearance_due", clearance_due_context, "emails/letter", carried=True),
    LetterKind("notice", notice_context, "emails/letter"),
    LetterKind("idle_account", idle_account_context),
    LetterKind("digest", digest_context, "emails/summary", carries=True),
    LetterKind("escalation", escalation_context, "emails/summary", carries=True),
)
"""Letters about accounts, written when they are queued, are not among them."""


def carries_others(message: OutboxMessage) -> bool:
    """Whether it is a mail such as a digest; of a kind that this version does not know, nothing is
    said.
    """
    kind = registry.letters.get(message.template)
    return kind is not None and kind.carries
