"""Letters about reports and plans that agencies owe for a period."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from agencies.calendar.periods import name_of_period
from agencies.mail.models import OutboxMessage
from agencies.mail.services.letters import required_seat
from recruitment.letters.plain import PlainLetter, format_iso_day, join_paragraphs, plain_letter
from vietnam.periods import Period


def _figures_due(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    names = {
        "report": _report_name(context),
        "agency": required_seat(message).agency.name,
        "due_on": format_iso_day(context["due_on"]) if context["due_on"] else "–",
    }
    if context["is_late"]:
        subject = gettext("Late since %(due_on)s: %(report)s")
        text = gettext(
            "%(agency)s has not handed in its %(report)s, which was owed by %(due_on)s. Please hand"
            " it in now."
        )
    else:
        subject = gettext("By %(due_on)s: %(report)s")
        text = gettext("Please hand in the %(report)s of %(agency)s by %(due_on)s.")
    return PlainLetter(
        subject % names,
        text % names,
        gettext("Open the reporting calendar"),
        reverse("campaigns:reporting-calendar"),
    )


def _figures_returned(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    names = {"report": _report_name(context), "office": context["office"]}
    text = gettext("%(office)s has looked at the report and asks you to complete it:")
    page = "plan-report-detail" if context["kind"] == "plan" else "figure-report-detail"
    return PlainLetter(
        gettext("Please complete the %(report)s") % names,
        join_paragraphs(text % names, context["words"]),
        gettext("Open the report"),
        reverse(f"campaigns:{page}", args=[context["report"]]),
    )


def _report_name(context: dict[str, Any]) -> str:
    period = Period.read(context["period"])
    shown = name_of_period(period) if period else context["period"]
    if context["kind"] == "plan":
        return gettext("agency's plan, %(period)s") % {"period": shown}
    return gettext("report of figures and obstacles, %(period)s") % {"period": shown}


REPORT_LETTERS = (
    plain_letter("figures_due", _figures_due),
    plain_letter("figures_returned", _figures_returned),
)
