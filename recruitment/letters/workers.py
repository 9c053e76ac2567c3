"""Letters to employers about workers who want to come: how many and where, never who."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from agencies.lists.numbers import localized_number
from agencies.mail.models import OutboxMessage
from recruitment.letters.plain import PlainLetter, join_paragraphs, plain_letter


def _worker_registered(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    return PlainLetter(
        gettext("A worker wants to come: “%(title)s”") % context,
        gettext(
            "Name and phone stand on the page of the vacancy. Please call within 3 working days."
        ),
        gettext("Open the vacancy"),
        reverse("recruitment:vacancy-desk-detail", args=[context["vacancy"]]),
    )


def _workers_registered(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    lines = [f"– {title}: {localized_number(people)}" for title, people in context["titles"]]
    subject = ngettext(
        "%(n)s worker wants to come to %(employer)s",
        "%(n)s workers want to come to %(employer)s",
        context["n"],
    )
    said = {"n": localized_number(context["n"]), "employer": context["employer"]}
    return PlainLetter(
        subject % said,
        join_paragraphs(
            gettext("Registered since the last letter:"),
            "\n".join(lines),
            gettext(
                "Names and phones stand on the pages of the vacancies. Please call within 3 "
                "working days."
            ),
        ),
        gettext("Open the vacancies"),
        reverse("recruitment:vacancy-desk"),
    )


def _workers_uncalled(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    text = ngettext(
        "%(office)s: for “%(title)s” %(n)s worker has waited for your call for more than 3 "
        "working days.",
        "%(office)s: for “%(title)s” %(n)s workers have waited for your call for more than 3 "
        "working days.",
        context["n"],
    )
    return PlainLetter(
        gettext("Please call the workers who want to come: “%(title)s”") % context,
        join_paragraphs(text % (context | {"n": localized_number(context["n"])}), context["words"]),
        gettext("Open the vacancy"),
        reverse("recruitment:vacancy-desk-detail", args=[context["vacancy"]]),
    )


WORKER_LETTERS = (
    plain_letter("worker_registered", _worker_registered),
    plain_letter("workers_registered", _workers_registered),
    plain_letter("workers_uncalled", _workers_uncalled),
)
