"""The API by which an employer's own program keeps its vacancies: one for each of its numbers,
checked as all are.
"""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.api.services import create_api_token
from agencies.audit.models import AuditEntry
from agencies.people.models import SeatHolding
from recruitment.homes.queries import homes_text, vacancy_homes
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.services import copy_vacancy
from recruitment.vacancy_life.services import ask_vacancy_back, check_vacancy
from tests.factories import make_actor
from tests.factories_recruitment import (
    make_department,
    make_employer,
    make_province,
    office_of,
    representative_of,
    verified_employer,
)
from tests.recruitment.api.test_api import TIMES, schemathesis_asks

pytestmark = pytest.mark.django_db
PATH = "/api/v1/own-vacancies/HR-2026.11_7"


def token_of(employer) -> str:
    scopes = ["own-vacancies:write"]
    return create_api_token(
        agency=employer.agency, name="HR", scopes=scopes, by=representative_of(employer)
    )[1]


@pytest.fixture
def token(employer):
    return token_of(employer)


def said(**given) -> dict:
    facts = {
        "title": "Thợ hàn",
        "people": 30,
        "occupation": "72",
        "skill": "cnkt",
        "description": "Hàn khung thép.",
        "contract": "u36",
        "shift": "two",
        "base_wage": {"least": 6},
        "income": {"least": 9.5, "most": 12},
        "benefits": ["meals", "dormitory"],
        "apply_by": str(timezone.localdate() + timedelta(days=30)),
    }
    return facts | given


def ask(client, token, method="put", path=PATH, **given):
    body = json.dumps(said(**given)) if method == "put" else ""
    headers = {"authorization": f"Bearer {token}"}
    return getattr(client, method)(path, body, content_type="application/json", headers=headers)


def test_a_new_number_is_a_vacancy_that_waits_to_be_checked(client, employer, token):
    answer = ask(client, token)
    vacancy = Vacancy.objects.get()
    assert (answer.status_code, answer.json()["state"], answer.json()["id"]) == (
        201,
        "submitted",
        vacancy.pk,
    )
    assert (vacancy.outside_id, vacancy.headcount, vacancy.income, vacancy.park) == (
        "HR-2026.11_7",
        30,
        "9,5–12 triệu",
        employer.park,
    )
    assert (vacancy.contact_name, vacancy.ward) == (employer.contact_name, employer.ward)
    assert AuditEntry.objects.filter(
        action="vacancy-submitted", person=representative_of(employer).person
    ).exists()


def test_the_same_again_changes_nothing_and_more_people_stay_public(client, employer, token):
    ask(client, token)
    vacancy = Vacancy.objects.get()
    assert (ask(client, token).status_code, Vacancy.objects.get().version) == (200, vacancy.version)
    check_vacancy(vacancy=vacancy, version=vacancy.version, by=office_of(employer))
    assert ask(client, token, people=50).json()["state"] == "published"
    assert ask(client, token, people=50, title="Thợ hàn 3G").json()["state"] == "submitted"
    assert Vacancy.objects.get().headcount == 50


def test_homes_are_named_by_old_or_new_names_and_the_same_again_changes_nothing(client, token):
    make_province("Lạng Sơn", "lang-son")
    homes = [{"province": "tỉnh Lạng Sơn", "people": 20}]
    ask(client, token, homes=homes)
    vacancy = Vacancy.objects.get()
    assert homes_text(vacancy_homes(vacancy)) == "Lạng Sơn 20"
    assert (ask(client, token, homes=homes).status_code, Vacancy.objects.get().version) == (
        200,
        vacancy.version,
    )
    for wrong in ({"province": "Lạng Sơn", "people": 31}, {"province": "Atlantis", "people": 1}):
        answer = ask(client, token, homes=[wrong])
        assert (answer.status_code, list(answer.json()["fields"])) == (422, ["homes"])
    assert (
        ask(client, token, homes=[{"province": "Lạng Sơn 5; Sơn La", "people": 1}]).status_code
        == 422
    )
    ask(client, token)
    assert vacancy_homes(vacancy) == ()


def test_what_was_asked_back_is_told_and_sent_again(client, employer, token):
    ask(client, token)
    vacancy = Vacancy.objects.get()
    ask_vacancy_back(
        vacancy=vacancy, version=vacancy.version, words="Ghi rõ ca.", by=office_of(employer)
    )
    answer = ask(client, token, "get").json()
    assert (answer["state"], answer["words"]) == ("asked_back", "Ghi rõ ca.")
    assert ask(client, token, shift="three").json()["state"] == "submitted"


def test_withdrawn_stays_withdrawn_and_its_number_is_used(client, token):
    ask(client, token)
    assert [ask(client, token, "delete").json()["state"] for _time in range(2)] == ["withdrawn"] * 2
    assert ask(client, token).status_code == 409
    assert [ask(client, token, method, f"{PATH}x").status_code for method in ("get", "delete")] == [
        404,
        404,
    ]


def test_what_is_wrong_is_told_by_field_and_nothing_is_made(client, token):
    late = str(timezone.localdate() - timedelta(days=1))
    wrong = {
        "apply_by": {"apply_by": late},
        "income": {"income": {"least": 5}},
        "base_wage": {"base_wage": {"least": 9, "most": 7}},
        "probation_days": {"probation_days": 60},
        "bonus_condition": {"bonus": 3},
    }
    told = {}
    for field, given in wrong.items():
        answer = ask(client, token, **given)
        told[field] = (answer.status_code, list(answer.json()["fields"]))
    assert told == {field: (422, [field]) for field in wrong}
    unknown = [{"people": 0}, {"occupation": "99"}, {"benefits": ["gold"]}, {"title": "\0"}]
    assert [ask(client, token, **given).status_code for given in unknown] == [422] * 4
    assert not Vacancy.objects.exists()


def test_an_employer_that_is_not_verified_gets_drafts(client):
    province = make_province()
    make_department(province)
    employer = make_employer(province)
    assert ask(client, token_of(employer)).json()["state"] == "draft"


def test_nobody_keeps_what_is_another_s_nor_without_somebody_who_answers_for_it(
    client, employer, token
):
    ask(client, token)
    other = verified_employer(employer.province, employer.park)
    assert ask(client, token_of(other), "get").status_code == 404
    assert (ask(client, token_of(other)).status_code, Vacancy.objects.count()) == (201, 2)
    assert ask(client, "cld_x").status_code == 401
    official = make_actor()
    SeatHolding.objects.filter(seat=official.seat).update(is_administrator=True)
    foreign = create_api_token(
        agency=official.seat.agency, name="x", scopes=["own-vacancies:write"], by=official
    )[1]
    readers = create_api_token(
        agency=official.seat.agency, name="x", scopes=["vacancies:read"], by=official
    )[1]
    assert [ask(client, each).status_code for each in (foreign, readers)] == [403, 401]
    SeatHolding.objects.filter(seat__agency=employer.agency).update(
        ends_on="2026-01-01", starts_on="2020-01-01"
    )
    assert [ask(client, token, method).status_code for method in ("put", "delete")] == [401, 401]


def test_a_copy_has_no_number_and_the_database_refuses_a_second(client, employer, token):
    ask(client, token)
    copied = copy_vacancy(vacancy=Vacancy.objects.get(), by=representative_of(employer))
    assert copied.outside_id == ""
    with pytest.raises(IntegrityError, match="vacancy_outside_once"), transaction.atomic():
        Vacancy.objects.filter(pk=copied.pk).update(outside_id="HR-2026.11_7")


@TIMES
@pytest.mark.django_db(transaction=True)
def test_schemathesis_finds_nothing(token, times):
    answers = schemathesis_asks(token, times, "/api/v1/own-vacancies/")
    told = set().union(*answers.values())
    assert (len(answers), told - {200, 201, 404, 409, 422}) == (3, set())
