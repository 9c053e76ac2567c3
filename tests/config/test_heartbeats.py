"""Beat and worker as real processes: what their health checks say while they work, are frozen, cut
off and killed.
"""

import datetime
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import redis
import yaml
from django.conf import settings
from django.db import connection
from django.utils import timezone

from agencies.jobs.models import ExpectedJob, JobRun
from config.embedded import EmbeddedServers
from config.embedded.processes import wait_until
from tests.sources import ROOT

pytestmark = pytest.mark.long("starts real processes")

PATIENCE = 90
LIMIT = 6
"""Seconds that may pass here; the deployment allows more (docker-compose.yml)."""
HOUR = timedelta(hours=1)
CELERY = [sys.executable, "-m", "celery", "--quiet", "-A", "faults.app"]
BEAT = [*CELERY, "beat", "--loglevel", "INFO", "--pidfile="]
WORKER = [
    *CELERY,
    "worker",
    "--loglevel",
    "WARNING",
    "--concurrency",
    "1",
    "--without-mingle",
    "--without-gossip",
]


@contextmanager
def running(
    command: list[str], place: Path, **environment: str
) -> Iterator["subprocess.Popen[bytes]"]:
    """In a group of its own, with a file for its heartbeat."""
    given = os.environ | {"HEARTBEAT_FILE": str(place / "heartbeat")} | environment
    with (place / "log").open("ab") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=given, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def check(place: Path, limit: int = LIMIT) -> "subprocess.CompletedProcess[str]":
    """The program of the health check, by itself as in its container."""
    environment = {"HEARTBEAT_FILE": str(place / "heartbeat"), "PATH": os.environ["PATH"]}
    command = [sys.executable, "config/heartbeat.py", str(limit)]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def is_well(place: Path) -> bool:
    return check(place).returncode == 0


def log_of(place: Path) -> str:
    return (place / "log").read_text()


@pytest.fixture
def servers(tmp_path) -> Iterator[EmbeddedServers]:
    """Of this test alone, so that it may stop them."""
    root = tmp_path / "servers"
    tmp_path.chmod(0o755)
    with EmbeddedServers(root, durable=False) as own:
        yield own


def of(servers: EmbeddedServers) -> dict[str, str]:
    return {"DATABASE_URL": servers.database_url, "REDIS_URL": servers.redis_url}


# Health -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("command", [BEAT, WORKER], ids=["beat", "worker"])
def test_it_is_well_while_it_works_and_not_while_it_is_frozen_cut_off_or_gone(
    tmp_path, monkeypatch, servers, command
):
    monkeypatch.setattr(sys.modules[__name__], "LIMIT", 25 if command is WORKER else LIMIT)
    assert not is_well(tmp_path)  # nothing has begun
    with running(command, tmp_path, **of(servers)) as process:
        assert wait_until(lambda: is_well(tmp_path), PATIENCE), log_of(tmp_path)
        os.killpg(process.pid, signal.SIGSTOP)
        assert wait_until(lambda: not is_well(tmp_path), PATIENCE)
        os.killpg(process.pid, signal.SIGCONT)
        assert wait_until(lambda: is_well(tmp_path), PATIENCE), log_of(tmp_path)
        servers.valkey.stop()
        assert wait_until(lambda: not is_well(tmp_path), PATIENCE)
        servers.valkey.start(servers.sockets)
        assert wait_until(lambda: is_well(tmp_path), PATIENCE), log_of(tmp_path)
    assert wait_until(lambda: not is_well(tmp_path), PATIENCE)
    assert check(tmp_path, limit=10_000).returncode == 0  # the control: it is the age that is asked


def test_what_the_check_says(tmp_path):
    assert (check(tmp_path).returncode, "It has not come round yet" in check(tmp_path).stderr) == (
        1,
        True,
    )
    (tmp_path / "heartbeat").touch()
    assert (check(tmp_path).returncode, check(tmp_path).stdout) == (
        0,
        "It came round 0 seconds ago.\n",
    )
    ahead = timezone.now().timestamp() + 3600
    os.utime(tmp_path / "heartbeat", (ahead, ahead))
    assert check(tmp_path).returncode == 1  # a clock that was put back
    wrong = subprocess.run(
        [sys.executable, "config/heartbeat.py", "x"], cwd=ROOT, capture_output=True, check=False
    )
    assert wrong.returncode == 2


def test_the_check_imports_nothing_heavy():
    program = (
        "import runpy, sys; runpy.run_path('config/heartbeat.py'); print(len(sys.modules), "
        "'django' in sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    count, django = loaded.stdout.split()
    assert (int(count) < 80, django) == (True, "False")


def test_the_deployment_allows_for_the_pace_of_each():
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    limits = {name: services[name]["healthcheck"]["test"] for name in ("worker", "beat", "backup")}
    program = ["CMD", "python", "config/heartbeat.py"]
    assert limits == {
        "worker": [*program, "60"],
        "beat": [*program, "180"],
        "backup": [*program, "180"],
    }
    assert settings.CELERY_BEAT_MAX_LOOP_INTERVAL * 3 <= 180


# What beat calls ----------------------------------------------------------------------------------
@pytest.fixture
def queue(tmp_path, servers):
    with redis.Redis.from_url(servers.redis_url) as client:
        yield client


def called(queue) -> list[str]:
    """The hourly jobs that wait to be run, by their names."""
    calls = [
        json.loads(call)["headers"]["task"]
        for call in queue.lrange(settings.CELERY_TASK_DEFAULT_QUEUE, 0, -1)
    ]
    hourly = {
        entry["task"]
        for entry in settings.CELERY_BEAT_SCHEDULE.values()
        if entry["schedule"] == 3600
    }
    return sorted(name.rpartition(".")[2] for name in calls if name in hourly)


def database_of_tests() -> str:
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{connection.settings_dict['NAME']}"


def began(name: str, ago: timedelta) -> None:
    at = timezone.now() - ago
    JobRun.objects.update_or_create(
        name=name, defaults={"started_at": at, "finished_at": at, "succeeded_at": at, "error": ""}
    )


def let_beat_run(queue, place: Path, servers: EmbeddedServers, **environment: str) -> list[str]:
    """Beat begins, calls what is due, and is killed; returns which hourly jobs it called."""
    queue.flushall()
    (place / "heartbeat").unlink(missing_ok=True)
    given = {"DATABASE_URL": database_of_tests(), "REDIS_URL": servers.redis_url} | environment
    with running(BEAT, place, **given):
        # It comes round again and again once all that was due has been called.
        assert wait_until(lambda: _rounds(queue) >= 3, PATIENCE), log_of(place)
    return called(queue)


def _rounds(queue) -> int:
    """How often the job that is due each second has been called."""
    calls = queue.lrange(settings.CELERY_TASK_DEFAULT_QUEUE, 0, -1)
    return sum(
        json.loads(call)["headers"]["task"] == "agencies.celery_tasks.run_delivery"
        for call in calls
    )


# By the name of the job, the task that beat calls.
HOURLY = {
    "hand-over": "run_handover",
    "close-idle-accounts": "run_idle_account_closing",
    "review-members": "run_member_reviews",
    "make-occurrences": "run_occurrence_making",
    "open-periods": "open_periods",
    "remind-invited": "remind_invited",
    "retention": "run_retention",
    "update-vacancies": "update_vacancies",
}
NAMES = list(HOURLY)
CALLED = sorted(HOURLY.values())


@pytest.mark.django_db(transaction=True)
def test_after_a_restart_what_is_due_is_called_at_once_and_nothing_else(tmp_path, servers, queue):
    JobRun.objects.all().delete()
    assert let_beat_run(queue, tmp_path, servers) == CALLED  # none has ever run
    assert set(NAMES) <= set(ExpectedJob.objects.values_list("name", flat=True))
    for name in NAMES:
        began(name, timedelta(minutes=5))
    assert let_beat_run(queue, tmp_path, servers) == []  # a restart after five minutes
    assert let_beat_run(queue, tmp_path, servers) == []
    began("retention", HOUR + timedelta(seconds=5))
    began("hand-over", HOUR - timedelta(minutes=10))
    began("update-vacancies", -2 * HOUR)  # by a clock that was put back
    assert let_beat_run(queue, tmp_path, servers) == ["run_retention"]


@pytest.mark.django_db(transaction=True)
def test_restarts_every_five_minutes_starve_no_hourly_job(tmp_path, servers, queue):
    """Its run grows older from restart to restart, until it is due."""
    for name in NAMES:
        began(name, timedelta())
    calls = []
    for minutes in (20, 40, 61):
        began("retention", timedelta(minutes=minutes))
        calls.append(let_beat_run(queue, tmp_path, servers))
    assert calls == [[], [], ["run_retention"]]


@pytest.mark.django_db(transaction=True)
def test_without_postgresql_beat_goes_on_by_itself(tmp_path, servers, queue):
    """Once refused, once by a server that takes the call and says nothing."""
    for name in NAMES:
        began(name, 2 * HOUR)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        for address in (
            "postgresql:///nowhere?host=/nowhere",
            f"postgresql://x@127.0.0.1:{silent.getsockname()[1]}/x",
        ):
            assert let_beat_run(queue, tmp_path, servers, DATABASE_URL=address) == []
            assert "PostgreSQL does not say when jobs last ran" in log_of(tmp_path)
            (tmp_path / "log").unlink()
    assert let_beat_run(queue, tmp_path, servers) == CALLED  # the control: with it they are due


def test_beat_asks_again_once_postgresql_answers(monkeypatch):
    from config import beat  # slow import: Celery
    from config.celery import app

    answers = iter([Exception, {"retention": timezone.now()}])

    def expect_jobs(_names):
        answer = next(answers)
        if answer is Exception:
            raise beat.Error("gone")
        return answer

    monkeypatch.setattr("agencies.jobs.services.expect_jobs", expect_jobs)
    scheduler = beat.PortalScheduler(app, lazy=False)
    scheduler._ask_when_jobs_began()
    begun = {entry.last_run_at for entry in scheduler.schedule.values()}
    assert (scheduler.is_informed, max(begun) - min(begun) < HOUR) == (False, True)
    scheduler.schedule["hand-over"].total_run_count = 1  # beat has called it itself meanwhile
    scheduler._ask_when_jobs_began()
    assert scheduler.is_informed
    due = {name for name, entry in scheduler.schedule.items() if entry.is_due().is_due}
    assert due == set(scheduler.schedule) - {"retention", "hand-over"}
    assert scheduler.schedule["retention"].last_run_at <= datetime.datetime.now(datetime.UTC)
