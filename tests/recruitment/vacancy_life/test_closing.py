"""A vacancy ends in words: filled by how many from where, nobody found, or nobody needed; and a
wrong figure is corrected with its trace.
"""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.bodies.models import Province
from agencies.errors import RuleError
from recruitment.demand.models import MonthlyDemand, MonthlyHome
from recruitment.vacancies.choices import VacancyOutcome, VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_life.services import add_fill, close_vacancy, correct_fills
from tests.factories import noon, sign_in
from tests.factories_recruitment import (
    make_department,
    make_province,
    published_vacancy,
    representative_of,
    verified_employer,
)
from vietnam.places.provinces import all_provinces

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def homes() -> dict[str, Province]:
    wanted = ("lang-son", "son-la")
    names = {each.key: each.name for each in all_provinces() if each.key in wanted}
    return {key: make_province(name, key) for key, name in names.items()}


@pytest.fixture
def vacancy(homes) -> Vacancy:
    province = make_province()
    make_department(province)
    return published_vacancy(verified_employer(province), headcount=50)


def page_of(act: str, vacancy: Vacancy) -> str:
    return reverse(f"recruitment:vacancy-{act}", args=[vacancy.pk])


def send(client, act: str, vacancy: Vacancy, **given):
    vacancy.refresh_from_db()
    sign_in(client, representative_of(vacancy.employer))
    return client.post(page_of(act, vacancy), {"version": vacancy.version, **given}, follow=True)


def people_of(vacancy: Vacancy) -> list[tuple[str, int, str]]:
    rows = vacancy.fills.order_by("pk").select_related("province")
    return [(str(fill.province or ""), fill.people, fill.way) for fill in rows]


# Closing ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "typed",
    [
        "Lạng Sơn\t12\nSơn La\t1.5".replace("1.5", "5"),
        "Lạng Sơn 12; Sơn La 5",
        "lang son\t12 người\r\nsơn la\t5\r\n",
    ],
)
def test_filled_is_said_by_province_typed_or_pasted_from_excel(client, vacancy, typed):
    answer = send(client, "close", vacancy, outcome="filled", taken_on=typed, way="fair")
    assert [str(message) for message in answer.context["messages"]] == ["Closed as filled."]
    vacancy.refresh_from_db()
    assert (vacancy.status, vacancy.outcome) == (VacancyStatus.FILLED, VacancyOutcome.FILLED)
    assert people_of(vacancy) == [("Lạng Sơn", 12, "fair"), ("Sơn La", 5, "fair")]
    entry = AuditEntry.objects.get(action="vacancy-closed")
    assert entry.after == {"status": "filled", "outcome": "filled", "people": 17}


def test_people_of_unknown_homes_are_counted_without_a_province(client, vacancy):
    typed = "Không rõ\t5\nLạng Sơn\t2"
    send(client, "close", vacancy, outcome="filled", taken_on=typed, way="direct")
    assert people_of(vacancy) == [("Lạng Sơn", 2, "direct"), ("", 5, "direct")]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Lạng Sơn", "“Lạng Sơn”: write how many people behind each province"),
        ("Sao Hỏa\t5", "“Sao Hỏa 5” names no province"),
        ("Lạng Sơn 40\nSơn La 11", "51 people taken on would be more than the 50 asked for."),
        ("", "Enter first how many people were taken on, and from where."),
        ("Lạng Sơn 0", "Lạng Sơn: at least one person."),
    ],
)
def test_what_cannot_be_read_or_is_too_many_is_said_at_the_lines(client, vacancy, typed, words):
    answer = send(client, "close", vacancy, outcome="filled", taken_on=typed, way="fair")
    form = answer.context["form"]
    errors = [*form.errors.get("taken_on", []), *form.non_field_errors()]
    assert (answer.status_code, [error[: len(words)] for error in errors]) == (422, [words])
    assert Vacancy.objects.get(pk=vacancy.pk).status == VacancyStatus.PUBLISHED
    assert people_of(vacancy) == []


@pytest.mark.parametrize("outcome", ["nobody", "withdrawn"])
def test_nobody_found_and_nobody_needed_are_told_apart(client, vacancy, outcome):
    answer = send(client, "close", vacancy, outcome=outcome, taken_on="", way="fair")
    vacancy.refresh_from_db()
    assert (vacancy.status, vacancy.outcome) == (VacancyStatus.WITHDRAWN, outcome)
    assert str(VacancyOutcome(outcome).label) in answer.content.decode()


def test_nobody_found_is_refused_where_people_were_taken_on(vacancy):
    by = representative_of(vacancy.employer)
    given = {"people": 3, "way": "fair", "province": None}
    add_fill(vacancy=vacancy, version=vacancy.version, by=by, **given)
    with pytest.raises(RuleError, match="3 people are entered as taken on") as refused:
        close_vacancy(vacancy=vacancy, version=vacancy.version + 1, outcome="nobody", by=by)
    assert refused.value.field == "outcome"


def test_how_it_ended_has_to_be_said(client, vacancy):
    answer = send(client, "close", vacancy, taken_on="", way="fair")
    assert answer.context["form"].errors["outcome"] == ["Say how it ended."]


def test_a_closed_vacancy_says_that_it_is_closed(client, vacancy):
    send(client, "close", vacancy, outcome="nobody", taken_on="", way="fair")
    assert (
        "This vacancy is closed already." in client.get(page_of("close", vacancy)).content.decode()
    )


# Corrected ----------------------------------------------------------------------------------------
def enter(vacancy: Vacancy, people: int, province: Province | None = None):
    vacancy.refresh_from_db()
    return add_fill(
        vacancy=vacancy,
        version=vacancy.version,
        people=people,
        way="fair",
        province=province,
        by=representative_of(vacancy.employer),
    )


def test_a_wrong_figure_is_corrected_and_the_log_has_old_new_who_and_why(client, vacancy, homes):
    wrong, right = enter(vacancy, 12, homes["lang-son"]), enter(vacancy, 5)
    close_vacancy(
        vacancy=vacancy,
        version=vacancy.version + 1,
        outcome="filled",
        by=representative_of(vacancy.employer),
    )
    figures = {f"fill_{wrong.pk}": "21", f"fill_{right.pk}": "5", "why": "Gõ nhầm"}
    answer = send(client, "correct", vacancy, **figures)
    assert [str(message) for message in answer.context["messages"]] == ["1 figure is corrected."]
    assert people_of(vacancy) == [("Lạng Sơn", 21, "fair"), ("", 5, "fair")]
    entry = AuditEntry.objects.get(action="vacancy-fill-corrected")
    assert (entry.before, entry.after, entry.person) == (
        {"people": 12},
        {
            "people": 21,
            "province": "Lạng Sơn",
            "reason": "Gõ nhầm",
            "way": "Tại phiên giao dịch việc làm",
        },
        representative_of(vacancy.employer).person,
    )
    page = client.get(
        reverse("recruitment:vacancy-desk-detail", args=[vacancy.pk])
    ).content.decode()
    assert "Gõ nhầm" in page


def test_a_correction_needs_a_reason_and_stays_within_what_was_asked_for(client, vacancy):
    fill = enter(vacancy, 12)
    answer = send(client, "correct", vacancy, **{f"fill_{fill.pk}": "13", "why": ""})
    assert answer.context["form"].errors["why"] == ["Say why the figure is corrected."]
    answer = send(client, "correct", vacancy, **{f"fill_{fill.pk}": "51", "why": "x"})
    assert answer.context["form"].errors[f"fill_{fill.pk}"] == [
        "50 people were asked for; with the others this would be 51."
    ]
    assert people_of(vacancy) == [("", 12, "fair")]


def test_figures_can_be_exchanged_though_together_they_fill_all_places(client, vacancy):
    first, second = enter(vacancy, 40), enter(vacancy, 10)
    figures = {f"fill_{first.pk}": "10", f"fill_{second.pk}": "40", "why": "đổi chỗ"}
    send(client, "correct", vacancy, **figures)
    assert people_of(vacancy) == [("", 10, "fair"), ("", 40, "fair")]


def test_nought_takes_a_figure_away_but_not_the_last_of_a_filled_vacancy(client, vacancy):
    first, second = enter(vacancy, 4), enter(vacancy, 6)
    figures = {f"fill_{first.pk}": "0", f"fill_{second.pk}": "6", "why": "nhập hai lần"}
    send(client, "correct", vacancy, **figures)
    assert people_of(vacancy) == [("", 6, "fair")]
    vacancy.refresh_from_db()
    by = representative_of(vacancy.employer)
    close_vacancy(vacancy=vacancy, version=vacancy.version, outcome="filled", by=by)
    answer = send(client, "correct", vacancy, **{f"fill_{second.pk}": "0", "why": "x"})
    assert answer.context["form"].errors[f"fill_{second.pk}"] == [
        "The vacancy was closed as filled: at least one person was taken on."
    ]


def test_saving_without_a_change_needs_no_reason_and_writes_nothing(client, vacancy):
    fill = enter(vacancy, 4)
    vacancy.refresh_from_db()
    answer = send(client, "correct", vacancy, **{f"fill_{fill.pk}": "4", "why": ""})
    assert [str(message) for message in answer.context["messages"]] == ["Nothing has changed."]
    assert Vacancy.objects.get(pk=vacancy.pk).version == vacancy.version


def test_the_month_in_which_it_was_entered_is_counted_anew(homes):
    province = make_province()
    make_department(province)
    with time_machine.travel(noon(datetime.date(2026, 9, 10)), tick=False):
        vacancy = published_vacancy(verified_employer(province), headcount=50)
        fill = enter(vacancy, 12, homes["lang-son"])
    with time_machine.travel(noon(datetime.date(2026, 10, 5)), tick=False):
        by = representative_of(vacancy.employer)
        vacancy.refresh_from_db()
        correct_fills(
            vacancy=vacancy, version=vacancy.version, people={fill.pk: 20}, why="thiếu", by=by
        )
        assert timezone.localdate().month == 10
    filled = MonthlyDemand.objects.order_by("month").values_list("month", "asked", "filled")
    assert list(filled) == [
        (datetime.date(2026, 9, 1), 50, 20),
        (datetime.date(2026, 10, 1), 30, 0),
    ]
    [home] = MonthlyHome.objects.filter(province=homes["lang-son"])
    assert (home.demand.month.month, home.filled) == (9, 20)
