"""`/readyz` and `/metrics` of a real web server while PostgreSQL or Redis are frozen, and
stopped.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import Error, connection
from prometheus_client.parser import text_string_to_metric_families

from agencies.database.time_limits import limit_queries
from config.embedded import EmbeddedServers
from config.embedded.processes import ProcessMark, wait_until
from tests.prepared import start_prepared_servers
from tests.sources import ROOT

pytestmark = pytest.mark.long("starts real processes")

PATIENCE = 90
TOKEN = "only-for-this-one-test"
WELL = dict.fromkeys(("database", "queue", "decision", "outbox", "backup"), True)
WITHOUT_DATABASE = dict.fromkeys(WELL, False) | {"queue": True}


@pytest.fixture(scope="module")
def servers() -> Iterator[EmbeddedServers]:
    """Of this file alone, with the portal's tables."""
    place = Path(tempfile.mkdtemp(prefix="own-", dir=os.environ["PORTAL_TEST_PLACE"]))
    place.chmod(0o755)
    own = start_prepared_servers(place / "servers", {})
    yield own
    own.stop()


def environment(servers: EmbeddedServers) -> dict[str, str]:
    own = {
        "DATABASE_URL": servers.database_url,
        "REDIS_URL": servers.redis_url,
        "METRICS_TOKEN": TOKEN,
    }
    return (
        os.environ
        | own
        | {"ALLOWED_HOSTS": "127.0.0.1,testserver", "DJANGO_SETTINGS_MODULE": "config.settings"}
    )


@pytest.fixture(scope="module")
def portal(servers, tmp_path_factory) -> Iterator[str]:
    """The address of a web server."""
    log = tmp_path_factory.mktemp("web") / "log"
    with socket.create_server(("127.0.0.1", 0)) as listening, log.open("ab") as output:
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "config.wsgi",
            "--bind",
            f"fd://{listening.fileno()}",
        ]
        command += ["--workers", "1", "--threads", "6", "--no-control-socket", "--chdir", str(ROOT)]
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        pipes = {"stdout": output, "stderr": output, "pass_fds": (listening.fileno(),)}
        process = subprocess.Popen(
            command, env=environment(servers), start_new_session=True, **pipes
        )
        try:
            assert wait_until(lambda: asked(f"{address}/healthz")[0] == 200, PATIENCE), (
                log.read_text()
            )
            yield address
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def asked(address: str, **headers: str) -> tuple[int, str]:
    """The status (0 without an answer) and the text. A session that exists nowhere is shown too."""
    headers |= {"Cookie": "session=abcdefghijklmnopqrstuvwxyz012345"}
    try:
        request = urllib.request.Request(address, headers=headers)  # noqa: S310 our own address
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.read().decode()
    except (urllib.error.URLError, OSError):
        return 0, ""


def ready(portal: str) -> tuple[int, dict]:
    status, text = asked(f"{portal}/readyz")
    return status, json.loads(text)


def figures(portal: str) -> dict[str, float]:
    status, text = asked(f"{portal}/metrics", Authorization=f"Bearer {TOKEN}")
    assert status == 200
    return {
        sample.name: sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def processes_of(mark: ProcessMark) -> list[int]:
    """A server and the processes that it has begun."""
    tasks = Path(f"/proc/{mark.pid}/task/{mark.pid}/children").read_text().split()
    return [mark.pid, *map(int, tasks)]


def send(mark: ProcessMark, number: signal.Signals) -> None:
    for pid in processes_of(mark):
        os.kill(pid, number)


UP = {"portal_database_up": 1, "portal_queue_up": 1, "portal_queue_length": 0}


def test_all_is_well_while_both_servers_answer(portal):
    assert ready(portal) == (200, WELL)
    found = figures(portal)
    assert UP.items() <= found.items()
    assert "portal_messages_queued" in found


def test_a_frozen_postgresql_is_named(portal, servers):
    mark = servers.running.postgres
    ready(portal)
    send(mark, signal.SIGSTOP)
    try:
        assert ready(portal) == (503, WITHOUT_DATABASE)
        assert figures(portal) == UP | {"portal_database_up": 0}
        assert asked(f"{portal}/healthz")[0] == 200
    finally:
        send(mark, signal.SIGCONT)
    assert ready(portal) == (200, WELL)


def test_a_frozen_redis_is_named(portal, servers):
    mark = servers.running.valkey
    send(mark, signal.SIGSTOP)
    try:
        assert ready(portal) == (503, WELL | {"queue": False})
        found = figures(portal)
        assert (
            found["portal_queue_up"],
            found["portal_database_up"],
            "portal_queue_length" in found,
        ) == (0, 1, False)
    finally:
        send(mark, signal.SIGCONT)
    assert ready(portal) == (200, WELL)


def test_stopped_servers_are_named(portal, servers):
    servers.valkey.stop()
    assert ready(portal) == (503, WELL | {"queue": False})
    servers.postgres.stop()
    assert ready(portal) == (503, dict.fromkeys(WELL, False))
    assert figures(portal) == {"portal_database_up": 0, "portal_queue_up": 0}
    assert asked(f"{portal}/viec-lam/")[0] >= 500  # the control: a page needs it
    servers.valkey.start(servers.sockets)
    servers.postgres.start(servers.sockets)
    assert ready(portal) == (200, WELL)


# The limit by itself ------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_a_question_that_takes_too_long_is_given_up():
    began = time.monotonic()
    with pytest.raises(Error), limit_queries(0.5), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(60)")
    assert time.monotonic() - began < 30
    with limit_queries(30), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.6)")
        assert cursor.fetchone() == ("",)


def test_a_server_that_takes_the_call_and_says_nothing_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        program = (
            "import django; django.setup(); from agencies.jobs.views import readyz; "
            "from django.test import RequestFactory; "
            "print(readyz(RequestFactory().get('/readyz')).content.decode())"
        )
        given = os.environ | {"DATABASE_URL": f"postgresql://x@127.0.0.1:{port}/x"}
        ended = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env=given, capture_output=True, text=True
        )
    assert json.loads(ended.stdout) == WITHOUT_DATABASE
