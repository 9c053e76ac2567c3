"""The kinds of letters that an app sends by the outbox."""

from collections.abc import Callable
from dataclasses import dataclass

from agencies.mail.models import OutboxMessage
from vietnam.calendar import WorkingCalendar


@dataclass(frozen=True)
class LetterKind:
    """`name` stands in the message's row; `template` is printed as `{template}.subject`, `.text`
    and `.html`.
    """

    name: str
    context: Callable[[OutboxMessage, WorkingCalendar], dict[str, object]]
    template: str = "emails/plain"
