"""What this app adds to the must-do page: at an office's desk, of an employer, for who passes
demand on.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.calendar.periods import name_of_period
from agencies.must_do.sections import sections_for
from recruitment.employers.models import Employer
from recruitment.interests.services import consent_digest, register_interest
from recruitment.lodging.services import LODGING
from recruitment.period_reports.services import return_report
from recruitment.registration.services import ask_employer_back
from recruitment.usage.services import LABOUR_USAGE
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_life.services import ask_vacancy_back
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    make_board,
    make_commune,
    make_department,
    make_employer,
    make_lodging_report,
    make_park,
    make_province,
    make_usage_report,
    office_of,
    published_vacancy,
    representative_of,
    submitted_vacancy,
    verified_employer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
MUST_DO = reverse("agencies:must-do")


@pytest.fixture
def province():
    province = make_province()
    make_department(province)
    return province


def shown(by) -> dict[str, list[tuple[str, str]]]:
    """By section, the title of each item and its act."""
    sections = sections_for(by, timezone.localdate())
    return {
        section.key: [(item.title, str(item.verb)) for item in section.items]
        for section in sections
    }


def test_the_board_of_a_park_sees_its_employers_and_vacancies_that_wait_and_no_others(province):
    board = make_board(province)
    park = make_park(board)
    verified = verified_employer(province, park)
    vacancy = submitted_vacancy(verified)
    waiting = make_employer(province, park)
    make_employer(province)
    found = shown(board)
    assert found["employers"] == [(waiting.agency.name, "Verify")]
    assert found["vacancies"] == [(vacancy.title, "Check")]


def test_the_longest_waiting_stands_first_and_all_are_counted(province):
    department = make_actor(role=SeatRole.COORDINATOR)
    waiting = [make_employer(province) for _number in range(12)]
    Employer.objects.filter(pk=waiting[5].pk).update(
        registered_at=timezone.now() - timedelta(days=9)
    )
    [section] = [
        one for one in sections_for(department, timezone.localdate()) if one.key == "employers"
    ]
    assert (section.count, len(section.items), section.items[0].title) == (
        12,
        10,
        waiting[5].agency.name,
    )


def test_a_registration_that_was_asked_back_stands_on_the_employers_page(province):
    employer = make_employer(province)
    ask_employer_back(
        employer=employer, version=employer.version, words="Thiếu địa chỉ.", by=office_of(employer)
    )
    by = representative_of(employer)
    assert shown(by) == {"registration": [("Complete the registration", "Complete")]}


def test_an_employer_sees_the_report_that_it_owes_until_it_is_handed_in(province):
    employer = verified_employer(province)
    Employer.objects.filter(pk=employer.pk).update(
        registered_at=timezone.now() - timedelta(days=800)
    )
    calendar = LABOUR_USAGE.calendar
    period = calendar.current_period(timezone.localdate())
    by = representative_of(employer)
    [section] = sections_for(by, timezone.localdate())
    [report] = section.items
    assert (report.title, report.due) == (
        f"Report on the use of labour, {name_of_period(period)}",
        calendar.due_on(period),
    )
    make_usage_report(employer, str(period))
    assert shown(by) == {}


def without_report(employer) -> dict[str, list[tuple[str, str]]]:
    make_usage_report(employer, str(LABOUR_USAGE.calendar.current_period(timezone.localdate())))
    return shown(representative_of(employer))


def test_an_employer_sees_vacancies_asked_back_to_be_confirmed_and_who_wants_to_be_called(province):
    employer = verified_employer(province)
    back = submitted_vacancy(employer, title="Thợ hàn")
    ask_vacancy_back(vacancy=back, version=back.version, words="Ghi rõ ca làm.", by=office_of(back))
    confirm = published_vacancy(employer, title="Thợ may")
    Vacancy.objects.filter(pk=confirm.pk).update(refresh_asked_on=timezone.localdate())
    published_vacancy(employer, title="Lái xe")
    ending = published_vacancy(employer, title="Thủ kho")
    Vacancy.objects.filter(pk=ending.pk).update(apply_by=timezone.localdate() + timedelta(days=7))
    called = published_vacancy(employer, title="Đầu bếp")
    for name in ("Nông Thị Lan", "Lý A Páo"):
        register_interest(
            vacancy=called,
            full_name=name,
            phone="0362000187",
            commune="xã Tràng Định",
            helper_name="",
            consent=consent_digest(called),
        )
    assert without_report(employer) == {
        "vacancies-asked-back": [("Thợ hàn", "Complete")],
        "vacancies-calls": [("Đầu bếp", "Call")],
        "vacancies-confirm": [("Thợ may", "Confirm")],
        "vacancies-ending": [("Thủ kho", "Extend")],
    }
    labels = [
        item.label
        for section in sections_for(representative_of(employer), timezone.localdate())
        for item in section.items
    ]
    assert labels == [
        "Ghi rõ ca làm.",
        "2 workers want to be called",
        "Do you still need these people?",
        "Last day to apply; then it ends by itself",
    ]


def test_a_lodging_count_that_was_sent_back_stands_on_the_communes_page(province):
    commune = make_commune(province)
    report = make_lodging_report(commune, make_actor(role=SeatRole.COORDINATOR))
    by = make_actor(role=SeatRole.OFFICER, agency=commune)
    other = make_actor(role=SeatRole.OFFICER, agency=make_commune(province))
    assert shown(by) == {}
    return_report(
        kind=LODGING,
        report=report,
        version=report.version,
        words="Thiếu số nhà.",
        by=make_actor(role=SeatRole.COORDINATOR),
    )
    [section] = sections_for(by, timezone.localdate())
    [item] = section.items
    assert (item.title, str(item.verb), item.label, item.due) == (
        f"Lodging count, {name_of_period(report.period)}",
        "Complete",
        "Sent back: Thiếu số nhà.",
        None,
    )
    assert sign_in(client := Client(), by).get(item.url).status_code == 200
    assert (client.get(MUST_DO).context["count"], shown(other)) == (1, {})


def test_another_employers_matters_are_not_shown(province):
    employer = verified_employer(province)
    other = verified_employer(province)
    submitted = submitted_vacancy(other)
    ask_vacancy_back(
        vacancy=submitted, version=submitted.version, words="x", by=office_of(submitted)
    )
    assert without_report(employer) == {}


@pytest.mark.parametrize("role", [SeatRole.NEWSROOM, SeatRole.JOB_CENTRE, SeatRole.PARTNER_OFFICER])
def test_who_passes_demand_on_sees_what_is_new(province, role):
    by = make_actor(role=role)
    assert shown(by) == {}
    published_vacancy(verified_employer(province))
    assert shown(by) == {"demand": [("1 new vacancy in 7 days, 100 people", "View")]}


@pytest.mark.parametrize("role", SeatRole)
def test_no_first_page_is_dead(client, role):
    """With nothing to do it leads to every place of the role."""
    actor = make_actor(role=role)
    page = sign_in(client, actor).get(MUST_DO)
    links = [place.url for place in page.context["places"] if not place.is_current]
    body = page.content.decode().partition("<main")[2]
    assert len(links) >= 2
    if role == SeatRole.LEADER:  # whose page shows how all agencies are doing
        assert 'id="who-is-late"' in body
        return
    assert [link for link in links if f'href="{link}"' not in body] == []


@pytest.mark.parametrize("rows", [1, 12])
def test_the_page_of_an_employer_asks_a_few_times_whatever_waits(
    client, django_assert_max_num_queries, province, rows
):
    employer = verified_employer(province)
    for _number in range(rows):
        vacancy = submitted_vacancy(employer)
        ask_vacancy_back(vacancy=vacancy, version=vacancy.version, words="x", by=office_of(vacancy))
    sign_in(client, representative_of(employer))
    with django_assert_max_num_queries(15):
        assert client.get(MUST_DO).status_code == 200
