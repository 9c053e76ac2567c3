"""Writing a letter: subject, text and HTML in the reader's language, and the mail that carries
them.
"""

from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from agencies.mail.account_letter_links import is_account_letter, letter_link
from agencies.mail.models import OutboxMessage
from agencies.people.models import Person, Seat
from agencies.registry import registry
from agencies.reminders.models import Reminder
from agencies.tasks.occurrence_models import Occurrence
from vietnam.calendar import WorkingCalendar
from vietnam.text import clean_line


class UnknownTemplateError(Exception):
    """The message was queued by a newer version of the portal; only that one can write it."""


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str = ""


def compose_letter(message: OutboxMessage, calendar: WorkingCalendar) -> Letter:
    """The letter in the person's language. `message` comes from `messages_with_sources()`.

    Raises UnknownTemplateError, and NothingToSayError of a summary without anything in it.
    """
    if is_account_letter(message):  # written when it was queued
        return Letter(message.subject, message.text)
    kind = registry.letters.get(message.template)
    if kind is None:
        raise UnknownTemplateError(message.template)
    with translation.override(
        message.person.language if message.person else settings.LANGUAGE_CODE
    ):
        context = kind.build_context(message, calendar)
        subject, text, html = (
            render_to_string(f"{kind.layout}.{part}", context)
            for part in ("subject", "text", "html")
        )
    html = html if html.strip() else ""  # a letter may have none
    return Letter(subject=clean_line(subject)[:300], text=text.strip() + "\n", html=html)


def mail_of_message(message: OutboxMessage) -> EmailMultiAlternatives:
    """The mail with its own Message-ID, the same at every attempt, so that a second copy is known
    as one.

    A link that is not in the kept text is put in here. Raises LostKeyError where its key is gone.
    """
    text = message.text
    if link := letter_link(message):
        mask = message.context["mask"]
        text = "\n".join(link if line == mask else line for line in text.split("\n"))
    mail = build_mail(
        Letter(subject=message.subject, text=text, html=message.html),
        to=message.recipient,
        kind=message.template,
        message_id=message.message_id,
    )
    kind = registry.letters.get(message.template)
    for file in kind.attach(message) if kind and kind.attach else ():
        mail.attach(file.name, file.content, file.kind)
    return mail


def build_mail(letter: Letter, *, to: str, kind: str, message_id: str) -> EmailMultiAlternatives:
    """Every mail of the portal, with what tells other machines that a machine wrote it; `kind` such
    as `task_due`.
    """
    mail = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        to=[to],
        headers={
            "Message-ID": message_id,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "List-Id": f"<{kind.replace('_', '-')}.{urlsplit(settings.SITE_URL).hostname}>",
        },
    )
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    return mail


# What letters cannot do without -------------------------------------------------------------------
Part = TypeVar("Part")


class IncompleteMessageError(Exception):
    """The message lacks what its letter tells of, so it cannot be written."""


def required_seat(message: OutboxMessage) -> Seat:
    return _require_part(message, message.seat, "seat")


def required_person(message: OutboxMessage) -> Person:
    return _require_part(message, message.person, "person")


def required_reminder(message: OutboxMessage) -> Reminder:
    return _require_part(message, message.reminder, "reminder")


def required_occurrence(message: OutboxMessage) -> Occurrence:
    """What a notice is about; a reminder has its own (`required_reminder`)."""
    return _require_part(message, message.occurrence, "occurrence")


def _require_part(message: OutboxMessage, part: Part | None, name: str) -> Part:
    if part is None:
        raise IncompleteMessageError(
            f"message {message.message_id} ({message.template}) has no {name}"
        )
    return part
