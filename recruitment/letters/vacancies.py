"""Letters about vacancies: checked, to be confirmed, ended, and new in a saved search."""

from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from agencies.lists.numbers import localized_number, localized_wage
from agencies.mail.models import OutboxMessage
from recruitment.letters.plain import PlainLetter, format_iso_day, join_paragraphs, plain_letter
from recruitment.public.forms import SearchForm
from recruitment.vacancies.choices import EndReason, VacancyStatus

MOST_TITLES = 20


def _vacancy_decided(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    if context["status"] == VacancyStatus.ASKED_BACK:
        subject = gettext("“%(title)s”: please complete the vacancy")
        text = gettext(
            "%(office)s has looked at the vacancy “%(title)s” and asks you to complete it:"
        )
    elif context["status"] == VacancyStatus.CHECKED:
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
    return PlainLetter(
        subject % context,
        join_paragraphs(text % context, context["words"]),
        gettext("Open the vacancy"),
        reverse("recruitment:vacancy-desk-detail", args=[context["vacancy"]]),
    )


def _vacancies_checked(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    text = gettext("%(office)s has checked these vacancies; workers find them on the page of jobs.")
    count = len(context["titles"])
    subject = ngettext("%(n)s vacancy is public now", "%(n)s vacancies are public now", count)
    return _about_many(context, subject % {"n": localized_number(count)}, text % context)


def _vacancies_to_confirm(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    until = {"until": format_iso_day(context["until"])}
    text = gettext(
        "Do you still need these people? Confirm it by %(until)s; what is not confirmed is "
        "closed, so that workers do "
        "not call in vain."
    )
    return _about_many(
        context, gettext("Confirm by %(until)s that you still need people") % until, text % until
    )


def _vacancies_ended(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    if context["why"] == EndReason.UNCONFIRMED:
        text = gettext("Nobody has confirmed that you still need these people, so they are closed:")
    else:
        text = gettext("The last day to apply is over, so these are closed:")
    request = gettext(
        "Please enter how many people were taken on and from which provinces. To ask again, copy "
        "the vacancy."
    )
    return _about_many(
        context, gettext("Vacancies of %(employer)s are closed") % context, text, request
    )


def _about_many(context: dict[str, Any], subject: str, text: str, after: str = "") -> PlainLetter:
    titles = context["titles"]
    lines = [f"– {title}" for title in titles[:MOST_TITLES]]
    lines += ["– …"] if len(titles) > MOST_TITLES else []
    return PlainLetter(
        subject,
        join_paragraphs(text, "\n".join(lines), after),
        gettext("Open the vacancies"),
        reverse("recruitment:vacancy-desk"),
    )


def _demand_alert(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    new = context["lines"]
    most = context["most"]
    lines = [
        gettext("– %(title)s, %(people)s people, %(income)s: %(employer)s, %(place)s")
        % (line | {"people": localized_number(line["people"]), "income": _income(line)})
        for line in new[:most]
    ]
    lines += [gettext("– and more")] if len(new) > most else []
    return PlainLetter(
        ngettext("%(n)s new vacancy: %(words)s", "%(n)s new vacancies: %(words)s", len(new))
        % {
            "n": f"{most}+" if len(new) > most else str(len(new)),
            "words": _search_in_words(context["query"]) or gettext("All demand"),
        },
        "\n".join([gettext("Published since the last letter:"), *lines]),
        gettext("Open the demand sheet"),
        f"{reverse('recruitment:demand-sheet')}?{context['query']}",
    )


def _income(line: dict[str, Any]) -> str:
    if "wage" not in line:  # queued by an earlier release, in Vietnamese
        return str(line["income"])
    low, high = line["wage"]
    return localized_wage(Decimal(low), None if high is None else Decimal(high))


def _search_in_words(query: str) -> str:
    # In the language of the letter, whatever it was saved in.
    form = SearchForm(QueryDict(query))
    form.is_valid()
    return form.in_words()


VACANCY_LETTERS = (
    plain_letter("vacancy_judged", _vacancy_decided),
    plain_letter("vacancies_checked", _vacancies_checked),
    plain_letter("vacancies_to_confirm", _vacancies_to_confirm),
    plain_letter("vacancies_ended", _vacancies_ended),
    plain_letter("demand_alert", _demand_alert),
)
