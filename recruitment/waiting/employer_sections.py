"""What waits for an employer: its registration, and its vacancies by why they wait."""

import datetime
from typing import Any, NamedTuple

from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    F,
    IntegerField,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    Window,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext

from agencies.database.page_addresses import row_page_url
from agencies.lists.numbers import localized_number
from agencies.people.permissions import Actor
from agencies.registry import MustDoItem, MustDoSection
from recruitment.employers.choices import EmployerStatus
from recruitment.employers.models import Employer
from recruitment.interests.models import Interest
from recruitment.vacancies.choices import InterestStatus, VacancyWait
from recruitment.vacancies.queries import REFRESH_EVERY
from recruitment.waiting.entries import (
    OWN_EMPLOYER,
    REGISTRATIONS_TO_MEND,
    VACANCIES,
    WAITING_VACANCIES,
)

MOST = 10
_NO_WORDS = Value("", TextField())
_NO_NUMBER = Value(0, IntegerField())
_NO_MOMENT = Cast(Value(None), DateTimeField())


class WaitingVacancy(NamedTuple):
    """A vacancy under one reason (VacancyWait). `words`: what the office says; `calls`: how many
    workers want to be called, the first of them `since`; `in_all`: how many vacancies wait for that
    reason.
    """

    wait: str
    pk: int
    title: str
    words: str
    apply_by: datetime.date
    refreshed_on: datetime.date | None
    calls: int
    since: datetime.datetime | None
    in_all: int


def registration_sections(by: Actor, today: datetime.date) -> list[MustDoSection]:
    """The registration asked back."""
    registrations = REGISTRATIONS_TO_MEND.rows_for(by, today)
    items = [_registration_item(employer) for employer in registrations]
    return [
        MustDoSection(
            "registration",
            _("Our registration"),
            items,
            len(items),
            reverse(OWN_EMPLOYER),
            _("All about our registration"),
            tone="late",
        )
    ]


def _registration_item(employer: Employer) -> MustDoItem:
    is_refused = employer.status == EmployerStatus.REFUSED
    return MustDoItem(
        title=_("The registration is refused") if is_refused else _("Complete the registration"),
        url=reverse(OWN_EMPLOYER),
        verb=pgettext("verb", "Complete"),
        label=employer.words,
        tone="late",
        since=timezone.localdate(employer.decided_at) if employer.decided_at else None,
        since_word=_("answered"),
    )


# Vacancies ----------------------------------------------------------------------------------------
def vacancy_sections(by: Actor, today: datetime.date) -> list[MustDoSection]:
    """Those asked back, whose workers want to be called, to be confirmed, and about to end: one
    query.
    """
    found = _waiting_vacancies(by, today)
    return [_section(wait, found) for wait in VacancyWait]


def _waiting_vacancies(by: Actor, today: datetime.date) -> list[WaitingVacancy]:
    # The first of each reason, all reasons in one query.
    first, *others = (_first_rows(wait, by, today) for wait in VacancyWait)
    return [WaitingVacancy(*row) for row in first.union(*others, all=True)]


def _first_rows(wait: VacancyWait, by: Actor, today: datetime.date) -> QuerySet[Any, Any]:
    shown: dict[str, Combinable] = {
        "wait": Value(wait.value, CharField()),
        "key": F("pk"),
        "name": F("title"),
        "said": F("words") if wait == VacancyWait.ASKED_BACK else _NO_WORDS,
        "until": F("apply_by"),
        "confirmed": F("refreshed_on"),
        "calls": _NO_NUMBER,
        "since": _NO_MOMENT,
        "number": Window(Count("*")),
    }
    if wait == VacancyWait.CALLS:
        shown |= {
            "calls": _of_new_interests(Count("pk")),
            "since": _of_new_interests(Min("registered_at")),
        }
    found = WAITING_VACANCIES[wait].rows_for(by, today).annotate(**shown)
    rows: QuerySet[Any, Any] = found.order_by(_ORDERS[wait], "pk").values_list(*shown)[:MOST]
    return rows


_ORDERS = {
    VacancyWait.ASKED_BACK: "submitted_at",
    VacancyWait.CALLS: "since",
    VacancyWait.CONFIRM: "refreshed_on",
    VacancyWait.ENDING: "apply_by",
}


def _of_new_interests(aggregate: Count | Min) -> Subquery:
    rows = Interest.objects.filter(vacancy=OuterRef("pk"), status=InterestStatus.NEW)
    grouped = rows.order_by().values("vacancy").annotate(found=aggregate)
    return Subquery(grouped.values("found"))


def _section(wait: VacancyWait, found: list[WaitingVacancy]) -> MustDoSection:
    rows = [row for row in found if row.wait == wait]
    return MustDoSection(
        f"vacancies-{wait}",
        str(wait.label),
        [_ITEMS[wait](row) for row in rows],
        rows[0].in_all if rows else 0,
        f"{reverse(VACANCIES)}?show={wait}",
        str(_LINKS[wait]),
        tone="late" if wait == VacancyWait.ASKED_BACK else "wait",
    )


def _asked_back_item(row: WaitingVacancy) -> MustDoItem:
    return MustDoItem(row.title, _url(row), pgettext("verb", "Complete"), row.words, "late")


def _calls_item(row: WaitingVacancy) -> MustDoItem:
    words = ngettext(
        "%(n)s worker wants to be called", "%(n)s workers want to be called", row.calls
    )
    return MustDoItem(
        title=row.title,
        url=_url(row),
        verb=pgettext("verb", "Call"),
        label=words % {"n": localized_number(row.calls)},
        since=timezone.localdate(row.since),
        since_word=_("since"),
    )


def _confirm_item(row: WaitingVacancy) -> MustDoItem:
    return MustDoItem(
        title=row.title,
        url=_url(row),
        verb=pgettext("verb", "Confirm"),
        label=_("Do you still need these people?"),
        due=row.refreshed_on + REFRESH_EVERY if row.refreshed_on else None,
    )


def _ending_item(row: WaitingVacancy) -> MustDoItem:
    return MustDoItem(
        title=row.title,
        url=_url(row),
        verb=pgettext("verb", "Extend"),
        label=_("Last day to apply; then it ends by itself"),
        due=row.apply_by,
    )


_ITEMS = {
    VacancyWait.ASKED_BACK: _asked_back_item,
    VacancyWait.CALLS: _calls_item,
    VacancyWait.CONFIRM: _confirm_item,
    VacancyWait.ENDING: _ending_item,
}
_LINKS = {
    VacancyWait.ASKED_BACK: gettext_lazy("All asked to complete"),
    VacancyWait.CALLS: gettext_lazy("All with workers to call"),
    VacancyWait.CONFIRM: gettext_lazy("All to be confirmed, many at once"),
    VacancyWait.ENDING: gettext_lazy("All that end, to be extended at once"),
}


def _url(row: WaitingVacancy) -> str:
    return row_page_url("recruitment:vacancy-desk-detail", row.pk)
