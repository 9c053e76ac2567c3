"""A backup each night: when one is made, what happens when it fails, and where a missed one is
seen.
"""

import datetime
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from agencies.backup import WrittenBackup, make_backup
from agencies.backup.nightly import NightlyBackup
from agencies.bodies.choices import SeatRole
from agencies.jobs.choices import JobHealth
from agencies.jobs.models import ExpectedJob, JobRun
from agencies.jobs.queries import BACK_UP, job_states
from config.embedded.processes import wait_until
from tests.factories import make_actor, sign_in
from tests.sources import ROOT

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime.time(2, 30)
NOON = datetime.datetime(2024, 3, 6, 12, 0, tzinfo=timezone.get_default_timezone())
NIGHT = datetime.datetime(2024, 3, 7, 2, 30, tzinfo=timezone.get_default_timezone())
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
PATIENCE = 90


class Backups:
    """Counts those that were asked for; `problem`: what stops the next ones."""

    def __init__(self) -> None:
        self.made, self.problem = [], None

    def make(self) -> WrittenBackup:
        if self.problem:
            raise self.problem
        self.made.append(timezone.now())
        return WrittenBackup(
            Path("x"), tables=2, rows=30, files=4, size=5, is_sealed=True, missing=[], left_out=[]
        )


@pytest.fixture
def backups() -> Backups:
    return Backups()


def begin(backups: Backups, at: datetime.datetime) -> NightlyBackup:
    with time_machine.travel(at, tick=False):
        return NightlyBackup(AT, backups.make)


def look(nightly: NightlyBackup, *moments: datetime.datetime) -> None:
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            nightly.back_up_if_due(timezone.now())


def health(now: datetime.datetime) -> JobHealth:
    [found] = [state.health for state in job_states(now) if state.job == BACK_UP]
    return found


def test_one_at_once_and_then_one_each_night(backups):
    nightly = begin(backups, NOON)
    look(nightly, NOON, NOON + MINUTE, NIGHT - MINUTE)
    assert backups.made == [NOON]
    look(nightly, NIGHT, NIGHT + MINUTE, NIGHT + DAY - MINUTE, NIGHT + DAY + MINUTE)
    assert backups.made == [NOON, NIGHT, NIGHT + DAY + MINUTE]
    run = JobRun.objects.get(name="backup")
    assert (run.outcome, run.succeeded_at) == (
        {"rows_backed_up": 30, "files_backed_up": 4},
        NIGHT + DAY + MINUTE,
    )


def test_a_restart_makes_no_second_one_of_the_same_night(backups):
    look(begin(backups, NIGHT), NIGHT)
    look(begin(backups, NIGHT + 5 * MINUTE), NIGHT + 5 * MINUTE, NIGHT + DAY - MINUTE)
    assert backups.made == [NIGHT]


def test_a_missed_night_is_made_up_for_at_once(backups):
    look(begin(backups, NIGHT), NIGHT)
    look(begin(backups, NIGHT + 3 * DAY + MINUTE), NIGHT + 3 * DAY + MINUTE)
    assert backups.made == [NIGHT, NIGHT + 3 * DAY + MINUTE]


def test_a_clock_that_is_put_right_costs_no_night(backups):
    nightly = begin(backups, NIGHT + 300 * DAY)
    look(nightly, NIGHT + 300 * DAY, NIGHT, NIGHT + MINUTE)
    assert backups.made == [NIGHT + 300 * DAY, NIGHT]


@pytest.mark.parametrize(
    "problem", [CommandError("no room"), OSError(28, "No space left"), ValueError("a fault")]
)
def test_a_failure_is_said_in_one_line_and_tried_again(backups, caplog, problem):
    nightly = begin(backups, NIGHT)
    backups.problem = problem
    look(nightly, NIGHT, NIGHT + 14 * MINUTE)
    [line] = caplog.messages
    assert line.startswith("The nightly backup failed and is tried again in 15 minutes: ")
    assert str(problem) in line
    assert JobRun.objects.get(name="backup").error.startswith(type(problem).__name__)
    backups.problem = None
    look(nightly, NIGHT + 15 * MINUTE, NIGHT + 16 * MINUTE)
    assert backups.made == [NIGHT + 15 * MINUTE]
    assert JobRun.objects.get(name="backup").error == ""


def test_the_loop_survives_a_database_that_is_gone(backups, caplog):
    nightly = begin(backups, NIGHT)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE agencies_expectedjob RENAME TO agencies_expectedjob_away")
    try:
        look(nightly, NIGHT)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE agencies_expectedjob_away RENAME TO agencies_expectedjob")
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    look(nightly, NIGHT + 15 * MINUTE)
    assert backups.made == [NIGHT + 15 * MINUTE]


# Where a missed one is seen -----------------------------------------------------------------------
def test_a_missed_backup_turns_the_page_and_readiness_red(backups, client):
    assert health(NOON) == JobHealth.NOT_SET_UP
    backups.problem = OSError(28, "No space left on device")
    look(begin(backups, NOON), NOON)
    assert health(NOON) == JobHealth.FAILING
    backups.problem = None
    look(begin(backups, NOON + MINUTE), NOON + MINUTE)
    assert health(NOON + timedelta(hours=26)) == JobHealth.ON_SCHEDULE
    late = NOON + timedelta(hours=26, minutes=2)
    assert health(late) == JobHealth.SILENT
    coordinator = make_actor(role=SeatRole.COORDINATOR)
    with time_machine.travel(late):
        assert client.get("/readyz").json()["backup"] is False
        page = sign_in(client, coordinator).get("/he-thong/").content.decode()
    assert ("Nightly backup" in page, "30 rows kept, 4 files kept" in page) == (True, True)


# The command --------------------------------------------------------------------------------------
@pytest.mark.parametrize("hour", ["25:00", "02:60", "night", "2.30", ""])
def test_an_hour_that_is_none_is_refused(hour):
    with pytest.raises(CommandError, match="is not an hour of the day, such as 02:30"):
        call_command("backup", f"--every-night={hour}")


@pytest.mark.long("starts real processes")
def test_the_service_makes_one_waits_and_ends_when_asked(tmp_path):
    """A real process, as in its container; frozen, its health check says so."""
    heartbeat, place, log = tmp_path / "heartbeat", tmp_path / "backups", tmp_path / "log"
    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    given = os.environ | {
        "DATABASE_URL": f"{server}/{connection.settings_dict['NAME']}",
        "HEARTBEAT_FILE": str(heartbeat),
        "MEDIA_ROOT": str(tmp_path / "files"),
        "BACKUP_ROOT": str(place),
    }
    later = (timezone.localtime() + timedelta(hours=1)).strftime("%H:%M")
    command = [sys.executable, "manage.py", "backup", "--every-night", later, "--keep", "2"]
    check = [sys.executable, "config/heartbeat.py", "40"]

    def is_well() -> bool:
        return (
            subprocess.run(check, cwd=ROOT, env=given, capture_output=True, check=False).returncode
            == 0
        )

    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=given, stdout=output, stderr=output)
    try:
        assert wait_until(lambda: heartbeat.exists() and JobRun.objects.exists(), PATIENCE), (
            log.read_text()
        )
        assert (is_well(), len(list(place.glob("*.backup")))) == (True, 1)
        assert ExpectedJob.objects.get().name == "backup"
        process.send_signal(signal.SIGSTOP)
        assert wait_until(lambda: not is_well(), PATIENCE)
        process.send_signal(signal.SIGCONT)
        assert wait_until(is_well, PATIENCE)
        process.terminate()
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.wait()
    assert sorted(path.suffix for path in place.iterdir()) == [".backup"]


def test_ended_in_the_middle_it_leaves_no_half(tmp_path, settings, monkeypatch):
    """SIGTERM becomes SystemExit, which takes the half away."""
    settings.MEDIA_ROOT = str(tmp_path / "files")

    def ended(*_arguments) -> None:
        sys.exit(0)

    monkeypatch.setattr("agencies.backup.making._add_files", ended)
    with pytest.raises(SystemExit):
        make_backup(tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []
