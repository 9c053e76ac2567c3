"""Letters about what agencies owe: reports of a period, and licences that end."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from agencies.calendar.periods import name_of_period
from agencies.mail.models import OutboxMessage
from agencies.mail.services.letters import required_seat
from recruitment.letters.plain import PlainLetter, format_iso_day, join_paragraphs, plain_letter
from recruitment.report_kinds import KINDS
from recruitment.service_firms.choices import LabourService
from vietnam.periods import Period


def _report_due(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    names = _report_names(context)
    names["reporter"] = required_seat(message).agency.name
    names["due_on"] = format_iso_day(context["due_on"]) if context["due_on"] else ""
    if context["is_late"]:
        subject = gettext("Late since %(due_on)s: %(report)s")
        text = gettext(
            "The %(report)s of %(reporter)s, %(period)s, was owed before %(due_on)s and is not "
            "handed in yet. Please "
            "hand it in now."
        )
    elif context["due_on"]:
        subject = gettext("Before %(due_on)s: %(report)s")
        text = gettext(
            "Please hand in the %(report)s of %(reporter)s, %(period)s, before %(due_on)s."
        )
    else:
        subject = gettext("Not handed in yet: %(report)s, %(period)s")
        text = gettext("Please hand in the %(report)s of %(reporter)s, %(period)s.")
    help_text = gettext(
        "Numbers are enough, no names; the figures of the last report are filled in already."
    )
    return PlainLetter(
        subject % names,
        join_paragraphs(text % names, help_text),
        gettext("Open the report"),
        reverse(f"recruitment:{context['kind']}-list"),
    )


def _report_returned(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    names = _report_names(context) | {"office": context["office"]}
    text = gettext("%(office)s has looked at the report and asks you to complete it:")
    return PlainLetter(
        gettext("Please complete the %(report)s, %(period)s") % names,
        join_paragraphs(text % names, context["words"]),
        gettext("Open the report"),
        reverse(f"recruitment:{context['kind']}-detail", args=[context["report"]]),
    )


def _report_names(context: dict[str, Any]) -> dict[str, str]:
    period = Period.read(context["period"])
    return {
        "report": str(KINDS[context["kind"]].words.name),
        "period": name_of_period(period) if period else context["period"],
    }


def _licence_ends(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    names = context | {
        "until": format_iso_day(context["until"]),
        "service": str(LabourService(context["service"]).label).lower(),
    }
    subject = gettext("Licence of %(firm)s ends on %(until)s")
    text = gettext(
        "The licence %(number)s of %(firm)s (%(service)s) is valid until %(until)s. After that "
        "day no contract may be made or carried out under it; the papers for a renewal must be "
        "handed in before."
    )
    # The firm itself has no page of the register.
    if required_seat(message).agency.name == context["firm"]:
        action = gettext("Open the portal")
        page = reverse("agencies:must-do")
    else:
        action = gettext("Open the firm")
        page = reverse("recruitment:service-firm", args=[context["pk"]])
    return PlainLetter(subject % names, text % names, action, page)


REPORT_LETTERS = (
    plain_letter("licence_ends", _licence_ends),
    plain_letter("report_due", _report_due),
    plain_letter("report_returned", _report_returned),
)
