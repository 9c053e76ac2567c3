"""Silence is noticed: a real worker is killed, and what watches the portal turns red."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.jobs.models import JobRun
from config.celery import app
from config.embedded.processes import wait_until
from tests.factories import make_actor, sign_in

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60
CALLS = [
    "agencies.celery_tasks.run_reminder_decision",
    "agencies.celery_tasks.run_occurrence_making",
]
WORKER = [
    sys.executable,
    "-m",
    "celery",
    "--quiet",
    "-A",
    "config",
    "worker",
    "--pool",
    "solo",
    "--without-mingle",
]


def worker() -> "subprocess.Popen[bytes]":
    database = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{connection.settings_dict['NAME']}"
    command = [*WORKER, "--without-gossip", "--without-heartbeat", "--loglevel", "ERROR"]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | {"DATABASE_URL": database})


def call_jobs() -> None:
    """As beat does."""
    for name in CALLS:
        app.send_task(name)


@pytest.mark.long("starts real processes")
@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_turns_readiness_and_the_page_red(client):
    coordinator = make_actor(role=SeatRole.COORDINATOR)
    app.control.purge()
    try:
        with worker() as running:
            call_jobs()
            assert wait_until(lambda: JobRun.objects.count() == len(CALLS), PATIENCE)
            assert client.get("/readyz").status_code == 200
            assert (
                "Has stopped" not in sign_in(client, coordinator).get("/he-thong/").content.decode()
            )
            running.kill()
        call_jobs()
        with time_machine.travel(timezone.now() + timedelta(minutes=16)):
            well = dict.fromkeys(("database", "queue", "decision", "outbox", "backup"), True)
            assert client.get("/readyz").json() == well | {"decision": False}
            sign_in(client, coordinator)
            page = client.get("/he-thong/").content.decode()
        assert (page.count("Has stopped"), page.count("Runs on schedule")) == (1, 1)
    finally:
        app.control.purge()
