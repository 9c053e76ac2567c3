"""Recording how each run of a periodic job went, so that silence and failure are noticed."""

import contextlib
import datetime
import json
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone

from agencies.jobs.models import ExpectedJob, JobRun
from agencies.registry import Job

logger = logging.getLogger(__name__)

LONGEST_ERROR = 300
# What a run did, by the names of the registry's outcomes.
Figures = dict[str, int]

# One statement, also for the job that runs every 30 seconds.
SAVE_RUN = """
INSERT INTO agencies_jobrun AS run (name, started_at, finished_at, succeeded_at, outcome, error)
VALUES (%(name)s, %(started_at)s, %(finished_at)s, %(succeeded_at)s, %(outcome)s, %(error)s)
ON CONFLICT (name) DO UPDATE SET
    started_at = EXCLUDED.started_at, finished_at = EXCLUDED.finished_at,
    succeeded_at = COALESCE(EXCLUDED.succeeded_at, run.succeeded_at),
    outcome = EXCLUDED.outcome, error = EXCLUDED.error
"""


def run_job(job: Job, work: Callable[[], Figures]) -> Figures:
    """Do the work and record how it went; an exception is recorded, then raised again for Celery to
    log.

    Call it outside a transaction: the work commits on its own before the run is recorded, and a run
    that cannot be recorded (the database is gone) undoes nothing. The page and `/readyz` then
    notice the silence.
    """
    began = time.monotonic()
    try:
        figures = work()
    except Exception as problem:
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()  # it may be the connection that broke
        _save_run(job, began, {}, _error_text(problem))
        raise
    _save_run(job, began, figures, "")
    return figures


def _error_text(problem: Exception) -> str:
    # The kind and the first line: the rest may quote rows, and is in the log anyway.
    [first, *_more] = str(problem).splitlines() or [""]
    return f"{type(problem).__name__}: {first}"[:LONGEST_ERROR].rstrip(": ")


def _save_run(job: Job, began: float, figures: Figures, error: str) -> None:
    finished_at = timezone.now()
    values: dict[str, Any] = {
        "name": job.name,
        "started_at": finished_at - datetime.timedelta(seconds=time.monotonic() - began),
        "finished_at": finished_at,
        "succeeded_at": None if error else finished_at,
        "outcome": json.dumps(figures),
        "error": error,
    }
    try:
        with connection.cursor() as cursor:
            cursor.execute(SAVE_RUN, values)
    except Error:
        logger.exception("The run of %s could not be recorded", job.name)


def expect_jobs(names: Iterable[str]) -> dict[str, datetime.datetime]:
    """Note that these jobs are expected from now on, unless they were before; returns when each
    last began.

    Whoever calls the jobs asks once, when it starts. Raises `django.db.Error` without the database.
    """
    wanted = list(names)
    rows = [ExpectedJob(name=name, since=timezone.now()) for name in wanted]
    ExpectedJob.objects.bulk_create(rows, ignore_conflicts=True)
    return dict(JobRun.objects.filter(name__in=wanted).values_list("name", "started_at"))


# For connecting, and again for the answer.
SECONDS = 1.0


def queue_length() -> int | None:
    """How many calls of jobs wait for a worker; None when Redis does not answer."""
    from redis import (  # slow import: 5 MB of a web process, for those alone that are asked
        Redis,
        RedisError,
    )
    from redis.backoff import NoBackoff  # slow import: as above
    from redis.retry import Retry  # slow import: as above

    once = Retry(NoBackoff(), 0)
    try:
        redis = Redis.from_url(
            settings.REDIS_URL, socket_timeout=SECONDS, socket_connect_timeout=SECONDS, retry=once
        )
        with contextlib.closing(redis):
            return redis.llen(settings.CELERY_TASK_DEFAULT_QUEUE)
    except (RedisError, OSError):
        return None
