"""Letters to members of delegations: invited, told of a change, told that it is cancelled."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from agencies.mail.models import OutboxMessage
from recruitment.letters.plain import PlainLetter, format_iso_day, join_paragraphs, plain_letter


def _invited(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    names = _names(context)
    text = gettext(
        "You are invited to travel with the delegation “%(title)s” to %(province)s, %(days)s. "
        "Please say whether you come, or who comes instead of you."
    )
    return _letter(
        context,
        gettext("Please answer: delegation to %(province)s, %(days)s") % names,
        text % names,
    )


def _changed(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    names = _names(context)
    text = gettext(
        "The plan of the delegation “%(title)s” to %(province)s has changed. It now travels "
        "%(days)s. The page has the itinerary as it is now."
    )
    return _letter(
        context, gettext("Changed: delegation to %(province)s, %(days)s") % names, text % names
    )


def _cancelled(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    names = _names(context)
    text = gettext("The delegation “%(title)s” to %(province)s, %(days)s, does not travel:")
    return _letter(
        context,
        gettext("Cancelled: delegation to %(province)s, %(days)s") % names,
        join_paragraphs(text % names, context["reason"]),
    )


def _letter(context: dict[str, Any], subject: str, text: str) -> PlainLetter:
    page = reverse("conferences:delegation", args=[context["delegation"]])
    return PlainLetter(subject, text, gettext("Open the delegation"), page)


def _names(context: dict[str, Any]) -> dict[str, str]:
    first, last = format_iso_day(context["starts_on"]), format_iso_day(context["ends_on"])
    days = first if first == last else f"{first} – {last}"
    return {"title": context["title"], "province": context["province"], "days": days}


DELEGATION_LETTERS = (
    plain_letter("delegation_invited", _invited),
    plain_letter("delegation_changed", _changed),
    plain_letter("delegation_cancelled", _cancelled),
)
