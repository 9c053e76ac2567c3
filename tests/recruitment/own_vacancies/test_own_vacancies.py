"""An employer's own list: found by words, added up, as Excel, and acted on many at once."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from agencies.audit.models import AuditEntry
from recruitment.demand.models import MonthlyDemand
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_life import many
from recruitment.vacancy_life.services import add_fill, close_vacancy, pause_vacancy
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    draft_vacancy,
    make_department,
    make_province,
    published_vacancy,
    representative_of,
    submitted_vacancy,
    verified_employer,
)
from vietnam.dates import format_date

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
LIST = reverse("recruitment:vacancy-desk")
EXPORT = reverse("recruitment:own-vacancies-export")
ACT = reverse("recruitment:own-vacancies-act")


@pytest.fixture
def employer():
    province = make_province()
    make_department(province)
    return verified_employer(province)


def today():
    return timezone.localdate()


def fill(vacancy, people: int) -> None:
    vacancy.refresh_from_db()
    add_fill(
        vacancy=vacancy,
        version=vacancy.version,
        people=people,
        way="direct",
        province=None,
        by=representative_of(vacancy.employer),
    )


def titles(client, **asked) -> list[str]:
    return [line.vacancy.title for line in client.get(LIST, asked).context["lines"]]


# Found and added up -------------------------------------------------------------------------------
def test_vacancies_are_found_by_words_without_their_accents(client, employer):
    published_vacancy(employer, title="Thợ hàn")
    published_vacancy(employer, title="Công nhân may")
    published_vacancy(verified_employer(employer.province), title="Thợ hàn")
    sign_in(client, representative_of(employer))
    assert titles(client, q="tho han") == ["Thợ hàn"]
    assert titles(client, q="phi công") == []


def test_vacancies_are_found_by_state_and_by_why_they_wait(client, employer):
    draft_vacancy(employer, title="nháp")
    confirm = published_vacancy(employer, title="chờ xác nhận")
    Vacancy.objects.filter(pk=confirm.pk).update(refresh_asked_on=today())
    ending = published_vacancy(employer, title="sắp hết hạn")
    Vacancy.objects.filter(pk=ending.pk).update(apply_by=today() + timedelta(days=7))
    over = published_vacancy(employer, title="hết hạn")
    Vacancy.objects.filter(pk=over.pk).update(apply_by=today() - timedelta(days=1))
    sign_in(client, representative_of(employer))
    assert [titles(client, show=each) for each in ("confirm", "ending", "draft", "expired")] == [
        ["chờ xác nhận"],
        ["sắp hết hạn"],
        ["nháp"],
        ["hết hạn"],
    ]
    assert titles(client) == ["nháp", "sắp hết hạn", "chờ xác nhận", "hết hạn"]


def test_sums_are_of_everything_that_is_found_not_of_the_page(client, employer):
    vacancies = [published_vacancy(employer, title="Thợ may", headcount=10) for _n in range(51)]
    published_vacancy(employer, title="Lái xe", headcount=7)
    fill(vacancies[0], 4)
    fill(vacancies[50], 10)
    vacancies[50].refresh_from_db()
    close_vacancy(
        vacancy=vacancies[50],
        version=vacancies[50].version,
        outcome="filled",
        by=representative_of(employer),
    )
    sign_in(client, representative_of(employer))
    page = client.get(LIST, {"q": "may"})
    sums = page.context["sums"]
    assert len(page.context["lines"]) == 50
    assert (sums.vacancies, sums.needed, sums.taken_on, sums.open) == (51, 510, 14, 496)


def test_the_workbook_has_all_that_is_found_with_its_figures(client, employer):
    first = published_vacancy(employer, title="Thợ may", headcount=10)
    fill(first, 4)
    published_vacancy(employer, title="Lái xe", headcount=7)
    sign_in(client, representative_of(employer))
    answer = client.get(EXPORT, {"q": "thợ may"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    [heading] = [number for number, row in enumerate(rows) if "Position" in row]
    found = dict(zip(rows[heading], rows[heading + 1], strict=True))
    shown = ("Position", "People needed", "Taken on", "Still open", "State")
    assert [found[name] for name in shown] == ["Thợ may", 10, 4, 6, "Published"]
    assert not any("Lái xe" in row for row in rows[heading + 1 :])
    assert AuditEntry.objects.filter(action="exported").count() == 1


def test_an_office_has_no_list_of_an_employers_own(client):
    sign_in(client, make_actor(role="coordinator"))
    assert client.get(EXPORT).status_code == 403


# Many at once -------------------------------------------------------------------------------------
def send(client, act: str, *rows: Vacancy, **more):
    chosen = [f"{row.pk}:{row.version}" for row in rows]
    return client.post(ACT, {"act": act, "row": chosen, **more}, follow=True)


def told(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_many_are_confirmed_and_what_was_left_out_says_why(client, employer):
    rows = [published_vacancy(employer, title=f"Thợ {number}") for number in range(3)]
    draft = draft_vacancy(employer, title="nháp")
    stale = published_vacancy(employer, title="cũ")
    Vacancy.objects.filter(employer=employer).update(refresh_asked_on=today())
    Vacancy.objects.filter(pk=stale.pk).update(version=stale.version + 1)
    sign_in(client, representative_of(employer))
    answer = send(client, "confirm", *rows, draft, stale)
    assert told(answer) == [
        "3 vacancies are confirmed for another month.",
        "1 vacancy was left out: “nháp”. Reason: The vacancy has changed meanwhile. Look at the "
        "page again.",
        "1 vacancy was left out: “cũ”. Reason: Somebody has changed it meanwhile.",
    ]
    kept = Vacancy.objects.filter(refresh_asked_on=None).values_list("title", "version")
    assert sorted(kept) == [(row.title, row.version + 1) for row in rows]
    assert AuditEntry.objects.filter(action="vacancy-refreshed").count() == 3


def test_all_that_the_filter_finds_are_paused_whatever_the_page(client, employer):
    for _number in range(52):
        published_vacancy(employer, title="Thợ may")
    other = published_vacancy(employer, title="Lái xe")
    strange = published_vacancy(verified_employer(employer.province), title="Thợ may")
    sign_in(client, representative_of(employer))
    answer = send(client, "pause", everything="1", back="q=tho+may")
    assert told(answer) == ["52 vacancies are paused."]
    assert Vacancy.objects.filter(status=VacancyStatus.PAUSED).count() == 52
    assert set(Vacancy.objects.published()) == {other, strange}
    demand = MonthlyDemand.objects.filter(vacancy__status=VacancyStatus.PAUSED)
    assert demand.count() == 52


def test_the_last_day_is_extended_and_stays_public_and_the_log_has_both_days(client, employer):
    soon = published_vacancy(employer, title="sắp hết")
    later = published_vacancy(employer, title="còn lâu")
    day = today() + timedelta(days=90)
    Vacancy.objects.filter(pk=soon.pk).update(apply_by=today() + timedelta(days=2))
    Vacancy.objects.filter(pk=later.pk).update(apply_by=today() + timedelta(days=100))
    sign_in(client, representative_of(employer))
    answer = send(client, "extend", soon, later, apply_by=format_date(day))
    assert told(answer) == [
        "1 vacancy has the new last day.",
        "1 vacancy was left out: “còn lâu”. Reason: The last day to apply is that day or later "
        "already.",
    ]
    soon.refresh_from_db()
    assert (soon.apply_by, soon.status) == (day, VacancyStatus.PUBLISHED)
    entry = AuditEntry.objects.get(action="vacancy-extended")
    assert (entry.before, entry.after) == (
        {"apply_by": format_date(today() + timedelta(days=2))},
        {"apply_by": format_date(day)},
    )
    # Until that day the month counts it as open.
    assert MonthlyDemand.objects.get(vacancy=soon).open_until is None


@pytest.mark.parametrize(
    ("act", "field", "typed", "words"),
    [
        ("extend", "apply_by", "", "Say until when workers can apply, such as 31/12/2026."),
        ("extend", "apply_by", "01/01/2020", "Give a last day to apply between today and a year"),
        ("close", "outcome", "", "Say how they ended."),
        ("close", "outcome", "filled", "Select a valid choice"),
    ],
)
def test_what_an_act_needs_is_asked_for_at_its_field_and_the_rows_stay_chosen(
    client, employer, act, field, typed, words
):
    row = published_vacancy(employer)
    sign_in(client, representative_of(employer))
    answer = send(client, act, row, **{field: typed})
    [error] = answer.context["acts"].errors[field]
    assert (answer.status_code, error.startswith(words)) == (422, True)
    assert f'value="{row.pk}:{row.version}"\n' in answer.content.decode()
    assert answer.context["chosen"] == [f"{row.pk}:{row.version}"]
    assert Vacancy.objects.get(pk=row.pk).version == row.version


def test_many_are_closed_as_withdrawn_or_as_not_found_and_filled_ones_are_left_out(
    client, employer
):
    rows = [published_vacancy(employer, title=f"Thợ {number}") for number in range(2)]
    with_people = published_vacancy(employer, title="có người")
    fill(with_people, 3)
    with_people.refresh_from_db()
    sign_in(client, representative_of(employer))
    answer = send(client, "close", *rows, with_people, outcome="nobody")
    assert told(answer) == [
        "2 vacancies are closed.",
        "1 vacancy was left out: “có người”. Reason: People are entered as taken on: close it on "
        "its own page.",
    ]
    closed = Vacancy.objects.filter(outcome="nobody")
    assert {(each.status, each.closed_at is not None) for each in closed} == {
        (VacancyStatus.WITHDRAWN, True)
    }
    assert [entry.after for entry in AuditEntry.objects.filter(action="vacancy-closed")] == [
        {"status": "withdrawn", "outcome": "nobody"}
    ] * 2


def test_without_a_choice_nothing_happens_and_it_says_so(client, employer):
    published_vacancy(employer)
    sign_in(client, representative_of(employer))
    answer = send(client, "pause")
    assert answer.status_code == 422
    assert "Choose vacancies of the list first." in answer.content.decode()


def test_more_than_the_most_are_refused_whole(client, employer, monkeypatch):
    monkeypatch.setattr(many, "MOST_AT_ONCE", 2)
    for _number in range(3):
        published_vacancy(employer)
    sign_in(client, representative_of(employer))
    answer = send(client, "pause", everything="1")
    assert "At most 2 vacancies at once: narrow the list first." in answer.content.decode()
    assert Vacancy.objects.published().count() == 3


def test_another_employers_vacancies_are_not_touched(client, employer):
    other = published_vacancy(verified_employer(employer.province))
    published_vacancy(employer)
    sign_in(client, representative_of(employer))
    send(client, "pause", other)
    assert Vacancy.objects.get(pk=other.pk).status == VacancyStatus.PUBLISHED


@pytest.mark.parametrize("count", [2, 30])
def test_an_act_on_many_asks_as_often_however_many(employer, count, django_assert_num_queries):
    by = representative_of(employer)
    wanted = {published_vacancy(employer).pk: None for _number in range(count)}
    with django_assert_num_queries(9):
        outcome = many.confirm_vacancies(wanted=wanted, by=by)
    assert len(outcome.done) == count


def test_one_by_one_and_many_at_once_leave_the_same(employer):
    by = representative_of(employer)
    alone, among = published_vacancy(employer), published_vacancy(employer)
    pause_vacancy(vacancy=alone, version=alone.version, by=by)
    many.pause_vacancies(wanted={among.pk: among.version}, by=by)
    shown = ("status", "version", "search", "closed_at", "refreshed_on", "is_held")
    rows = Vacancy.objects.filter(pk__in=[alone.pk, among.pk]).values_list(*shown)
    assert len(set(map(str, rows))) == 1
    months = MonthlyDemand.objects.values_list("asked", "filled", "open", "open_until")
    assert len(set(months)) == 1


def test_a_submitted_change_is_extended_too_and_waits_on(employer):
    row = submitted_vacancy(employer)
    day = row.apply_by + timedelta(days=20)
    many.extend_vacancies(
        wanted={row.pk: row.version}, apply_by=day, by=representative_of(employer)
    )
    row.refresh_from_db()
    assert (row.apply_by, row.status) == (day, VacancyStatus.SUBMITTED)
