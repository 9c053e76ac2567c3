"""Letters to members of delegations: invited, reminded, told of a change, told of a cancellation;
each to who holds the seat, and (`_guest`) to a member without an account.
"""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext

from agencies.mail.models import OutboxMessage
from agencies.registry import LetterKind, NothingToSayError
from conferences.delegations.models import DelegationMember
from conferences.delegations.queries import members_to_remind
from recruitment.letters.plain import PlainLetter, format_iso_day, join_paragraphs, plain_letter
from vietnam.calendar import WorkingCalendar

# What the letter says: its subject and its text.
Words = Callable[[dict[str, Any]], tuple[str, str]]


def _invited(context: dict[str, Any]) -> tuple[str, str]:
    names = _names(context)
    text = gettext(
        "You are invited to travel with the delegation “%(title)s” to %(province)s, %(days)s. "
        "Please say whether you come, or who comes instead of you."
    )
    subject = gettext("Please answer: delegation to %(province)s, %(days)s")
    return subject % names, text % names


def _reminded(context: dict[str, Any]) -> tuple[str, str]:
    names = _names(context)
    text = gettext(
        "The delegation “%(title)s” travels to %(province)s, %(days)s, and your answer is still "
        "missing. Please say whether you come, or who comes instead of you."
    )
    subject = gettext("Your answer is missing: delegation to %(province)s, %(days)s")
    return subject % names, text % names


def _changed(context: dict[str, Any]) -> tuple[str, str]:
    names = _names(context)
    text = gettext(
        "The plan of the delegation “%(title)s” to %(province)s has changed. It now travels "
        "%(days)s. The page has the itinerary as it is now."
    )
    subject = gettext("Changed: delegation to %(province)s, %(days)s")
    return subject % names, text % names


def _cancelled(context: dict[str, Any]) -> tuple[str, str]:
    names = _names(context)
    text = gettext("The delegation “%(title)s” to %(province)s, %(days)s, does not travel:")
    subject = gettext("Cancelled: delegation to %(province)s, %(days)s")
    return subject % names, join_paragraphs(text % names, context["reason"])


def _names(context: dict[str, Any]) -> dict[str, str]:
    first, last = format_iso_day(context["starts_on"]), format_iso_day(context["ends_on"])
    days = first if first == last else f"{first} – {last}"
    return {"title": context["title"], "province": context["province"], "days": days}


def _to_seats(name: str, words: Words) -> LetterKind:
    def write(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
        if name == REMINDED and not _still_waits(context, message):
            raise NothingToSayError
        page = reverse("conferences:delegation", args=[context["delegation"]])
        return PlainLetter(*words(context), gettext("Open the delegation"), page)

    return plain_letter(name, write)


def _to_guests(name: str, words: Words) -> LetterKind:
    def context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
        queued = message.context
        member = DelegationMember.objects.filter(pk=queued["member"]).first()
        if member is None or (name == REMINDED and not _still_waits(queued, message)):
            raise NothingToSayError
        subject, text = words(queued)
        return {
            "language": get_language(),
            "why": gettext("This message was sent automatically; please do not answer it."),
            "subject": subject,
            "addressee": gettext("To %(person)s") % {"person": member.full_name},
            "text": text,
            "act": gettext("Open the delegation"),
            "url": queued["mask"],
        }

    return LetterKind(f"{name}_guest", context, layout="emails/guest")


def _still_waits(context: dict[str, Any], message: OutboxMessage) -> bool:
    rows = members_to_remind().filter(delegation=context["delegation"])
    if "member" in context:
        return rows.filter(pk=context["member"]).exists()
    return rows.filter(seat=message.seat).exists()


REMINDED = "delegation_reminded"
KINDS: dict[str, Words] = {
    "delegation_invited": _invited,
    REMINDED: _reminded,
    "delegation_changed": _changed,
    "delegation_cancelled": _cancelled,
}
DELEGATION_LETTERS = (
    *(_to_seats(name, words) for name, words in KINDS.items()),
    *(_to_guests(name, words) for name, words in KINDS.items()),
)
