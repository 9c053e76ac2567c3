"""The log of real processes: each line of gunicorn, worker, beat and commands is one valid JSON
object in one zone.
"""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from agencies.bodies.choices import SeatRole
from config.embedded.processes import wait_until
from tests.factories import make_actor
from tests.sources import ROOT
from tests.web_servers import database, production_server

pytestmark = pytest.mark.long("starts real processes")

JSON = {"LOG_FORMAT": "json", "LOG_LEVEL": "INFO"}
ONE_THREAD = ("--workers", "1", "--threads", "1")
NOWHERE = "postgresql://nobody@127.0.0.1:1/none"
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+07:00")


def events(log: Path) -> list[dict]:
    """Every line; one that is no JSON object with a stamp of the zone fails."""
    found = [json.loads(line) for line in log.read_text().split("\n")[:-1]]
    assert [event for event in found if not STAMP.fullmatch(event["time"])] == []
    return found


def requests_in(log: Path) -> list[dict]:
    return [event for event in events(log) if event["logger"] == "gunicorn.access"]


def wait_for_lines(log: Path, requests: int) -> None:
    """A request is logged after its answer is sent, so that the next one could come first."""
    assert wait_until(lambda: log.read_text().count("gunicorn.access") >= requests, 60)


def ask(port: int, path: str, method: str = "GET", body: str | None = None, **headers: str):
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    asked.request(method, path, body=body, headers={"Host": "localhost"} | named)
    answer = asked.getresponse()
    answer.page = answer.read().decode()
    asked.close()
    return answer


def send_raw(port: int, raw: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connected:
        connected.sendall(raw)
        return connected.recv(1000)


@pytest.fixture
def session(transactional_db) -> tuple:
    """An actor and the cookie of his session."""
    actor, client = make_actor(role=SeatRole.COORDINATOR), Client()
    client.force_login(actor.person)
    return (
        actor,
        f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}",
    )


# Web ----------------------------------------------------------------------------------------------
def test_each_request_is_one_line_that_says_who_what_and_how_long(session, tmp_path):
    actor, cookie = session
    log, given = tmp_path / "log", "0123456789abcdef0123456789abcdef"
    with production_server(
        connection.settings_dict["NAME"], log, BEHIND_PROXY="true", **JSON
    ) as port:
        ask(port, "/healthz")
        page = ask(
            port, "/nhiem-vu/?q=Nguyen", Cookie=cookie, X_Forwarded_For="6.6.6.6, 203.0.113.9"
        )
        wait_for_lines(log, 1)
        missing = ask(port, "/khong-co/?q=x", X_Request_ID=given)
        wait_for_lines(log, 2)
        ask(
            port,
            "/khong-co/an%40x.vn/%0A2026 CRITICAL/".replace(" ", "%20"),
            X_Request_ID="a b\tc;DROP",
        )
        wait_for_lines(log, 3)
        unread = ask(port, "/tai-khoan/dang-nhap/", "POST", Content_Length=str(40 * 1024 * 1024))
        wait_for_lines(log, 4)
        refused = send_raw(port, b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n")
        ask(port, "/khong-co/", X_Request_ID="x" * 65)
    assert refused.startswith(b"HTTP/1.1 400")
    assert (page.status, missing.getheader("X-Request-ID"), unread.status) == (200, given, 413)
    first, second, third, fourth, fifth = requests_in(log)
    assert first["duration_ms"] > 0
    names = (
        "message",
        "level",
        "process",
        "request_id",
        "method",
        "path",
        "status",
        "client",
        "person",
        "seat",
    )
    assert {name: first[name] for name in (*names, "agency")} == {
        "message": "GET /nhiem-vu/ 200",
        "level": "INFO",
        "process": "web",
        "request_id": page.getheader("X-Request-ID"),
        "method": "GET",
        "path": "/nhiem-vu/",
        "status": 200,
        "client": "203.0.113.9",
        "person": actor.person.pk,
        "seat": actor.seat.pk,
        "agency": actor.seat.agency_id,
    }
    assert (second["request_id"], second["level"], "person" in second) == (given, "WARNING", False)
    assert third["path"] == "/khong-co/***/%0A2026%20CRITICAL/"
    assert re.fullmatch("[0-9a-f]{12}", third["request_id"])
    assert (fourth["status"], fourth["method"]) == (413, "POST")
    assert re.fullmatch("[0-9a-f]{12}", fifth["request_id"])
    others = [event for event in events(log) if event["logger"] == "gunicorn.error"]
    assert {"Starting gunicorn", "Booting worker", "Worker exiting"} <= {
        " ".join(event["message"].split()[:2]) for event in others
    }
    assert {event["process"] for event in events(log)} == {"web"}
    [warned] = [event for event in others if event["level"] == "WARNING"]
    assert warned["message"] == "Invalid request from ip=127.0.0.1: Invalid HTTP Version: (9, 9)"
    assert "Nguyen" not in log.read_text()
    assert actor.person.email not in log.read_text()


def test_without_a_proxy_nobody_chooses_his_address_or_number(session, tmp_path):
    log, given = tmp_path / "log", "0123456789abcdef0123456789abcdef"
    with production_server(
        connection.settings_dict["NAME"], log, BEHIND_PROXY="false", **JSON
    ) as port:
        answer = ask(port, "/khong-co/", X_Forwarded_For="203.0.113.9", X_Request_ID=given)
    [event] = requests_in(log)
    assert (event["client"], event["request_id"]) == ("127.0.0.1", answer.getheader("X-Request-ID"))
    assert event["request_id"] != given


def test_a_thread_that_served_somebody_says_nothing_of_him_afterwards(session, tmp_path):
    actor, cookie = session
    log = tmp_path / "log"
    with production_server(
        connection.settings_dict["NAME"], log, options=ONE_THREAD, **JSON
    ) as port:
        mine = ask(port, "/bang-dieu-hanh/khong-co/", Cookie=cookie)
        send_raw(port, b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n")
        theirs = ask(port, "/khong-co/", Host="la.example")
    said = [event for event in events(log) if event["level"] in ("WARNING", "ERROR")]
    assert [(event["logger"], event.get("request_id"), event.get("person")) for event in said] == [
        ("gunicorn.access", mine.getheader("X-Request-ID"), actor.person.pk),
        ("gunicorn.error", None, None),
        ("django.security.DisallowedHost", theirs.getheader("X-Request-ID"), None),
        ("gunicorn.access", theirs.getheader("X-Request-ID"), None),
    ]


def test_without_the_database_each_request_is_one_line_and_its_number_stands_on_the_page(tmp_path):
    log = tmp_path / "log"
    with production_server("none", log, options=ONE_THREAD, DATABASE_URL=NOWHERE, **JSON) as port:
        answers = [ask(port, "/viec-lam/") for _time in range(20)]
    numbers = [answer.getheader("X-Request-ID") for answer in answers]
    assert {answer.status for answer in answers} == {500}
    assert all(
        f"Mã sự cố: <code>{number}</code>" in " ".join(answer.page.split())
        for number, answer in zip(numbers, answers, strict=True)
    )
    told = [event for event in events(log) if event["level"] == "ERROR"]
    assert [event["logger"] for event in told].count(
        "django.request"
    ) == 1  # the whole, once a minute
    lines = [event for event in told if event["logger"] == "gunicorn.access"]
    assert [event["request_id"] for event in lines] == numbers
    assert {(event["outage"], event["cause"].partition(":")[0]) for event in lines} == {
        ("database", "OperationalError")
    }
    assert len(told) == 21


def test_control_a_fault_keeps_its_traceback_in_each_request(tmp_path):
    log = tmp_path / "log"
    with production_server(
        "postgres", log, options=ONE_THREAD, **JSON
    ) as port:  # a database without tables
        answers = [ask(port, "/viec-lam/") for _time in range(5)]
    faults = [event for event in events(log) if "exception" in event]
    assert [event["request_id"] for event in faults] == [
        answer.getheader("X-Request-ID") for answer in answers
    ]
    assert {event["exception"]["type"] for event in faults} == {"django.db.utils.ProgrammingError"}
    assert all(event["exception"]["traceback"].startswith("Traceback") for event in faults)


def test_a_wrong_format_ends_the_web_server_with_one_sentence():
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi",
        "--logger-class",
        "config.logs.server.PortalLogger",
    ]
    ended = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"LOG_FORMAT": "xml"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.strip() == (
        "Error: LOG_FORMAT is 'xml'. Set it to json (for deployments) or to text (for trials)."
    )


# Celery -------------------------------------------------------------------------------------------
def celery(log: Path, *words: str, **more: str) -> subprocess.Popen:
    environment = (
        os.environ | JSON | {"DATABASE_URL": database(connection.settings_dict["NAME"])} | more
    )
    with log.open("w") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "celery", "--quiet", "-A", "config", *words],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen]]:
    processes: list[subprocess.Popen] = []
    yield processes
    for process in processes:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def test_the_worker_writes_json_and_each_run_has_its_number(transactional_db, started, tmp_path):
    log = tmp_path / "log"
    started.append(celery(log, "worker", "--pool", "solo", "--without-mingle", "--without-gossip"))
    from config.celery import app  # slow import

    run = app.send_task("agencies.celery_tasks.run_handover")
    assert wait_until(lambda: "succeeded" in log.read_text(), 60), log.read_text()
    said = [event for event in events(log) if event.get("request_id") == run.id]
    assert [event["message"].split("]")[1].split()[0] for event in said] == [
        "received",
        "succeeded",
    ]
    assert {(event["task"], event["process"]) for event in said} == {
        ("agencies.celery_tasks.run_handover", "worker")
    }
    assert {event["process"] for event in events(log)} == {"worker"}


def test_a_run_that_fails_names_itself_in_what_its_service_says(
    transactional_db, started, tmp_path
):
    log = tmp_path / "log"
    worker = celery(
        log,
        "worker",
        "--pool",
        "solo",
        "--without-mingle",
        "--without-gossip",
        DATABASE_URL=NOWHERE,
    )
    started.append(worker)
    from config.celery import app  # slow import

    runs = [app.send_task("agencies.celery_tasks.run_handover") for _time in range(3)]
    assert wait_until(lambda: log.read_text().count("raised unexpected") == 3, 60), log.read_text()
    told = [event for event in events(log) if event["level"] == "ERROR"]
    assert [event["request_id"] for event in told] == [run.id for run in runs for _line in range(2)]
    assert {event["task"] for event in told} == {"agencies.celery_tasks.run_handover"}
    assert {event["outage"] for event in told} == {"database"}
    assert ["exception" in event for event in told] == [True, False, False, False, False, False]


def test_beat_writes_json_also_where_the_queue_is_out_of_reach(db, started, tmp_path):
    log = tmp_path / "log"
    words = ("beat", "--schedule", str(tmp_path / "schedule"), "--pidfile=")
    started.append(celery(log, *words, REDIS_URL="redis://127.0.0.1:1"))
    assert wait_until(
        lambda: "Trying again" in log.read_text() or "Couldn't apply" in log.read_text(), 60
    )
    found = events(log)
    assert {event["process"] for event in found} == {"beat"}
    assert "ERROR" in {event["level"] for event in found}


# Commands -----------------------------------------------------------------------------------------
def command(*words: str, **more: str) -> subprocess.CompletedProcess:
    environment = (
        os.environ | {"DATABASE_URL": database(connection.settings_dict["NAME"])} | JSON | more
    )
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_migrations_of_a_deployment_are_told_in_json(db):
    ended = command("migrate", "--noinput")
    told = [json.loads(line) for line in ended.stderr.splitlines()]
    assert (ended.returncode, ended.stdout) == (0, "")
    assert {(event["process"], event["logger"]) for event in told} >= {
        ("manage.py migrate", "manage.migrate")
    }
    assert "Operations to perform:" in [event["message"] for event in told]


def test_a_refusal_of_such_a_command_is_an_error(db):
    [event] = [json.loads(line) for line in command("migrate", "nowhere").stderr.splitlines()]
    assert (event["level"], event["message"]) == (
        "ERROR",
        "CommandError: No installed app with label 'nowhere'.",
    )


def test_what_other_commands_print_stays_theirs():
    assert command("version").stdout.startswith("5.")


def test_settings_that_cannot_be_read_end_a_command_with_one_line():
    ended = command("check", EMAIL_TIMEOUT="99")
    [event] = [json.loads(line) for line in ended.stderr.splitlines()]
    assert (ended.returncode, event["level"]) == (1, "CRITICAL")
    assert event["message"].startswith("EMAIL_TIMEOUT: ")
