"""Beat with its memory in PostgreSQL: what it calls, and when it last reached the queue.

Celery's own keeps a file beside it that is lost with its container, so that an hourly job waited an
hour after each restart. Here a job is due when its last run began that long ago, however often beat
has been started since.
"""

import datetime
import logging
import time

from celery.beat import ScheduleEntry, Scheduler
from django.conf import settings
from django.db import Error, connections
from django.utils.module_loading import import_string

from config.heartbeat import touch_heartbeat

logger = logging.getLogger(__name__)

# How long beat relies on its own memory before it asks an unreachable PostgreSQL again.
SECONDS_BETWEEN_QUESTIONS = 30
LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class PortalScheduler(Scheduler):
    """Calls what is due by each job's last run, and touches HEARTBEAT_FILE in each round.

    While calls do not reach the queue the file is left to age: a beat that calls nobody is not
    healthy.
    """

    def __init__(self, *args: object, **options: object) -> None:
        self.is_informed, self.asked_at, self.reaches_queue = False, float("-inf"), True
        super().__init__(*args, **options)

    def tick(self, *args: object, **options: object) -> float:
        if not self.is_informed and time.monotonic() - self.asked_at >= SECONDS_BETWEEN_QUESTIONS:
            self._ask_when_jobs_began()
        pause = super().tick(*args, **options)
        if self.reaches_queue:
            touch_heartbeat(settings.HEARTBEAT_FILE)
        return pause

    def apply_async(self, *args: object, **options: object) -> object:
        self.reaches_queue = False
        called = super().apply_async(*args, **options)
        self.reaches_queue = True
        return called

    def _ask_when_jobs_began(self) -> None:
        # Without an answer each job is due one period after beat began, as far as beat knows.
        expect_jobs = import_string("agencies.jobs.services.expect_jobs")
        try:
            began = expect_jobs(self.schedule)
        except Error as problem:
            logger.warning(
                "PostgreSQL does not say when jobs last ran; beat relies on memory: %s",
                problem,
            )
        else:
            self._take_up(began)
        finally:
            connections.close_all()
            self.asked_at = time.monotonic()

    def _take_up(self, began: dict[str, datetime.datetime]) -> None:
        # For what beat has called itself meanwhile, it knows better.
        self.is_informed = True
        for entry in self.schedule.values():
            if entry.total_run_count == 0:
                entry.last_run_at = _not_ahead(entry, began.get(entry.name, LONG_AGO))
        self._heap = None  # the order of calls is made anew


def _not_ahead(entry: ScheduleEntry, moment: datetime.datetime) -> datetime.datetime:
    # A run that began in the future, by a clock that was put back, delays nothing.
    now = entry.default_now()
    return min(moment.astimezone(now.tzinfo), now)
