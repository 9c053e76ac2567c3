"""The API: described, tested against its replies, opened by tokens alone, and never with a contact
in it.
"""

import json
from datetime import timedelta

import pytest
import schemathesis
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from agencies.api import views as api
from agencies.api.models import ApiToken
from agencies.api.services import MOST, create_api_token, revoke_api_token
from agencies.audit.models import AuditEntry
from agencies.errors import RuleError
from agencies.people.models import SeatHolding
from recruitment.api.change_feed import SETTLED
from recruitment.load.vacancies import generate_vacancies
from recruitment.registration.services import ask_employer_back
from recruitment.vacancies.choices import Benefit, VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_facts.facts import CHOICES
from recruitment.vacancy_life.services import close_vacancy
from tests.checksums import fingerprint
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    draft_vacancy,
    office_of,
    published_vacancy,
    representative_of,
    submitted_vacancy,
)
from tests.long import first_and_long

pytestmark = pytest.mark.django_db
ALL = ["vacancies:read", "provinces:read"]
VACANCIES = "/api/v1/vacancies"
MORE_CODES = {"benefits": Benefit, "state": VacancyStatus}


@pytest.fixture
def owner():
    actor = make_actor()
    SeatHolding.objects.filter(seat=actor.seat).update(is_administrator=True)
    return actor


@pytest.fixture
def token(owner):
    return create_api_token(agency=owner.seat.agency, name="Báo", scopes=ALL, by=owner)[1]


def asked(client, token, path=VACANCIES, **query):
    return client.get(path, query, headers={"authorization": f"Bearer {token}"})


def settle() -> None:
    """As if some seconds had passed since the last change."""
    for vacancy in Vacancy.objects.all():
        Vacancy.objects.filter(pk=vacancy.pk).update(changed_at=vacancy.changed_at - 2 * SETTLED)


# The description and the replies ------------------------------------------------------------------
def schemathesis_asks(token: str, times: int, below: str = "") -> dict[str, set[int]]:
    """Whatever the description allows and forbids, of the addresses that begin with `below`; each
    reply is held against it. The answers by operation, which each is asked so many times.
    """
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    few = settings(
        max_examples=times,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    answers: dict[str, set[int]] = {}
    rules = [
        positive_data_acceptance
    ]  # what is written has rules that no schema tells: days, wages, probation
    operations = [found.ok() for found in schema.get_all_operations()]
    for operation in (each for each in operations if each.path.startswith(below)):

        @few
        @given(case=operation.as_strategy())
        def check(case):
            caches["local"].clear()
            headers = {
                "Authorization": f"Bearer {token}",
                "Accept-Encoding": "identity",
            }  # WSGI unpacks nothing
            answer = case.call_and_validate(
                headers=headers, excluded_checks=rules if case.method == "PUT" else []
            )
            answers.setdefault(case.operation.label, set()).add(answer.status_code)

        check()
    return answers


TIMES = pytest.mark.parametrize("times", first_and_long([8, 25], "asks the same more often"))


@TIMES
@pytest.mark.django_db(transaction=True)
def test_schemathesis_finds_nothing(token, employer, times):
    published_vacancy(employer)
    settle()
    answers = schemathesis_asks(token, times)
    assert (len(answers), set().union(*answers.values()) - {200, 400, 401, 404, 422}) == (10, set())


@pytest.mark.django_db(transaction=True)
def test_control_schemathesis_finds_a_reply_that_breaks_the_description(token, monkeypatch):
    monkeypatch.setattr(api, "find_province", lambda name, on: 1 / 0)
    with pytest.raises(BaseException, match="Server error"):
        schemathesis_asks(token, 8)


def test_it_is_openapi_3_1_and_names_every_operation(client):
    said = client.get("/api/v1/openapi.json").json()
    assert said["openapi"].startswith("3.1")
    assert sorted(said["paths"]) == [
        "/api/v1/codes",
        "/api/v1/own-vacancies",
        "/api/v1/own-vacancies/{outside_id}",
        "/api/v1/parks",
        "/api/v1/provinces",
        "/api/v1/provinces/{key}",
        "/api/v1/vacancies",
        "/api/v1/vacancies/{id}",
    ]


# Vacancies ----------------------------------------------------------------------------------------
def test_what_is_published_without_any_contact(client, token, employer):
    vacancy = published_vacancy(employer, contact_name="Dương Thị Mến", contact_phone="0912000641")
    submitted_vacancy(employer, title="Chờ duyệt")
    draft_vacancy(employer, title="Nháp")
    settle()
    answer = asked(client, token)
    [item] = answer.json()["items"]
    assert (item["id"], item["state"], item["vacancy"]["title"]) == (
        vacancy.pk,
        "published",
        "Công nhân lắp ráp",
    )
    assert (item["vacancy"]["income"], item["vacancy"]["occupation_version"]) == (
        {"least": "9.00", "most": "12.00"},
        "VSCO 2020",
    )
    text = answer.content.decode()
    assert [
        word for word in ("Mến", "0912000641", "0912", employer.contact_email) if word in text
    ] == []
    one = asked(client, token, f"{VACANCIES}/{vacancy.pk}").json()
    assert one == item["vacancy"]


def test_ended_and_hidden_ones_are_told_without_what_may_not_be_shown(client, token, employer):
    ended, hidden = published_vacancy(employer), published_vacancy(employer, title="Khác")
    close_vacancy(
        vacancy=ended, version=ended.version, outcome="withdrawn", by=representative_of(employer)
    )
    settle()
    since = timezone.now().isoformat()
    said = {item["id"]: item["state"] for item in asked(client, token).json()["items"]}
    assert said == {ended.pk: "withdrawn", hidden.pk: "published"}
    ask_employer_back(
        employer=employer, version=employer.version, words="Bổ sung.", by=office_of(employer)
    )
    Vacancy.objects.filter(pk=hidden.pk).update(changed_at=timezone.now() - SETTLED)
    items = {item["id"]: item for item in asked(client, token).json()["items"]}
    assert (items[hidden.pk]["state"], items[hidden.pk]["vacancy"]) == ("paused", None)
    assert asked(client, token, f"{VACANCIES}/{hidden.pk}").status_code == 404
    assert asked(client, token, changed_since=since).json()["items"] == []


@pytest.mark.parametrize("limit", [1, 7, 100])
def test_all_pages_hold_each_vacancy_once_in_the_order_of_change(client, token, limit):
    generate_vacancies(40, seed=1, today=timezone.localdate())
    Vacancy.objects.filter(pk__in=Vacancy.objects.values("pk")[:20]).update(
        changed_at=timezone.now() - 9 * SETTLED
    )
    found, after = [], {}
    while True:
        page = asked(client, token, limit=limit, **after).json()
        found += [item["id"] for item in page["items"]]
        assert page["next"] == page["resume"]
        if page["is_end"]:
            break
        after = {"after": page["next"]}
    assert found == list(Vacancy.objects.order_by("changed_at", "pk").values_list("pk", flat=True))


def test_a_change_is_told_once_it_has_settled(client, token, employer):
    published_vacancy(employer)
    assert asked(client, token).json()["items"] == []
    settle()
    assert len(asked(client, token).json()["items"]) == 1


@pytest.mark.parametrize(
    "query",
    [
        {"limit": 0},
        {"limit": 101},
        {"limit": [1, 2]},
        {"after": "x"},
        {"after": "1-2-3"},
        {"after": "9999999999999999-1"},
        {"after": ""},
        {"changed_since": "hôm qua"},
        {"changed_since": "2026-11-01T00:00:00"},
        {"changed_since": "2026-11-01T00:00:00 07:00"},
        {"changed_since": "2026-11-01"},
        {"changed_since": "1793509200"},
        {"changed_since": ""},
        {"park": "KCN Quang Châu"},
        {"Limit": 5},
    ],
)
def test_what_is_not_understood_is_refused_by_its_name(client, token, query):
    answer = asked(client, token, **query)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, list(query))


@pytest.mark.parametrize(
    "path", ["/codes", "/parks", "/vacancies/1", "/provinces/hue", "/provinces?name=Huế"]
)
def test_every_operation_refuses_a_parameter_that_it_does_not_know(client, token, path):
    sign = "&" if "?" in path else "?"
    answer = asked(client, token, f"/api/v1{path}{sign}lang=vi")
    known = "name, on" if "?" in path else "none"
    assert (answer.status_code, answer.json()["fields"]) == (
        422,
        {"lang": [f"There is no such parameter. Known here: {known}."]},
    )


@pytest.mark.parametrize("given", ["2026-11-01T00:00:00", "2026-11-01T00:00:00 07:00"])
def test_a_moment_without_its_zone_is_told_how_to_write_it(client, token, given):
    [sentence] = asked(client, token, changed_since=given).json()["fields"]["changed_since"]
    assert sentence == (
        "The time zone is missing. Write 2026-11-01T00:00:00+07:00 or 2026-10-31T17:00:00Z; "
        "in an address + is written %2B."
    )


def test_an_empty_page_says_where_to_go_on(client, token, employer):
    """`next` was null there, so a program that began early had nothing to keep."""
    first = asked(client, token).json()
    later = asked(client, token, changed_since="2100-12-31T00:00:00Z").json()
    again = asked(client, token, after=later["next"], changed_since="2026-11-01T00:00:00Z").json()
    assert (first["next"], later["next"], again["next"]) == (
        "0-0",
        "4133894400000000-0",
        "4133894400000000-0",
    )
    vacancy = published_vacancy(employer)
    settle()
    page = asked(client, token, after=first["next"]).json()
    assert ([item["id"] for item in page["items"]], page["is_end"]) == ([vacancy.pk], True)
    assert asked(client, token, after=later["next"]).json()["items"] == []


# Codes and parks ----------------------------------------------------------------------------------
def test_codes_have_their_names_in_both_languages(client, token):
    said = asked(client, token, "/api/v1/codes").json()
    assert said["occupation_version"] == "VSCO 2020"
    assert said["codes"]["occupation"][0] == {
        "code": "82",
        "name": "Thợ lắp ráp",
        "english_name": "Assembling",
    }
    assert {name: len(codes) for name, codes in said["codes"].items()} == {
        name: len(kind) for name, kind in (*CHOICES.items(), *MORE_CODES.items())
    }


def test_the_parks_that_can_be_named(client, token, employer):
    assert asked(client, token, "/api/v1/parks").json() == {
        "parks": [{"name": employer.park.name, "province": employer.province.slug}]
    }


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_rows(client, token, count, django_assert_max_num_queries):
    generate_vacancies(count, seed=1, today=timezone.localdate())
    with django_assert_max_num_queries(6):  # the token, the count of its requests, the page
        asked(client, token)


# Provinces ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "found", "today"),
    [
        ({"name": "Bắc Giang"}, "bac-giang", "bac-ninh-2025"),
        ({"name": "bac giang", "on": "2024-03-06"}, "bac-giang", "bac-ninh-2025"),
        ({"name": "tỉnh Lạng Sơn"}, "lang-son", "lang-son"),
        ({"name": "Bắc Ninh", "on": "2024-03-06"}, "bac-ninh", "bac-ninh-2025"),
        ({"name": "Bắc Ninh"}, "bac-ninh-2025", "bac-ninh-2025"),
    ],
)
def test_a_province_by_its_name_of_a_day(client, token, query, found, today):
    said = asked(client, token, "/api/v1/provinces", **query).json()
    assert (said["found"]["key"], said["today"]["key"]) == (found, today)


def test_no_such_province(client, token):
    assert asked(client, token, "/api/v1/provinces", name="Atlantis").status_code == 404
    assert asked(client, token, "/api/v1/provinces/atlantis").status_code == 404
    merged = asked(client, token, "/api/v1/provinces/bac-ninh-2025").json()["merged_into_it"]
    assert sorted(each["key"] for each in merged) == ["bac-giang", "bac-ninh"]


# Tokens -------------------------------------------------------------------------------------------
def test_without_a_live_token_of_the_scope_nothing_opens(client, owner, token):
    assert client.get(VACANCIES).status_code == 401
    sign_in(client, owner)
    assert client.get(VACANCIES).status_code == 401  # a session is no token
    client.logout()
    for wrong in ("", "x", token[:-1], token.upper(), "\u00e9" * 10):
        assert asked(client, wrong).status_code == 401
    narrow = create_api_token(
        agency=owner.seat.agency, name="x", scopes=["provinces:read"], by=owner
    )[1]
    assert (
        asked(client, narrow).status_code,
        asked(client, narrow, "/api/v1/provinces", name="Huế").status_code,
    ) == (
        401,
        200,
    )
    revoke_api_token(token=ApiToken.objects.of_token(token).get(), by=owner)
    assert asked(client, token).status_code == 401


def test_only_its_hash_is_kept_and_the_log_has_neither(token):
    kept = ApiToken.objects.get()
    assert (len(kept.token_digest), token.startswith("cld_")) == (64, True)
    told = json.dumps(
        list(AuditEntry.objects.values("before", "after", "target_label")), default=str
    )
    assert (token in told, kept.token_digest in told) == (False, False)


def test_only_an_administrator_makes_and_stops_tokens(client, owner, token):
    stranger = make_actor(agency=owner.seat.agency)
    with pytest.raises(RuleError, match="Chỉ người quản trị của cơ quan được làm việc này"):
        create_api_token(agency=owner.seat.agency, name="x", scopes=ALL, by=stranger)
    with pytest.raises(RuleError, match="Chỉ người quản trị của cơ quan được làm việc này"):
        revoke_api_token(token=ApiToken.objects.get(), by=stranger)
    sign_in(client, stranger)
    assert (
        client.get(reverse("agencies:api-token-list", args=[owner.seat.agency_id])).status_code
        == 404
    )
    assert (
        client.post(
            reverse("agencies:api-token-revoke", args=[ApiToken.objects.get().pk])
        ).status_code
        == 404
    )


def test_the_page_shows_the_text_once(client, owner):
    sign_in(client, owner)
    url = reverse("agencies:api-token-list", args=[owner.seat.agency_id])
    assert client.post(url, {"name": "Báo"}).status_code == 422
    page = client.post(url, {"name": "Báo", "scopes": ["vacancies:read"]})
    text = page.context["text"]
    assert (text in page.content.decode(), text in client.get(url).content.decode()) == (
        True,
        False,
    )
    assert asked(client, text).status_code == 200


def test_an_agency_has_at_most_twenty(owner):
    for _number in range(MOST):
        create_api_token(agency=owner.seat.agency, name="x", scopes=ALL, by=owner)
    with pytest.raises(RuleError, match="Mỗi cơ quan có tối đa 20 mã"):
        create_api_token(agency=owner.seat.agency, name="x", scopes=ALL, by=owner)


def test_who_asks_too_often_waits_and_others_do_not(client, owner, token, monkeypatch):
    monkeypatch.setattr(api, "MOST_IN_A_MINUTE", 3)
    other = create_api_token(agency=owner.seat.agency, name="x", scopes=ALL, by=owner)[1]
    answers = [asked(client, token) for _number in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert asked(client, other).status_code == 200


def test_nothing_is_written_by_asking(client, token, employer):
    published_vacancy(employer)
    settle()
    asked(client, token)
    before = fingerprint()
    asked(client, token, changed_since=(timezone.now() - timedelta(days=1)).isoformat())
    assert fingerprint() == before
