"""A backup each night, made by a process that waits for its hour and tries again after a
failure.
"""

import contextlib
import datetime
import logging
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

from django.conf import settings
from django.db import connections
from django.utils import timezone

from agencies.backup.making import WrittenBackup
from agencies.jobs.models import JobRun
from agencies.jobs.queries import BACK_UP
from agencies.jobs.services import Figures, expect_jobs, run_job

logger = logging.getLogger(__name__)

DAY = datetime.timedelta(days=1)
UNTIL_NEXT_TRY = datetime.timedelta(minutes=15)
# Short, so that a corrected clock or a machine that was asleep costs a minute and not a night.
SECONDS_ASLEEP = 20


class NightlyBackup:
    """Makes a backup when none has succeeded since the hour last came, by the clock of Viet Nam.

    So a missed one is made up for at once, and a restart makes no second one in the same night.
    Each result is recorded as the run of a job: a missed backup turns the page of jobs, `/readyz`
    and `/metrics` red within 26 hours.
    """

    def __init__(self, at: datetime.time, make: Callable[[], WrittenBackup]) -> None:
        self.at = at
        self.make = make
        self.next_try_at = timezone.now()

    def run(self) -> NoReturn:
        while True:
            self.back_up_if_due(timezone.now())
            _touch_heartbeat()
            time.sleep(SECONDS_ASLEEP)

    def back_up_if_due(self, now: datetime.datetime) -> None:
        # Make a backup if it is time; a failure is logged in one line, and tried again.
        if now < self.next_try_at and now > self.next_try_at - DAY:  # else the clock was put back
            return
        try:
            with _keep_touching():
                self._make_if_missing(now)
        except Exception as problem:  # whatever it was, the next night has its backup
            self.next_try_at = now + UNTIL_NEXT_TRY
            logger.error(  # one line: the kind and the words say it
                "The nightly backup failed and is tried again in 15 minutes: %s: %s",
                type(problem).__name__,
                problem,
            )
        else:
            self.next_try_at = self.last_time(now) + DAY
        finally:
            connections.close_all()

    def _make_if_missing(self, now: datetime.datetime) -> None:
        expect_jobs([BACK_UP.name])
        runs = JobRun.objects.filter(name=BACK_UP.name)
        if not runs.filter(succeeded_at__range=(self.last_time(now), now)).exists():
            run_job(BACK_UP, self._back_up)

    def _back_up(self) -> Figures:
        made = self.make()
        return {"rows_backed_up": made.rows, "files_backed_up": made.files}

    def last_time(self, now: datetime.datetime) -> datetime.datetime:
        local = timezone.localtime(now)
        today = local.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        return today if today <= local else today - DAY


@contextlib.contextmanager
def _keep_touching() -> Iterator[None]:
    # Touches the file of its health check meanwhile, however long the work takes.
    over = threading.Event()

    def keep_touching() -> None:
        while not over.wait(SECONDS_ASLEEP):
            _touch_heartbeat()

    beside = threading.Thread(target=keep_touching, daemon=True)
    beside.start()
    try:
        yield
    finally:
        over.set()
        beside.join()


def _touch_heartbeat() -> None:
    # If it cannot be written, the health check will notice.
    if settings.HEARTBEAT_FILE:
        with contextlib.suppress(OSError):
            Path(settings.HEARTBEAT_FILE).touch()
