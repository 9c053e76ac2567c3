"""Letters about registrations: what the office decided, who asks for access, what waits."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from agencies.lists.numbers import localized_number
from agencies.mail.models import OutboxMessage
from recruitment.employers.choices import ChangeDecision, EmployerStatus
from recruitment.letters.plain import PlainLetter, format_iso_day, join_paragraphs, plain_letter


def _employer_decided(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    subject, text = {
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
    }[context["status"]]
    return _about_registration(context, subject, text, context["words"])


def _change_decided(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    if context["verdict"] == ChangeDecision.ACCEPTED:
        subject = gettext("%(employer)s: the change is accepted")
        text = gettext("%(office)s has accepted your change to the registration. It is public now:")
    else:
        subject = gettext("%(employer)s: the change is refused")
        text = gettext(
            "%(office)s has refused your change to the registration. The checked details stay "
            "public."
        )
    proposed = "\n".join(f"– {value}" for value in context["new"].values() if value)
    return _about_registration(context, subject, text, context["words"], proposed)


def _about_registration(
    context: dict[str, Any], subject: str, text: str, *more: str
) -> PlainLetter:
    return PlainLetter(
        subject % context,
        join_paragraphs(text % context, *more),
        gettext("Open the registration"),
        reverse("recruitment:own-employer"),
    )


def _access_asked(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    text = gettext(
        "%(full_name)s (%(email)s) tried to register the employer again and asks to act for it. "
        "If you know this person, invite the address on the members page. If not, do nothing."
    )
    return PlainLetter(
        gettext("Somebody asks to act for your employer"),
        text % context,
        gettext("Open the members"),
        reverse("agencies:member-list", args=[context["agency"]]),
    )


def _desk_waits(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    employers = ngettext(
        "– %(n)s employer to be verified",
        "– %(n)s employers to be verified",
        context["employers"],
    )
    vacancies = ngettext(
        "– %(n)s vacancy to be checked", "– %(n)s vacancies to be checked", context["vacancies"]
    )
    lines = [
        line % {"n": localized_number(count)}
        for line, count in ((employers, context["employers"]), (vacancies, context["vacancies"]))
        if count
    ]
    head = gettext("On the desk of %(office)s, the longest since %(since)s:") % {
        "office": context["office"],
        "since": format_iso_day(context["since"]),
    }
    page = "vacancy-desk" if context["vacancies"] else "employer-list"
    return PlainLetter(
        gettext("Employers wait for %(office)s") % context,
        join_paragraphs(head, "\n".join(lines)),
        gettext("Open the desk"),
        reverse(f"recruitment:{page}"),
    )


EMPLOYER_LETTERS = (
    plain_letter("employer_judged", _employer_decided),
    plain_letter("employer_change_judged", _change_decided),
    plain_letter("employer_access", _access_asked),
    plain_letter("desk_waits", _desk_waits),
)
