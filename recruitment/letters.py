"""What the letters of this app say; the registry knows them (portal_parts)."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from agencies.calendar.periods import name_of_period
from agencies.mail.models import OutboxMessage
from agencies.mail.services.letters import required_person, required_seat
from agencies.registry import LetterKind
from recruitment.employers.choices import EmployerStatus
from recruitment.period_reports.kinds import ReportKind
from recruitment.report_kinds import KINDS
from recruitment.service_firms.choices import LabourService
from recruitment.vacancies.choices import EndReason, VacancyStatus
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date
from vietnam.numbers import format_number
from vietnam.periods import Period

MOST_TITLES = 20


def employer_judged_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """What the office decided on a registration, in its own words."""
    said = message.context
    names = {"employer": said["employer"], "office": said["office"]}
    subject, text = _verdicts()[said["status"]]
    words = f"\n\n{said['words']}" if said["words"] else ""
    url = settings.SITE_URL + reverse("recruitment:own-employer")
    return _plain(
        message, subject % names, text % names + words, gettext("Open the registration"), url
    )


def employer_change_judged_context(
    message: OutboxMessage, calendar: WorkingCalendar
) -> dict[str, object]:
    """That the office accepts or refuses another name or place; what was proposed is named."""
    said = message.context
    names = {"employer": said["employer"], "office": said["office"]}
    if said["verdict"] == "accepted":
        subject = gettext("%(employer)s: the change is accepted")
        text = gettext("%(office)s has accepted your change to the registration. It is public now:")
    else:
        subject = gettext("%(employer)s: the change is refused")
        text = gettext(
            "%(office)s has refused your change to the registration. The checked details stay "
            "public."
        )
    proposed = "\n".join(f"– {value}" for value in said["new"].values() if value)
    parts = [text % names, said["words"], proposed]
    url = settings.SITE_URL + reverse("recruitment:own-employer")
    return _plain(
        message,
        subject % names,
        "\n\n".join(filter(None, parts)),
        gettext("Open the registration"),
        url,
    )


def employer_access_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """That somebody asks to act for the employer too."""
    text = gettext(
        "%(full_name)s (%(email)s) tried to register the employer again and asks to act for it. "
        "If you know this person, invite the address on the members page. If not, do nothing."
    )
    url = settings.SITE_URL + reverse("agencies:member-list", args=[message.context["agency"]])
    subject = gettext("Somebody asks to act for your employer")
    return _plain(message, subject, text % message.context, gettext("Open the members"), url)


def vacancy_judged_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """That a vacancy is found right, or what has to be completed."""
    said = message.context
    if said["status"] == VacancyStatus.ASKED_BACK:
        subject = gettext("“%(title)s”: please complete the vacancy")
        text = gettext(
            "%(office)s has looked at the vacancy “%(title)s” and asks you to complete it:"
        )
    elif said["status"] == VacancyStatus.CHECKED:
        subject = gettext("“%(title)s” is checked")
        text = gettext(
            "%(office)s has checked the vacancy “%(title)s”. It becomes public on the day you "
            "have chosen."
        )
    else:
        subject = gettext("“%(title)s” is public now")
        text = gettext(
            "%(office)s has checked the vacancy “%(title)s”; workers find it on the page of jobs."
        )
    words = f"\n\n{said['words']}" if said["words"] else ""
    names = {"office": said["office"], "title": said["title"]}
    url = settings.SITE_URL + reverse("recruitment:vacancy-desk-detail", args=[said["vacancy"]])
    return _plain(message, subject % names, text % names + words, gettext("Open the vacancy"), url)


def vacancies_checked_context(
    message: OutboxMessage, calendar: WorkingCalendar
) -> dict[str, object]:
    """That several vacancies were found right at once."""
    text = (
        gettext("%(office)s has checked these vacancies; workers find them on the page of jobs.")
        % message.context
    )
    count = len(message.context["titles"])
    subject = ngettext("%(n)s vacancy is public now", "%(n)s vacancies are public now", count)
    return _about_many(message, subject % {"n": format_number(count)}, text)


def vacancies_to_confirm_context(
    message: OutboxMessage, calendar: WorkingCalendar
) -> dict[str, object]:
    """That vacancies close unless the employer says that it still needs the people."""
    until = format_date(datetime.date.fromisoformat(message.context["until"]))
    text = gettext(
        "Do you still need these people? Confirm it by %(until)s; what is not confirmed is "
        "closed, so that workers do "
        "not call in vain."
    )
    subject = gettext("Confirm by %(until)s that you still need people") % {"until": until}
    return _about_many(message, subject, text % {"until": until})


def vacancies_ended_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """That vacancies have ended, by their date or for want of a word."""
    if message.context["why"] == EndReason.UNCONFIRMED:
        text = gettext("Nobody has confirmed that you still need these people, so they are closed:")
    else:
        text = gettext("The last day to apply is over, so these are closed:")
    ask = gettext(
        "Please enter how many people were taken on and from which provinces. To ask again, copy "
        "the vacancy."
    )
    return _about_many(
        message, gettext("Vacancies of %(employer)s are closed") % message.context, text, ask
    )


def desk_waits_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """That employers or vacancies wait on the desk of an office, once a day."""
    said = message.context
    lines = []
    if said["employers"]:
        lines.append(
            ngettext(
                "– %(n)s employer to be verified",
                "– %(n)s employers to be verified",
                said["employers"],
            )
            % {"n": format_number(said["employers"])}
        )
    if said["vacancies"]:
        lines.append(
            ngettext(
                "– %(n)s vacancy to be checked",
                "– %(n)s vacancies to be checked",
                said["vacancies"],
            )
            % {"n": format_number(said["vacancies"])}
        )
    since = format_date(datetime.date.fromisoformat(said["since"]))
    head = gettext("On the desk of %(office)s, the longest since %(since)s:") % {
        "office": said["office"],
        "since": since,
    }
    page = "vacancy-desk" if said["vacancies"] else "employer-list"
    url = settings.SITE_URL + reverse(f"recruitment:{page}")
    subject = gettext("Employers wait for %(office)s") % {"office": said["office"]}
    return _plain(
        message, subject, "\n\n".join([head, "\n".join(lines)]), gettext("Open the desk"), url
    )


def report_due_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """That the report of a period is owed."""
    said = message.context
    kind, names = _about_report(said)
    names["reporter"] = required_seat(message).agency.name
    names["due_on"] = (
        format_date(datetime.date.fromisoformat(said["due_on"])) if said["due_on"] else ""
    )
    if said["is_late"]:
        subject = gettext("Late since %(due_on)s: %(report)s")
        text = gettext(
            "The %(report)s of %(reporter)s, %(period)s, was owed before %(due_on)s and is not "
            "handed in yet. Please "
            "hand it in now."
        )
    elif said["due_on"]:
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
    url = settings.SITE_URL + reverse(f"recruitment:{kind.name}-list")
    return _plain(
        message, subject % names, f"{text % names}\n\n{help_text}", gettext("Open the report"), url
    )


def report_returned_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """That the office asks for a report to be completed."""
    said = message.context
    kind, names = _about_report(said)
    names["office"] = said["office"]
    subject = gettext("Please complete the %(report)s, %(period)s") % names
    text = gettext("%(office)s has looked at the report and asks you to complete it:") % names
    url = settings.SITE_URL + reverse(f"recruitment:{kind.name}-detail", args=[said["report"]])
    return _plain(message, subject, f"{text}\n\n{said['words']}", gettext("Open the report"), url)


def _about_report(said: dict) -> tuple[ReportKind, dict[str, str]]:
    """Its kind, and how letters name the report and its period."""
    kind = KINDS[said["kind"]]
    period = Period.read(said["period"])
    return kind, {
        "report": str(kind.words.name),
        "period": name_of_period(period) if period else said["period"],
    }


def demand_alert_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """What is new in a search that the person keeps."""
    said = message.context
    new, words = said["lines"], said["words"] or gettext("All demand")
    lines = [
        gettext("– %(title)s, %(people)s people, %(income)s: %(employer)s, %(place)s")
        % (line | {"people": format_number(line["people"])})
        for line in new[: said["most"]]
    ]
    lines += [gettext("– and more")] if len(new) > said["most"] else []
    subject = ngettext("%(n)s new vacancy: %(words)s", "%(n)s new vacancies: %(words)s", len(new))
    text = "\n".join([gettext("Published since the last letter:"), *lines])
    url = f"{settings.SITE_URL}{reverse('recruitment:demand-sheet')}?{said['query']}"
    shown = f"{said['most']}+" if len(new) > said["most"] else str(len(new))
    return _plain(
        message, subject % {"n": shown, "words": words}, text, gettext("Open the demand sheet"), url
    )


def licence_ends_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """That the licence of a service firm ends soon, to its office and to itself."""
    said = message.context
    until = format_date(datetime.date.fromisoformat(said["until"]))
    service = LabourService(said["service"]).label
    names = {
        "firm": said["firm"],
        "number": said["number"],
        "until": until,
        "service": str(service).lower(),
    }
    subject = gettext("Licence of %(firm)s ends on %(until)s")
    text = gettext(
        "The licence %(number)s of %(firm)s (%(service)s) is valid until %(until)s. After that "
        "day no contract may be made or carried out under it; the papers for a renewal must be "
        "handed in before."
    )
    is_own = required_seat(message).agency.name == said["firm"]
    page = (
        reverse("agencies:must-do")
        if is_own
        else reverse("recruitment:service-firm", args=[said["pk"]])
    )
    act = gettext("Open the portal") if is_own else gettext("Open the firm")
    return _plain(message, subject % names, text % names, act, settings.SITE_URL + page)


def _about_many(
    message: OutboxMessage, subject: str, text: str, after: str = ""
) -> dict[str, object]:
    titles = message.context["titles"]
    lines = [f"– {title}" for title in titles[:MOST_TITLES]]
    lines += ["– …"] if len(titles) > MOST_TITLES else []
    whole = "\n\n".join(filter(None, [text, "\n".join(lines), after]))
    url = settings.SITE_URL + reverse("recruitment:vacancy-desk")
    return _plain(message, subject, whole, gettext("Open the vacancies"), url)


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


def _plain(
    message: OutboxMessage, subject: str, text: str, act: str, url: str
) -> dict[str, object]:
    return {
        "language": get_language(),
        "why": gettext("This message was sent automatically; please do not answer it."),
        "subject": subject,
        "addressee": gettext("To %(person)s") % {"person": required_person(message).full_name},
        "text": text,
        "headline": subject,
        "act": act,
        "url": url,
    }


OWN_LETTERS = (
    LetterKind("employer_judged", employer_judged_context),
    LetterKind("employer_change_judged", employer_change_judged_context),
    LetterKind("employer_access", employer_access_context),
    LetterKind("vacancy_judged", vacancy_judged_context),
    LetterKind("vacancies_checked", vacancies_checked_context),
    LetterKind("vacancies_to_confirm", vacancies_to_confirm_context),
    LetterKind("vacancies_ended", vacancies_ended_context),
    LetterKind("desk_waits", desk_waits_context),
    LetterKind("demand_alert", demand_alert_context),
    LetterKind("licence_ends", licence_ends_context),
    LetterKind("report_due", report_due_context),
    LetterKind("report_returned", report_returned_context),
)
