"""What an employer's program sends: each field reaches the facts, and nothing is taken for
something else without a word.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from recruitment.api.own_vacancy import SENT_AS, OwnVacancyIn, own_vacancy_facts
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_facts.facts import FACTS
from tests.factories_recruitment import make_board, make_park, make_province
from tests.recruitment.api.test_api_outside import ask, said, token_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
SENT = {SENT_AS.get(name, name): name for name in FACTS}


@pytest.fixture
def token(employer):
    return token_of(employer)


def other_values(employer) -> dict[str, Any]:
    """For each field another value than that of `said`."""
    return {
        "title": "Thợ tiện",
        "people": 31,
        "homes": [{"province": "Lạng Sơn", "people": 5}],
        "occupation": "82",
        "skill": "none",
        "schooling": "upper",
        "experience": "u1",
        "description": "Tiện trục.",
        "contract": "open",
        "shift": "day",
        "horizon": "short",
        "probation_days": 3,
        "base_wage": {"least": 7},
        "income": {"least": 10},
        "bonus": 2,
        "bonus_condition": "Sau 2 tháng.",
        "benefits": ["bus"],
        "benefits_note": "Xe đón tại Chũ.",
        "park": make_park(make_board(employer.province)).name,
        "ward": "Phường Vân Hà",
        "address": "Lô B2",
        "papers": "CCCD",
        "way": "fair",
        "apply_by": str(timezone.localdate() + timedelta(days=20)),
        "publish_on": str(timezone.localdate() + timedelta(days=5)),
        "contact_name": "Hoa",
        "contact_phone": "0912000999",
        "own_code": "VT-01",
    }


def facts_reached(kind: type[OwnVacancyIn], employer, field: str, value: object) -> set[str]:
    """The facts that change with a field."""
    place = {"ward": employer.ward, "address": employer.address}
    before = own_vacancy_facts(kind(**said(**place)), employer)
    after = own_vacancy_facts(kind(**said(**place) | {field: value}), employer)
    return {name for name in FACTS if getattr(before, name) != getattr(after, name)}


def test_each_field_reaches_its_fact_and_no_other(employer):
    make_province("Lạng Sơn", "lang-son")
    others = other_values(employer)
    assert others.keys() == OwnVacancyIn.model_fields.keys() == SENT.keys()
    reached = {
        field: facts_reached(OwnVacancyIn, employer, field, value)
        for field, value in others.items()
    }
    assert reached == {field: {SENT[field]} for field in others}


def test_control_a_field_that_nobody_reads_is_found(employer):
    class Longer(OwnVacancyIn):
        night_pay: int = 0

    assert facts_reached(Longer, employer, "night_pay", 30) == set()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"salary": 9}, "salary"),
        ({"Title": "x"}, "Title"),
        ({"income": {"least": 9, "most": 12, "unit": "VND"}}, "income.unit"),
        ({"homes": [{"province": "Lạng Sơn", "people": 1, "sex": "nữ"}]}, "homes.0.sex"),
        ({"people": "30"}, "people"),
        ({"people": True}, "people"),
        ({"people": 30.5}, "people"),
        ({"bonus": True}, "bonus"),
        ({"income": {"least": True}}, "income.least"),
        ({"apply_by": 1798675200}, "apply_by"),
        ({"apply_by": "2026-12-30T00:00:00"}, "apply_by"),
        ({"apply_by": "30/12/2026"}, "apply_by"),
        ({"occupation": "99"}, "occupation"),
        ({"occupation": "Thợ hàn"}, "occupation"),
        ({"benefits": ["meals", "gold"]}, "benefits.1"),
        ({"park": ""}, "park"),
        ({"park": "  "}, "park"),
        ({"park": "KCN Không Có"}, "park"),
    ],
)
def test_what_is_not_known_is_refused_by_its_name(client, token, given, field):
    answer = ask(client, token, **given)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])
    assert not Vacancy.objects.exists()


@pytest.mark.parametrize("park", ["ngoài", "Ngoài KCN", "another"])
def test_in_another_park_the_employer_s_own_address_is_not_taken_for_granted(
    client, employer, token, park
):
    name = make_park(make_board(employer.province)).name if park == "another" else park
    answer = ask(client, token, park=name)
    sentence = "Ghi rõ địa chỉ: khu công nghiệp này khác nơi doanh nghiệp đã đăng ký."
    assert (answer.status_code, answer.json()["fields"]) == (
        422,
        {"ward": [sentence], "address": [sentence]},
    )
    assert ask(client, token, park=name, ward="Xã A", address="Thôn B").status_code == 201
    kept = Vacancy.objects.get()
    assert ((kept.park and kept.park.name), kept.ward) == (
        name if park == "another" else None,
        "Xã A",
    )


def test_a_draft_can_be_withdrawn_and_a_body_that_is_no_json_is_told(client, employer, token):
    headers = {"authorization": f"Bearer {token}"}
    path = "/api/v1/own-vacancies/1"
    answer = client.put(path, "{", content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()) == (400, {"detail": "Cannot parse request body"})
    answer = client.put(path, "", content_type="application/json", headers=headers)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["body"])


def test_facts_are_a_value_that_can_be_compared(employer):
    facts = own_vacancy_facts(OwnVacancyIn(**said()), employer)
    assert replace(facts, title="x") != facts
