"""Below /api/ every answer is JSON, whoever refuses: the router, the operation, Django, a
middleware, a fault.
"""

import json

import pytest
from django.test import Client

from agencies.api.services import create_api_token
from config.middleware.api_errors import SENTENCES
from config.middleware.bodies import OF_STRANGERS
from config.trial.checks.api_description import lint_description
from recruitment.api import views as api
from tests.factories import make_actor

pytestmark = pytest.mark.django_db
VACANCIES = "/api/v1/vacancies"


@pytest.fixture
def token():
    from agencies.people.models import SeatHolding

    owner = make_actor()
    SeatHolding.objects.filter(seat=owner.seat).update(is_administrator=True)
    return create_api_token(
        agency=owner.seat.agency, name="Báo", scopes=["vacancies:read"], by=owner
    )[1]


def told(answer) -> tuple[int, str, object]:
    return answer.status_code, answer["Content-Type"], json.loads(answer.content)


def refused(code: int) -> tuple[int, str, object]:
    return code, "application/json", {"detail": SENTENCES[code]}


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/none", "/api/v2/vacancies", "/api/v1/vacancies/x/y", "/api/%00"]
)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "patch"])
def test_an_unknown_address(client, path, method):
    assert told(getattr(client, method)(path)) == refused(404)


def test_a_method_that_is_not_taken_names_those_that_are(client):
    answer = client.post(VACANCIES)
    assert (told(answer), answer["Allow"]) == (refused(405), "GET")


def test_what_is_not_understood(client, token):
    headers = {"authorization": f"Bearer {token}"}
    code, kind, said = told(client.get(VACANCIES, {"limit": "x"}, headers=headers))
    assert (code, kind, said["detail"][0]["loc"], list(said["fields"])) == (
        422,
        "application/json; charset=utf-8",
        ["query", "limit"],
        ["limit"],
    )


def test_without_a_token(client):
    answer = client.get(VACANCIES)
    assert told(answer) == (
        401,
        "application/json; charset=utf-8",
        {"detail": "Send “Authorization: Bearer …” with a live token that opens this."},
    )
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_fault_of_the_portal(token, monkeypatch):
    monkeypatch.setattr(api, "changed_vacancies", lambda **given: 1 / 0)
    client = Client(raise_request_exception=False)
    assert told(client.get(VACANCIES, headers={"authorization": f"Bearer {token}"})) == refused(500)


def test_a_foreign_host(client):
    assert told(client.get(VACANCIES, headers={"host": "evil.example"})) == refused(400)


def test_a_body_that_is_too_large(client):
    answer = client.put(
        "/api/v1/own-vacancies/1", b"x" * (OF_STRANGERS + 1), content_type="application/json"
    )
    assert told(answer) == refused(413)


def test_pages_stay_pages(client):
    answer = client.get("/khong-co-trang-nay/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")


# The description ----------------------------------------------------------------------------------
def test_redocly_accepts_the_description(client):
    assert lint_description(client.get("/api/v1/openapi.json").json()) == []


def test_control_redocly_finds_an_operation_without_a_name(client):
    broken = client.get("/api/v1/openapi.json").json()
    del broken["paths"][VACANCIES]["get"]["operationId"]
    assert lint_description(broken) == [
        "operation-operationId: Operation object should contain `operationId` field. "
        "(#/paths/~1api~1v1~1vacancies/get/operationId)"
    ]
