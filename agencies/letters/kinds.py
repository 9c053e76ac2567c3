"""The kinds of letters of this app."""

from agencies.letters.given import given_context, undated_context
from agencies.letters.notices import idle_account_context, notice_context
from agencies.letters.summaries import digest_context, escalation_context
from agencies.letters.task_due import clearance_due_context, task_due_context
from agencies.registry import LetterKind

# Letters about accounts, written when they are queued, are not among them.
OWN_LETTERS = (
    LetterKind("task_due", task_due_context, "emails/letter", may_be_carried=True),
    LetterKind("clearance_due", clearance_due_context, "emails/letter", may_be_carried=True),
    LetterKind("notice", notice_context, "emails/letter"),
    LetterKind("given", given_context, "emails/summary"),
    LetterKind("undated", undated_context, "emails/summary"),
    LetterKind("idle_account", idle_account_context),
    LetterKind("digest", digest_context, "emails/summary", carries_others=True),
    LetterKind("escalation", escalation_context, "emails/summary", carries_others=True),
)
