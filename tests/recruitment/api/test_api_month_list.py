"""The API by which an employer's program sends its whole list: compared with what is open, recorded
at once, and asked about where it is not certain.
"""

import json

import pytest

from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_life.services import check_vacancy
from tests.factories_recruitment import office_of, published_vacancy, verified_employer
from tests.recruitment.api.test_api import TIMES, schemathesis_asks
from tests.recruitment.api.test_api_outside import said, token_of
from tests.together import at_once

pytestmark = pytest.mark.django_db
PATH = "/api/v1/own-vacancies"


@pytest.fixture
def token(employer):
    return token_of(employer)


def listed(number: str, **given) -> dict:
    return said(**given) | {"outside_id": number}


def send(client, token, *vacancies, **given):
    body = json.dumps({"vacancies": list(vacancies), **given})
    headers = {"authorization": f"Bearer {token}"}
    return client.put(PATH, body, content_type="application/json", headers=headers)


def groups(answer) -> dict[str, list[str]]:
    """Numbers of the program, by what was done."""
    told = answer.json()
    names = ("unchanged", "changed", "made", "ended", "gone")
    return {name: [each["outside_id"] for each in told[name]] for name in names if told[name]}


def publish_all(employer) -> None:
    for vacancy in Vacancy.objects.filter(status="submitted"):
        check_vacancy(vacancy=vacancy, version=vacancy.version, by=office_of(employer))


def test_a_list_is_made_then_changed_and_the_same_again_changes_nothing(client, employer, token):
    first = [listed("A"), listed("B", title="Bảo vệ"), listed("C", title="Kế toán")]
    assert groups(send(client, token, *first)) == {"made": ["A", "B", "C"]}
    publish_all(employer)
    second = [listed("A"), listed("B", title="Bảo vệ", people=40), listed("D", title="Lái xe")]
    answer = send(client, token, *second)
    assert groups(answer) == {
        "unchanged": ["A"],
        "changed": ["B"],
        "made": ["D"],
        "gone": ["C"],
    }
    assert answer.json()["changed"][0]["fields"] == ["people"]
    before = dict(Vacancy.objects.values_list("pk", "version"))
    assert groups(send(client, token, *second)) == {"unchanged": ["A", "B", "D"], "gone": ["C"]}
    assert dict(Vacancy.objects.values_list("pk", "version")) == before
    stands = dict(Vacancy.objects.values_list("outside_id", "status"))
    assert stands == {"A": "published", "B": "published", "C": "published", "D": "submitted"}


def test_what_is_gone_ends_only_as_it_is_said_to(client, employer, token):
    send(client, token, *(listed(number, title=f"Thợ {number}") for number in "ABCD"))
    publish_all(employer)
    keys = dict(Vacancy.objects.values_list("outside_id", "pk"))
    endings = [
        {"id": keys["B"], "outcome": "filled", "people_taken_on": 12},
        {"id": keys["C"], "outcome": "nobody"},
    ]
    answer = send(client, token, listed("A", title="Thợ A"), endings=endings, others="withdrawn")
    assert groups(answer) == {"unchanged": ["A"], "ended": ["B", "C", "D"]}
    outcomes = dict(Vacancy.objects.values_list("outside_id", "outcome"))
    assert outcomes == {"A": "", "B": "filled", "C": "nobody", "D": "withdrawn"}
    assert sum(Vacancy.objects.get(outside_id="B").fills.values_list("people", flat=True)) == 12


def test_a_dry_run_says_the_same_and_does_nothing(client, employer, token):
    send(client, token, listed("A"))
    answer = send(
        client,
        token,
        listed("B", title="Kế toán"),
        others="nobody",
        dry_run=True,
    )
    assert groups(answer) == {"made": ["B"], "ended": ["A"]}
    assert (answer.json()["is_dry_run"], answer.json()["made"][0]["id"]) == (True, None)
    assert list(Vacancy.objects.values_list("outside_id", "status")) == [("A", "submitted")]


def test_what_was_made_elsewhere_is_found_by_its_title_and_gets_the_number(client, employer, token):
    same = {"occupation": "72", "skill": "cnkt", "shift": "two", "own_code": "VT-1"}
    vacancy = published_vacancy(employer, title="Thợ hàn", headcount=30, **same)
    assert groups(send(client, token, listed("A"))) == {"changed": ["A"]}
    vacancy.refresh_from_db()
    assert (vacancy.outside_id, vacancy.own_code, Vacancy.objects.count()) == ("A", "VT-1", 1)
    assert groups(send(client, token, listed("A"))) == {"unchanged": ["A"]}


def test_what_is_uncertain_is_asked_about_by_a_refusal(client, employer, token):
    vacancy = published_vacancy(employer, title="Nhân viên an ninh", occupation="54")
    guard = listed("A", title="Bảo vệ", occupation="54")
    answer = send(client, token, guard)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["vacancies.0.id"])
    assert f"{vacancy.pk} “Nhân viên an ninh”" in answer.json()["detail"]
    dry = {"dry_run": True}
    assert groups(send(client, token, guard | {"id": vacancy.pk}, **dry)) == {"changed": ["A"]}
    assert groups(send(client, token, guard | {"is_new": True}, **dry)) == {
        "made": ["A"],
        "gone": [""],
    }


def test_another_number_of_the_program_is_never_the_same_vacancy_without_asking(client, token):
    send(client, token, listed("A-1"))
    answer = send(client, token, listed("A1", people=31))
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["vacancies.0.id"])
    both = [listed("A-1"), listed("A1", people=31)]
    assert groups(send(client, token, *both)) == {"unchanged": ["A-1"], "made": ["A1"]}


def test_what_is_wrong_is_named_by_its_place_and_nothing_is_done(client, employer, token):
    other = published_vacancy(verified_employer(employer.province, employer.park))
    wrong = [
        (listed("A", income={"least": 5}), {}, "vacancies.0.income"),
        (listed("A", people=0), {}, "vacancies.0.people"),
        (listed("A", salary=1), {}, "vacancies.0.salary"),
        (listed("A", park="KCN Không Có"), {}, "vacancies.0.park"),
        (listed("A b"), {}, "vacancies.0.outside_id"),
        (listed("A") | {"id": other.pk}, {}, "vacancies.0.id"),
        (listed("A"), {"month": 1}, "month"),
        (listed("A"), {"others": "filled"}, "others"),
        (listed("A"), {"endings": [{"id": other.pk, "outcome": "nobody"}]}, "endings.0.id"),
    ]
    for vacancy, given, place in wrong:
        answer = send(client, token, vacancy, **given)
        assert (answer.status_code, list(answer.json()["fields"])) == (422, [place])
    twice = send(client, token, listed("A"), listed("A"))
    assert list(twice.json()["fields"]) == ["vacancies.0.outside_id", "vacancies.1.outside_id"]
    assert not Vacancy.objects.exclude(pk=other.pk).exists()


def test_a_number_whose_vacancy_has_ended_and_an_end_that_cannot_be_are_refused(
    client, employer, token
):
    send(client, token, listed("A"), listed("B", title="Kế toán"))
    publish_all(employer)
    key = Vacancy.objects.get(outside_id="B").pk
    filled = {"endings": [{"id": key, "outcome": "filled"}]}
    answer = send(client, token, listed("A", people=99), **filled)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["endings.0"])
    assert Vacancy.objects.get(outside_id="A").headcount == 30
    assert groups(send(client, token, listed("A"), others="withdrawn"))["ended"] == ["B"]
    answer = send(client, token, listed("A"), listed("B", title="Kế toán"))
    assert list(answer.json()["fields"]) == ["vacancies.1.outside_id"]


@pytest.mark.django_db(transaction=True)
def test_one_list_sent_twice_at_once_is_made_once(client, token):
    from django.test import Client

    answers = at_once(*(lambda: send(Client(), token, listed("A")).status_code for _time in "12"))
    assert (200 in answers, set(answers) <= {200, 409}) == (True, True)
    assert Vacancy.objects.count() == 1


@TIMES
@pytest.mark.django_db(transaction=True)
def test_schemathesis_finds_nothing(token, times):
    answers = schemathesis_asks(token, times, PATH)
    told = set().union(*answers.values())
    assert (len(answers), told - {200, 201, 404, 409, 422}) == (4, set())
