"""The kinds of letters that an app sends by the outbox."""

from collections.abc import Callable
from dataclasses import dataclass

from agencies.mail.models import OutboxMessage
from vietnam.calendar import WorkingCalendar


@dataclass(frozen=True)
class LetterKind:
    """`name` stands in the outbox's rows. `context_of` gives all words of a letter, and the
    templates `{layout}.{subject,text,html}` print them. One that `carries` others tells of
    reminders that have rows of their own and share its fate; only those of a kind that is `carried`
    may go into one.
    """

    name: str
    context_of: Callable[[OutboxMessage, WorkingCalendar], dict[str, object]]
    layout: str = "emails/plain"
    carries: bool = False
    carried: bool = False


class NothingToSayError(Exception):
    """All that the mail would have told has been settled meanwhile."""
