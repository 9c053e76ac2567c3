"""Each request has a number, by which its answer, the page of a fault and the log name it, and
nothing else does.
"""

import gc
import logging
import re
import weakref

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from config.logs.facts import KEY, Facts, current_facts, current_request_id, set_facts
from config.logs.middleware import HEADER, RequestFactsMiddleware
from config.middleware.busy import busy_answer
from tests.factories import make_actor, make_person, sign_in

OWN = re.compile("[0-9a-f]{12}")
GIVEN = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def seen() -> list[Facts]:
    return []


@pytest.fixture
def answer(seen):
    """What the middleware makes of a request, behind which `seen` gathers the facts of the
    moment.
    """

    def view(request) -> HttpResponse:
        seen.append(current_facts())
        return HttpResponse(current_request_id())

    return RequestFactsMiddleware(view)


# Numbers ------------------------------------------------------------------------------------------
def test_each_answer_carries_its_own_number(rf, answer):
    first, second = answer(rf.get("/")), answer(rf.get("/"))
    assert OWN.fullmatch(first[HEADER])
    assert first[HEADER] != second[HEADER]
    assert first.content.decode() == first[HEADER]


@pytest.mark.parametrize(
    "given", [GIVEN, "a1b2c3d4-0000-4000-8000-0123456789ab", "Root.1-67891233_abcdef01"]
)
def test_a_trusted_proxy_gives_the_number(rf, answer, settings, given):
    settings.BEHIND_PROXY = True
    assert answer(rf.get("/", headers={HEADER: given}))[HEADER] == given


@pytest.mark.parametrize(
    "given",
    ["", "short", "x" * 65, "a b c d e f", "abcdefgh\r\nSet-Cookie: x", "<b>abcdefg", "đđđđđđđđ"],
)
def test_what_is_no_number_is_replaced(rf, answer, settings, given):
    settings.BEHIND_PROXY = True
    request = rf.get("/")
    request.META["HTTP_X_REQUEST_ID"] = given
    assert OWN.fullmatch(answer(request)[HEADER])


def test_without_a_proxy_nobody_gives_it(rf, answer, settings):
    settings.BEHIND_PROXY = False
    assert OWN.fullmatch(answer(rf.get("/", headers={HEADER: GIVEN}))[HEADER])


# Their end ----------------------------------------------------------------------------------------
def test_nothing_of_a_request_is_left_in_its_thread(rf, answer, seen):
    answer(rf.get("/"))
    assert (len(seen), seen[0].request_id != "", current_facts()) == (1, True, None)


def test_nor_when_it_breaks(rf):
    def broken(request) -> HttpResponse:
        raise PermissionDenied

    with pytest.raises(PermissionDenied):
        RequestFactsMiddleware(broken)(rf.get("/"))
    assert current_facts() is None


def test_control_facts_that_are_not_ended_are_the_next_ones_too():
    set_facts(Facts(request_id="left"))
    try:
        assert current_request_id() == "left"
    finally:
        set_facts(None)


def test_the_facts_do_not_keep_a_request_and_its_upload_alive(rf, answer):
    request = rf.get("/")
    answer(request)
    facts, gone = request.META[KEY], weakref.ref(request)
    gc.disable()
    try:
        del request
        assert gone() is None
    finally:
        gc.enable()
    assert facts.path == "/"


# Who acts -----------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_actor_is_named_by_numbers_alone(client):
    actor = make_actor(role=SeatRole.COORDINATOR)
    sign_in(client, actor)
    told = client.get(reverse("agencies:task-list")).wsgi_request.META[KEY].as_fields()
    assert {name: told.get(name) for name in ("person", "seat", "agency", "path")} == {
        "person": actor.person.pk,
        "seat": actor.seat.pk,
        "agency": actor.seat.agency_id,
        "path": reverse("agencies:task-list"),
    }


@pytest.mark.django_db
def test_who_signs_in_is_the_actor_and_who_may_not_is_nobody(client):
    password, path = "rất-dài-và-lạ-2026", reverse("account_login")
    person = make_person()
    person.set_password(password)
    person.save()
    refused = client.post(path, {"login": person.email, "password": "sai"})
    opened = client.post(path, {"login": person.email, "password": password})
    told = [answer.wsgi_request.META[KEY].as_fields() for answer in (refused, opened)]
    assert [fields.get("person") for fields in told] == [None, person.pk]


def test_nobody_is_looked_for_in_the_database(client):
    """No access to it is allowed here, though a session is shown."""
    client.cookies["session"] = "of-somebody"
    assert "person" not in client.get("/healthz").wsgi_request.META[KEY].as_fields()


# Pages --------------------------------------------------------------------------------------------
@pytest.fixture
def broken_page(client, monkeypatch):
    def broken(request) -> HttpResponse:
        raise ZeroDivisionError

    client.raise_request_exception = False
    monkeypatch.setattr("config.middleware.busy.healthz", broken)
    return client.get("/healthz")


def test_the_page_of_a_fault_names_the_number(broken_page):
    assert broken_page.status_code == 500
    page = broken_page.content.decode()
    assert f"<code>{broken_page[HEADER]}</code>" in page
    assert "Mã sự cố" in page
    assert OWN.fullmatch(broken_page[HEADER])


def test_so_does_the_page_of_a_busy_portal(rf):
    answer = RequestFactsMiddleware(busy_answer)(rf.get("/nhiem-vu/"))
    assert answer.status_code == 503
    assert f"<code>{answer[HEADER]}</code>" in answer.content.decode()


def test_programs_find_it_in_the_header(client):
    answer = client.get("/api/v1/khong-co")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    assert OWN.fullmatch(answer[HEADER])


def test_what_is_said_of_a_fault_carries_the_number(client, caplog, monkeypatch):
    def broken(request) -> HttpResponse:
        logging.getLogger("agencies.x").warning("near the fault")
        raise ZeroDivisionError

    numbers = []
    monkeypatch.setattr("config.middleware.busy.healthz", broken)
    client.raise_request_exception = False
    caplog.handler.addFilter(
        lambda record: numbers.append((record.name, current_request_id())) or True
    )
    answer = client.get("/healthz")
    assert ("agencies.x", answer[HEADER]) in numbers
    assert ("django.request", answer[HEADER]) in numbers
