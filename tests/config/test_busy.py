"""A web server never waits without limit, and says so with all that was typed."""

import os
import re
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections
from django.test import Client, RequestFactory
from django.urls import reverse

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from config.middleware.busy import Slots, busy_answer, is_timeout
from config.middleware.trouble import TroubleMiddleware
from tests.factories import make_actor, sign_in
from tests.sources import ROOT

BUSY = "The portal is busy at the moment. Wait a few seconds, then try again."
BUSY_VI = "Hệ thống đang bận. Anh/chị chờ vài giây rồi thử lại."


@contextmanager
def locked(table: str):
    """By somebody who does not let go."""
    given = connection.get_connection_params()
    names = ("host", "port", "dbname", "user", "password")
    with psycopg.connect(**{name: given[name] for name in names if given.get(name)}) as other:
        other.execute(f'LOCK TABLE "{table}" IN ACCESS EXCLUSIVE MODE')
        yield


@contextmanager
def as_web_server(seconds: float = 0.3):
    """The limits that a web server's connections have."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {int(2000 * seconds)}")
        cursor.execute(f"SET lock_timeout = {int(1000 * seconds)}")
    try:
        yield
    finally:
        connection.close()


@pytest.fixture
def coordinator(transactional_db, client):
    actor = make_actor(role=SeatRole.COORDINATOR)
    sign_in(client, actor)
    client.raise_request_exception = False
    return actor


# What somebody sees -------------------------------------------------------------------------------
def test_a_page_of_a_locked_table_says_that_the_portal_is_busy(client, coordinator):
    with as_web_server(), locked("agencies_task"):
        answer = client.get(reverse("agencies:task-list"), {"q": "toan"})
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (
        503,
        "5",
        "no-store",
    )
    assert BUSY in answer.content.decode()
    assert f'href="{reverse("agencies:task-list")}?q=toan"' in answer.content.decode()
    assert client.get(reverse("agencies:task-list")).status_code == 200


def test_the_page_speaks_vietnamese(client, coordinator):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "vi"
    with as_web_server(), locked("agencies_task"):
        answer = client.get(reverse("agencies:task-list"))
    assert BUSY_VI in answer.content.decode()


@pytest.mark.parametrize("table", ["django_session", "agencies_person", "agencies_seatholding"])
def test_what_is_asked_before_the_page_may_be_locked_too(client, coordinator, table):
    with as_web_server(), locked(table):
        answer = client.get(reverse("agencies:must-do"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert BUSY in answer.content.decode()


def test_a_form_comes_back_with_all_that_was_typed(client, coordinator):
    path = reverse("agencies:breach-enter")
    typed = {
        "what": "Mất máy tính\ncủa cán bộ",
        "people": "12",
        "password": "bí mật",
        "data": '"><b>',
    }
    before = AuditEntry.objects.count()
    with as_web_server(), locked("agencies_breach"):
        answer = client.post(
            path, typed | {"day": "28/11/2026", "hour": "08:00", "harm": "x", "measures": "y"}
        )
    page = answer.content.decode()
    assert answer.status_code == 503
    assert f'<form method="post" action="{path}">' in page
    assert '<input type="hidden" name="what" value="Mất máy tính\ncủa cán bộ">' in page
    assert '<input type="hidden" name="data" value="&quot;&gt;&lt;b&gt;">' in page
    assert "csrfmiddlewaretoken" in page
    assert "bí mật" not in page
    assert AuditEntry.objects.count() == before


def test_a_script_gets_the_sentence_alone(client, coordinator):
    with as_web_server(), locked("agencies_task"):
        answer = client.get(reverse("agencies:task-list"), headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content.decode()) == (503, BUSY)


def test_a_program_gets_json(client, coordinator):
    with as_web_server(), locked("agencies_apitoken"):
        answer = client.get("/api/v1/vacancies", headers={"Authorization": "Bearer cld_x"})
    assert (answer.status_code, answer.json(), answer["Retry-After"]) == (
        503,
        {"detail": BUSY},
        "5",
    )


@pytest.mark.django_db(transaction=True)
def test_a_statement_that_takes_too_long_is_ended():
    began = time.monotonic()
    with as_web_server(), connection.cursor() as cursor, pytest.raises(OperationalError) as ended:
        cursor.execute("SELECT pg_sleep(20)")
    assert time.monotonic() - began < 5
    request = RequestFactory().get("/")
    assert (
        TroubleMiddleware(lambda request: None).process_exception(request, ended.value).status_code
        == 503
    )
    assert TroubleMiddleware(lambda request: None).process_exception(request, ValueError()) is None
    assert not is_timeout(OperationalError("the server is gone"))


def test_control_without_the_limits_a_locked_table_holds_the_thread(client, coordinator):
    answers = []

    def ask() -> None:
        answers.append(client.get(reverse("agencies:task-list")).status_code)
        connections.close_all()

    waiting = threading.Thread(target=ask)
    with locked("agencies_task"):
        waiting.start()
        waiting.join(2)
        assert (waiting.is_alive(), answers) == (True, [])
    waiting.join(10)
    assert answers == [200]


# Where the limits hold ----------------------------------------------------------------------------
def options_of(program: str, **environment: str) -> str:
    words = (
        "from django.conf import settings as s; print(s.DATABASES['default'].get('OPTIONS', "
        "{}).get('options', ''))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", f"{program}; {words}"],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return ended.stdout.strip().splitlines()[-1] if ended.stdout.strip() else ""


@pytest.mark.long("starts real processes")
def test_web_servers_alone_have_limits():
    web = "-c statement_timeout=5000 -c lock_timeout=3000"
    assert options_of("import config.wsgi") == web
    assert options_of("import config.wsgi", WEB_STATEMENT_TIMEOUT="8", WEB_LOCK_TIMEOUT="0.5") == (
        "-c statement_timeout=8000 -c lock_timeout=500"
    )
    assert options_of("import config.celery") == ""
    assert options_of("import django; django.setup()") == ""


def test_the_server_is_started_with_as_many_threads_as_the_settings_say():
    commands = [(ROOT / name).read_text() for name in ("Dockerfile", "config/trial/run.py")]
    started = [re.search(r'"--threads",\s*"(\d+)"', command)[1] for command in commands]
    assert started == [str(settings.WEB_THREADS)] * 2


# Threads and health -------------------------------------------------------------------------------
def test_health_is_answered_before_anything_is_asked():
    """No access to the database is allowed here, though a session is shown."""
    answer = Client(headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}=of-somebody"}).get(
        "/healthz"
    )
    assert answer.json() == {"status": "ok"}
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_slots_refuse_at_once_when_nothing_has_moved_for_a_while(monkeypatch):
    monkeypatch.setattr("config.middleware.busy.PATIENCE", 0.3)
    slots = Slots(2)
    with slots.take() as first, slots.take() as second:
        began = time.monotonic()
        with slots.take() as third:
            assert (first, second, third) == (True, True, False)
        assert 0.2 < time.monotonic() - began < 2
        began = time.monotonic()
        with slots.take() as fourth:
            assert not fourth
        assert time.monotonic() - began < 0.1
    with slots.take() as again:
        assert again


def test_slots_wait_while_others_come_and_go():
    slots, taken = Slots(1), []

    def work() -> None:
        with slots.take() as is_taken:
            taken.append(is_taken)
            time.sleep(0.05)

    threads = [threading.Thread(target=work) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken == [True] * 12


def test_the_busy_answer_asks_the_database_nothing(rf):
    assert (
        busy_answer(rf.get("/nhiem-vu/")).status_code == 503
    )  # no access to the database is allowed here
    assert busy_answer(rf.post("/nhiem-vu/", {"a": "b"})).status_code == 503
