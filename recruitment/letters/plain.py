"""A letter of this app: words, and one button that opens a page."""

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import get_language, gettext

from agencies.mail.models import OutboxMessage
from agencies.mail.services.letters import required_person
from agencies.registry import LetterKind
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date


class PlainLetter(NamedTuple):
    """`action`: what the button says; `page`: the path that it opens."""

    subject: str
    text: str
    action: str
    page: str


def plain_letter(
    name: str, write: Callable[[dict[str, Any], OutboxMessage], PlainLetter]
) -> LetterKind:
    """`write`: makes the letter of what was queued with the message."""

    def context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
        letter = write(message.context, message)
        return {
            "language": get_language(),
            "why": gettext("This message was sent automatically; please do not answer it."),
            "subject": letter.subject,
            "addressee": gettext("To %(person)s") % {"person": required_person(message).full_name},
            "text": letter.text,
            "headline": letter.subject,
            "act": letter.action,
            "url": settings.SITE_URL + letter.page,
        }

    return LetterKind(name, context)


def join_paragraphs(*paragraphs: str) -> str:
    # The empty ones are left out.
    return "\n\n".join(filter(None, paragraphs))


def format_iso_day(text: str) -> str:
    return format_date(datetime.date.fromisoformat(text))
