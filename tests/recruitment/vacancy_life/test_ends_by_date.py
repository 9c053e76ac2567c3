"""A job whose last day was yesterday is closed today, though no job has run: at every door the date
decides.
"""

import datetime
import json
import re

import pytest
import time_machine
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from agencies.api.services import create_api_token
from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from recruitment.bulletins.alerts import save_alert, send_alerts
from recruitment.bulletins.queries import demand_sheet
from recruitment.demand.forms import DemandBoardForm
from recruitment.demand.models import MonthlyDemand
from recruitment.demand.queries import all_demand, board_lines, demand_rows, figure_total
from recruitment.homes.queries import wanted_homes
from recruitment.interests.models import Interest
from recruitment.interests.services import consent_digest, register_interest
from recruitment.job_search.search import count_vacancies, find_vacancies
from recruitment.public.places import workplace_choices
from recruitment.public.public_list import similar_vacancies
from recruitment.search_engines.job_posting import job_posting
from recruitment.vacancies import services as vacancies
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_life import services as lifecycle
from recruitment.vacancy_life.daily import advance_vacancies
from recruitment.vacancy_saving.months import begin_month
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    changed_facts,
    make_board,
    make_department,
    make_park,
    make_province,
    published_vacancy,
    representative_of,
    verified_employer,
)

pytestmark = pytest.mark.django_db
LAST = datetime.date(2027, 3, 15)


def at(day: datetime.date | int, hour: int = 9, minute: int = 0) -> time_machine.travel:
    """A moment in Việt Nam; a number is a day of March 2027."""
    day = day if isinstance(day, datetime.date) else datetime.date(2027, 3, day)
    moment = datetime.datetime.combine(day, datetime.time(hour, minute))
    return time_machine.travel(timezone.make_aware(moment), tick=False)


@pytest.fixture
def employer():
    province = make_province()
    with at(1):
        make_department(province)
        return verified_employer(province, make_park(make_board(province), "KCN Hết Hạn"))


@pytest.fixture
def vacancy(employer):
    """Open until 15/3/2027; on another day of March nothing has run."""
    with at(1):
        return published_vacancy(
            employer, title="Thợ hàn tàu", apply_by=LAST, ward="Phường Hạn", headcount=40
        )


def test_open_on_its_last_day_and_closed_a_minute_after(client, vacancy):
    page, feed = reverse("recruitment:vacancy-list"), reverse("recruitment:vacancy-feed")
    url = reverse("recruitment:vacancy-detail", args=[vacancy.pk])
    for moment, is_open in ((at(15, 23, 59), True), (at(16, 0, 0), False)):
        caches["local"].clear()
        with moment:
            assert [row["url"] for row in client.get(page).context["rows"]] == [url] * is_open
            assert client.get(page).context["count"] == int(is_open)
            assert ("Thợ hàn tàu" in client.get(feed).content.decode()) is is_open
            assert [
                client.get(reverse(f"recruitment:vacancy-{kind}", args=[vacancy.pk])).status_code
                for kind in ("poster", "picture")
            ] == [200 if is_open else 404] * 2
            detail = client.get(vacancy.get_absolute_url()).content.decode()
            assert ("application/ld+json" in detail, "noindex" in detail, "tel:" in detail) == (
                (True, False, True) if is_open else (False, True, False)
            )
            assert any(name == "Phường Hạn" for _value, name in workplace_choices()) is is_open


@pytest.mark.parametrize("terms", [[], ["han"]])
@pytest.mark.parametrize("trial", [0, 3000])
def test_each_way_of_searching_and_counting_leaves_it_out(vacancy, monkeypatch, terms, trial):
    monkeypatch.setattr("recruitment.job_search.search.TRIAL", max(trial, 1))
    monkeypatch.setattr("recruitment.job_search.search.LONGEST_WALK", trial)
    for day, found in ((15, [vacancy.pk]), (16, [])):
        with at(day):
            assert [row["id"] for row in find_vacancies(terms).rows] == found
            assert [count_vacancies(terms, is_common=each) for each in (True, False)] == [
                len(found)
            ] * 2


def test_who_asks_too_late_is_refused_with_the_sentence(client, vacancy):
    said = {
        "full_name": "Nguyễn Thử",
        "phone": "0912000333",
        "commune": "Xã Thử",
        "helper_name": "",
    }
    with at(16, 0, 1):
        form = {
            **said,
            "words": consent_digest(vacancy),
            "agreed": "on",
            "agree": "on",
            "consent": "on",
        }
        answer = client.post(reverse("recruitment:interest-register", args=[vacancy.pk]), form)
        assert (answer.status_code, Interest.objects.count()) == (422, 0)
        assert "Công việc này không còn tuyển." in answer.content.decode()
        with pytest.raises(RuleError, match="không còn tuyển"):
            register_interest(vacancy=vacancy, consent=consent_digest(vacancy), **said)
        assert (
            client.get(reverse("recruitment:interest-register", args=[vacancy.pk])).status_code
            == 302
        )


def test_neither_its_employer_nor_its_program_opens_it_again(client, vacancy):
    by = representative_of(vacancy.employer)
    seen = {"vacancy": vacancy, "version": vacancy.version, "by": by}
    with at(16):
        for act in (lifecycle.pause_vacancy, lifecycle.refresh_vacancy, lifecycle.resume_vacancy):
            with pytest.raises(RuleError, match="Đã hết hạn nộp hồ sơ"):
                act(**seen)
        later = changed_facts(vacancy, apply_by=LAST + datetime.timedelta(days=30))
        with pytest.raises(RuleError, match="đã đóng"):
            vacancies.change_vacancy(**seen, facts=later)
        copied = vacancies.copy_vacancy(vacancy=vacancy, by=by)
        assert (copied.status, copied.apply_by > LAST) == (VacancyStatus.DRAFT, True)
        lifecycle.add_fill(**seen, people=3, way="fair", province=None)
        vacancy.refresh_from_db()
    assert vacancy.status == VacancyStatus.PUBLISHED  # nothing has written it down


def test_what_was_paused_or_waits_for_its_day_ends_as_well(client, employer):
    with at(1):
        paused = published_vacancy(employer, apply_by=LAST)
        lifecycle.pause_vacancy(
            vacancy=paused, version=paused.version, by=representative_of(employer)
        )
        waits = published_vacancy(employer, apply_by=LAST, publish_on=LAST)
    with at(16):
        assert [Vacancy.objects.get(pk=each.pk).state for each in (paused, waits)] == [
            VacancyStatus.EXPIRED
        ] * 2
        assert advance_vacancies()["published"] == 0
        waits.refresh_from_db()
        assert (waits.status, waits.published_at) == (VacancyStatus.EXPIRED, None)


def test_the_desk_and_the_employer_read_that_it_is_over(client, vacancy):
    with at(16):
        sign_in(client, representative_of(vacancy.employer))
        [line] = client.get(reverse("recruitment:vacancy-desk")).context["lines"]
        page = client.get(
            reverse("recruitment:vacancy-desk-detail", args=[vacancy.pk])
        ).content.decode()
        assert line.vacancy.state == VacancyStatus.EXPIRED
        assert re.search(r"Hết hạn|Expired", page)
        assert reverse("recruitment:vacancy-refresh", args=[vacancy.pk]) not in page
        client.logout()
        sign_in(client, make_actor(role=SeatRole.COORDINATOR))
        listed = {
            status: [each.pk for each in desk(client, status)]
            for status in ("published", "expired")
        }
    assert listed == {"published": [], "expired": [vacancy.pk]}


def desk(client, status: str) -> list[Vacancy]:
    return client.get(reverse("recruitment:vacancy-desk"), {"status": status}).context["rows"]


def test_nothing_that_is_taken_from_open_jobs_names_it(employer, vacancy):
    with at(1):
        other = published_vacancy(employer, apply_by=LAST + datetime.timedelta(days=20))
        facts = changed_facts(vacancy, homes=((employer.province, 5),))
        by = representative_of(employer)
        vacancies.change_vacancy(vacancy=vacancy, version=vacancy.version, facts=facts, by=by)
    with at(15):
        assert set(demand_sheet([]).parts[0].keys) == {vacancy.pk, other.pk}
        assert list(wanted_homes()) == [employer.province]
        assert [row["id"] for row in similar_vacancies(other)] == [vacancy.pk]
    with at(16):
        assert demand_sheet([]).parts[0].keys == (other.pk,)
        assert list(wanted_homes()) == []
        assert similar_vacancies(other) == []


def test_no_letter_about_new_jobs_names_it(employer):
    reader = make_actor(role=SeatRole.NEWSROOM)
    with at(11):
        save_alert(query="", terms=[], words="Tất cả", by=reader)
    with at(11, 10):
        published_vacancy(employer, apply_by=datetime.date(2027, 3, 11))
    with at(12, 8):
        assert send_alerts() == 0


def test_the_board_counts_it_open_until_its_day_and_never_after(vacancy):
    form = DemandBoardForm({"month": "2027-03"})
    for day, people in ((15, 40), (16, 0), (31, 0)):
        with at(day):
            [line] = board_lines(all_demand(), "occupation", form.chosen)
            assert (line.now.asked, line.now.open, line.now.ended) == (40, people, 40 - people)
            assert figure_total(all_demand(), "open") == people
            assert [row.open_now for row in demand_rows(all_demand(), "open")] == [people] * bool(
                people
            )
    with at(datetime.date(2027, 4, 2)):  # the next month begins without it, whatever ran first
        assert begin_month(timezone.localdate()) == 0
        assert advance_vacancies()["vacancies_closed"] == 1
    vacancy.refresh_from_db()
    assert timezone.localtime(vacancy.closed_at).isoformat() == "2027-03-16T00:00:00+07:00"
    assert list(MonthlyDemand.objects.values_list("month", flat=True)) == [
        datetime.date(2027, 3, 1)
    ]


# Programs -----------------------------------------------------------------------------------------
@pytest.fixture
def ask(client):
    owner = make_actor()
    owner.seat.holdings.update(is_administrator=True)
    with at(1):
        token = create_api_token(
            agency=owner.seat.agency, name="Báo", scopes=["vacancies:read"], by=owner
        )[1]

    def asked(**query) -> dict:
        return client.get(
            "/api/v1/vacancies", query, headers={"Authorization": f"Bearer {token}"}
        ).json()

    return asked


def test_a_program_learns_of_the_end_on_the_day_once(ask, vacancy, employer):
    with at(1, 10):
        later = published_vacancy(employer, apply_by=LAST + datetime.timedelta(days=20))
    with at(15, 23):
        first = ask(limit=1)
        seen = ask(after=first["next"])
        assert [(each["id"], each["state"]) for each in first["items"] + seen["items"]] == [
            (vacancy.pk, "published"),
            (later.pk, "published"),
        ]
        assert ask(changed_since="2027-03-15T00:00:00+07:00")["items"] == []
    with at(16, 0, 1):
        [told] = ask(changed_since="2027-03-15T00:00:00+07:00")["items"]
        assert (told["id"], told["state"]) == (vacancy.pk, "expired")
        assert told["changed_at"] == told["vacancy"]["changed_at"]
        assert datetime.datetime.fromisoformat(told["changed_at"]) == timezone.make_aware(
            datetime.datetime(2027, 3, 16)  # noqa: DTZ001 made aware
        )
        pages = [ask(limit=1), ask(limit=1, after=ask(limit=1)["next"])]
        assert [each["id"] for page in pages for each in page["items"]] == [later.pk, vacancy.pk]
        assert pages[1]["is_end"]
        assert ask(after=f"{int(timezone.now().timestamp() * 10**6)}-{vacancy.pk}")["items"] == []


def test_the_end_is_told_again_only_when_it_is_written_down(ask, vacancy):
    with at(20):
        advance_vacancies()
    with at(20, 10):
        [told] = ask(changed_since="2027-03-17T00:00:00+07:00")["items"]
        assert (told["id"], told["state"]) == (vacancy.pk, "expired")


# Machines read moments ----------------------------------------------------------------------------
def test_search_engines_read_the_last_second_of_the_last_day(vacancy):
    posting = json.loads(re.sub(r"\\u003[CE]", "", str(job_posting(vacancy))))
    assert posting["validThrough"] == "2027-03-15T23:59:59+07:00"
    assert posting["datePosted"] == "2027-03-01T09:00:00+07:00"
