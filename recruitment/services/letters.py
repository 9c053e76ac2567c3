"""What the letters of this app say; `RecruitmentConfig.ready` enters them in the outbox's table."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext

from agencies.models import OutboxMessage
from recruitment.choices import EmployerStatus
from vietnam.calendar import WorkingCalendar


def employer_judged_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """What the office decided on a registration, in its own words."""
    said = message.context
    names = {"employer": said["employer"], "office": said["office"]}
    subject, text = _verdicts()[said["status"]]
    words = f"\n\n{said['words']}" if said["words"] else ""
    url = settings.SITE_URL + reverse("recruitment:own-employer")
    return _plain(message, subject % names, text % names + words, gettext("Open the registration"), url)


def employer_access_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """That somebody asks to act for the employer too."""
    text = gettext(
        "%(full_name)s (%(email)s) tried to register the employer anew and asks to act for it. If you know this "
        "person, invite the address on the page of the members. If not, do nothing."
    )
    url = settings.SITE_URL + reverse("agencies:member-list", args=[message.context["agency"]])
    subject = gettext("Somebody asks to act for your employer")
    return _plain(message, subject, text % message.context, gettext("Open the members"), url)


def _verdicts() -> dict[str, tuple[str, str]]:
    return {
        EmployerStatus.VERIFIED: (
            gettext("%(employer)s is verified"),
            gettext("%(office)s has verified the registration of %(employer)s."),
        ),
        EmployerStatus.ASKED_BACK: (
            gettext("%(employer)s: please complete the registration"),
            gettext("%(office)s asks you to complete the registration of %(employer)s:"),
        ),
        EmployerStatus.REFUSED: (
            gettext("%(employer)s: the registration is refused"),
            gettext("%(office)s has refused the registration of %(employer)s:"),
        ),
    }


def _plain(message: OutboxMessage, subject: str, text: str, act: str, url: str) -> dict[str, object]:
    return {
        "language": get_language(),
        "why": gettext("This message was sent automatically; please do not answer it."),
        "subject": subject,
        "addressee": gettext("To %(person)s") % {"person": message.person.full_name},
        "text": text,
        "headline": subject,
        "act": act,
        "url": url,
    }
