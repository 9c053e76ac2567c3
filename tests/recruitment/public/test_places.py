"""Never more people taken on than asked for, through either door: entering people, and asking for
fewer.
"""

import datetime
import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from agencies.api.services import create_api_token
from agencies.errors import RuleError
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.people_models import VacancyFill
from recruitment.vacancies.services import change_vacancy, copy_vacancy
from recruitment.vacancy_life.services import add_fill
from tests.factories import sign_in
from tests.factories_recruitment import (
    changed_facts,
    make_province,
    office_of,
    published_vacancy,
    representative_of,
)
from tests.recruitment.desks.test_desks import typed
from tests.together import told_at_once

pytestmark = pytest.mark.django_db
IN_VIETNAMESE = "Đã ghi nhận tuyển được 900 người, nên số người cần tuyển không thể ít hơn."
REFUSAL = "900 people are entered as taken on already; no fewer can be asked for."


@pytest.fixture
def vacancy(employer):
    """900 of 1.000 people taken on."""
    return with_fills(published_vacancy(employer, headcount=1000), 900)


def with_fills(vacancy: Vacancy, people: int) -> Vacancy:
    by = representative_of(vacancy.employer)
    add_fill(
        vacancy=vacancy, version=vacancy.version, people=people, way="direct", province=None, by=by
    )
    return Vacancy.objects.select_related("employer__agency").get(pk=vacancy.pk)


def changed(vacancy: Vacancy, headcount: int, by=None) -> Vacancy:
    by = by or representative_of(vacancy.employer)
    return change_vacancy(
        vacancy=vacancy,
        version=vacancy.version,
        facts=changed_facts(vacancy, headcount=headcount),
        by=by,
    )


def headcount_of(vacancy: Vacancy) -> int:
    return Vacancy.objects.values_list("headcount", flat=True).get(pk=vacancy.pk)


@pytest.mark.parametrize("headcount", [1, 899])
def test_fewer_than_taken_on_are_refused(vacancy, headcount):
    with pytest.raises(RuleError, match="900") as refused:
        changed(vacancy, headcount)
    assert (refused.value.field, str(refused.value)) == ("headcount", IN_VIETNAMESE)
    assert headcount_of(vacancy) == 1000


@pytest.mark.parametrize("headcount", [900, 901, 1001])
def test_as_many_as_taken_on_or_more_are_accepted(vacancy, headcount):
    assert changed(vacancy, headcount).headcount == headcount


def test_on_the_page_it_stands_at_its_field_for_the_employer_and_for_the_office(
    client, employer, vacancy
):
    for by in (representative_of(employer), office_of(employer)):
        sign_in(client, by)
        said = typed(employer, headcount="1", version=str(vacancy.version))
        page = client.post(reverse("recruitment:vacancy-change", args=[vacancy.pk]), said)
        assert (page.status_code, page.context["form"].errors["headcount"]) == (422, [REFUSAL])
    assert headcount_of(vacancy) == 1000


def test_a_program_is_told_by_the_api(client, employer):
    own = representative_of(employer)
    own_seat = own.seat.holdings.get(person=own.person)
    own_seat.is_administrator = True
    own_seat.save()
    given = {"agency": employer.agency, "name": "HR", "scopes": ["own-vacancies:write"], "by": own}
    token = create_api_token(**given)[1]
    said = {
        "title": "Công nhân may",
        "people": 1000,
        "occupation": "82",
        "skill": "none",
        "description": "May áo.",
        "contract": "u36",
        "shift": "day",
        "base_wage": {"least": "5.5"},
        "income": {"least": "9"},
        "apply_by": f"{timezone.localdate() + datetime.timedelta(days=60):%Y-%m-%d}",
    }

    def put(people: int):
        return client.put(
            "/api/v1/own-vacancies/HR-1",
            json.dumps(said | {"people": people}),
            content_type="application/json",
            headers={"authorization": f"Bearer {token}"},
        )

    assert put(1000).status_code == 201
    made = Vacancy.objects.get(outside_id="HR-1")
    from recruitment.vacancy_life.services import check_vacancy  # one use

    with_fills(check_vacancy(vacancy=made, version=made.version, by=office_of(employer)), 900)
    answer = put(1)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["people"])
    assert headcount_of(made) == 1000


def test_a_copy_begins_with_nobody_taken_on(vacancy):
    copied = copy_vacancy(vacancy=vacancy, by=representative_of(vacancy.employer))
    assert changed(copied, 1).headcount == 1


def test_fewer_than_are_wanted_by_home_are_refused(employer):
    home = make_province("Lạng Sơn")
    vacancy = published_vacancy(employer, headcount=100, homes=[(home, 60)])
    with pytest.raises(
        RuleError, match="Cộng theo tỉnh được 60 người, trong khi chỉ cần tuyển 50 người"
    ):
        changed(vacancy, 50)
    assert (headcount_of(vacancy), vacancy.homes.get().people) == (100, 60)


# What the database itself refuses -----------------------------------------------------------------
def test_the_database_refuses_either_way(vacancy):
    by = representative_of(vacancy.employer)
    wrong = [
        lambda: Vacancy.objects.filter(pk=vacancy.pk).update(headcount=899),
        lambda: VacancyFill.objects.create(
            vacancy=vacancy, people=101, way="direct", entered_by=by.seat
        ),
        lambda: VacancyFill.objects.filter(vacancy=vacancy).update(people=1001),
    ]
    for act in wrong:
        with pytest.raises(IntegrityError, match="people taken on"), transaction.atomic():
            act()
    Vacancy.objects.filter(pk=vacancy.pk).update(headcount=900)
    assert headcount_of(vacancy) == 900


@pytest.mark.django_db(transaction=True)
def test_fewer_asked_and_more_taken_on_at_once_end_in_one_of_the_two(employer):
    for _round in range(5):
        vacancy = published_vacancy(employer, headcount=10)
        by, version = representative_of(employer), vacancy.version
        fill = {"people": 10, "way": "direct", "province": None, "by": by}
        fewer = changed_facts(vacancy, headcount=1)
        told = told_at_once(
            lambda v=vacancy, n=version, b=by, f=fewer: change_vacancy(
                vacancy=v, version=n, facts=f, by=b
            ),
            lambda v=vacancy, n=version, f=fill: add_fill(vacancy=v, version=n, **f),
        )
        taken = sum(vacancy.fills.values_list("people", flat=True))
        assert told == ["RuleError", "done"]
        assert taken <= headcount_of(vacancy)


@pytest.mark.django_db(transaction=True)
def test_the_database_holds_where_two_come_past_the_services_at_once(employer):
    """Without the services' lock: what a command or a mistake might do."""
    seat = representative_of(employer).seat
    for _round in range(5):
        vacancy = published_vacancy(employer, headcount=10)
        told = told_at_once(
            lambda v=vacancy: _past_the_services(
                lambda: Vacancy.objects.filter(pk=v.pk).update(headcount=1)
            ),
            lambda v=vacancy: _past_the_services(
                lambda: VacancyFill.objects.create(
                    vacancy=v, people=10, way="direct", entered_by=seat
                )
            ),
        )
        assert told == ["RuleError", "done"]
        assert sum(vacancy.fills.values_list("people", flat=True)) <= headcount_of(vacancy)


def _past_the_services(act) -> None:
    try:
        act()
    except IntegrityError as refused:
        raise RuleError("refused by the database") from refused


@pytest.mark.django_db(transaction=True)
def test_the_control_without_the_guard_of_the_database_both_come_in(employer):
    vacancy, seat = published_vacancy(employer, headcount=10), representative_of(employer).seat
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE recruitment_vacancy DISABLE TRIGGER places_for_fills")
    try:
        VacancyFill.objects.create(vacancy=vacancy, people=10, way="direct", entered_by=seat)
        Vacancy.objects.filter(pk=vacancy.pk).update(headcount=1)
        assert (headcount_of(vacancy), vacancy.fills.get().people) == (1, 10)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE recruitment_vacancy ENABLE TRIGGER places_for_fills")
