"""What a mail says about something that has just happened: who did what, in which words, about
which task.
"""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext

from agencies.letters.task_due import SUBJECT_TITLE, addressee_line, shorten_text, task_source
from agencies.mail.models import OutboxMessage
from agencies.mail.services.letters import required_occurrence, required_person, required_seat
from agencies.notices.choices import NoticeEvent
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date

ASKS = {
    NoticeEvent.EXTENSION_ASKED: "to_decide",
    NoticeEvent.EXPLANATION_ASKED: "to_answer",
    NoticeEvent.CLEARANCE_ASKED: "to_clear",
    NoticeEvent.RETURNED: "to_complete",
    NoticeEvent.CLEARANCE_REFUSED: "to_complete",
}


def notice_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """The same words as a reminder's letter, so that one template prints both."""
    said, occurrence = message.context, required_occurrence(message)
    task, due_on = occurrence.task, occurrence.due_on
    event = NoticeEvent(said["event"])
    return {
        "language": get_language(),
        "headline": str(event.label),
        "subject_title": shorten_text(task.title, SUBJECT_TITLE),
        "when": "",
        "tone": "last" if event in ASKS else "ahead",
        "addressee": addressee_line(message, required_seat(message).agency.name),
        "due_on": format_date(due_on) if due_on else "",
        "title": task.title,
        "facts": [(label, words) for label, words in _facts(message, event) if words],
        "text": said["words"],
        "what_to_do": notice_request(event),
        "url": settings.SITE_URL + occurrence.get_absolute_url(),
        "why": notice_reason(message),
    }


def _facts(message: OutboxMessage, event: NoticeEvent) -> list[tuple[str, str]]:
    task = required_occurrence(message).task
    day = message.context["day"]
    return [
        (gettext("From"), message.context["by"]),
        (notice_day_label(event), format_date(datetime.date.fromisoformat(day)) if day else ""),
        (gettext("Lead"), task.lead.name),
        (gettext("Given by"), task_source(task)),
    ]


def notice_day_label(event: NoticeEvent) -> str:
    if event == NoticeEvent.EXTENSION_ASKED:
        return gettext("Wanted date")
    if event == NoticeEvent.EXTENSION_ANSWERED:
        return gettext("New deadline")
    if event == NoticeEvent.DATED:
        return gettext("Deadline")
    return gettext("To be answered by")


def notice_request(event: NoticeEvent) -> str:
    match ASKS.get(event):
        case "to_decide":
            return gettext("Grant it, grant another date, or refuse it with a reason:")
        case "to_answer":
            return gettext("Answer in writing on the task's page:")
        case "to_clear":
            return gettext("Read the result, then clear it or say what must be changed:")
        case "to_complete":
            return gettext("Read the reason, complete the result and hand it in again:")
    return gettext("See the task and all that was said about it:")


def notice_reason(message: OutboxMessage) -> str:
    reason = gettext("You get this message because you hold the seat “%(seat)s”.") % {
        "seat": required_seat(message).title
    }
    return f"{reason} {gettext('This message was sent automatically; please do not answer it.')}"


def idle_account_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """That an account will be closed unless its person signs in."""
    day = format_date(datetime.date.fromisoformat(message.context["closes_on"]))
    return {
        "language": get_language(),
        "why": gettext("This message was sent automatically; please do not answer it."),
        "subject": gettext("Your account will be closed on %(day)s") % {"day": day},
        "addressee": gettext("To %(person)s") % {"person": required_person(message).full_name},
        "text": gettext(
            "You have not signed in for long. To keep the portal safe, accounts that lie idle are "
            "closed. Sign in "
            "before %(day)s and yours stays open; once it is closed, an administrator of your "
            "agency opens it."
        )
        % {"day": day},
        "headline": gettext("Your account"),
        "act": gettext("Sign in"),
        "url": settings.SITE_URL + reverse("account_login"),
    }
