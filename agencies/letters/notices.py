"""What a mail says about something that has just happened: who did what, in which words, about
which task.
"""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy as _

from agencies.letters.task_due import SUBJECT_TITLE, addressee_line, shorten_text, task_source
from agencies.mail.models import OutboxMessage
from agencies.mail.services.letters import required_occurrence, required_person, required_seat
from agencies.notices.choices import NoticeEvent
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date

COMPLETE = _("Read the reason, complete the result and hand it in again:")
REQUESTS = {
    NoticeEvent.EXTENSION_ASKED: _("Grant it, grant another date, or refuse it with a reason:"),
    NoticeEvent.EXPLANATION_ASKED: _("Answer in writing on the task's page:"),
    NoticeEvent.CLEARANCE_ASKED: _("Read the result, then clear it or say what must be changed:"),
    NoticeEvent.RETURNED: COMPLETE,
    NoticeEvent.CLEARANCE_REFUSED: COMPLETE,
}
NO_REQUEST = _("See the task and all that was said about it:")
DAY_LABELS = {
    NoticeEvent.EXTENSION_ASKED: _("Wanted date"),
    NoticeEvent.EXTENSION_ANSWERED: _("New deadline"),
    NoticeEvent.DATED: _("Deadline"),
}


def notice_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """The same words as a reminder's letter, so that one template prints both."""
    said = message.context
    occurrence = required_occurrence(message)
    seat = required_seat(message)
    task = occurrence.task
    event = NoticeEvent(said["event"])
    day = said["day"] and format_date(datetime.date.fromisoformat(said["day"]))
    facts = [
        (gettext("From"), said["by"]),
        (str(DAY_LABELS.get(event, _("To be answered by"))), day),
        (gettext("Lead"), task.lead.name),
        (gettext("Given by"), task_source(task)),
    ]
    why = gettext("You get this message because you hold the seat “%(seat)s”.") % {
        "seat": seat.title
    }
    automatic = gettext("This message was sent automatically; please do not answer it.")
    return {
        "language": get_language(),
        "headline": str(event.label),
        "subject_title": shorten_text(task.title, SUBJECT_TITLE),
        "when": "",
        "tone": "last" if event in REQUESTS else "ahead",
        "addressee": addressee_line(message, seat.agency.name),
        "due_on": format_date(occurrence.due_on) if occurrence.due_on else "",
        "title": task.title,
        "facts": [(label, words) for label, words in facts if words],
        "text": said["words"],
        "what_to_do": str(REQUESTS.get(event, NO_REQUEST)),
        "url": settings.SITE_URL + occurrence.get_absolute_url(),
        "why": f"{why} {automatic}",
    }


def idle_account_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """Says that the account will be closed unless its person signs in."""
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
