"""How fresh the replica is; each web process asks both servers every few seconds, never for each
request.
"""

import datetime
import logging
import time
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections

# Its name among settings.DATABASES; absent where the portal has none.
REPLICA = "replica"
# Seconds for which a measurement is used.
CHECK_EVERY = 2.0
# Seconds for which a replica that did not answer is left alone.
DOWN_FOR = 10.0
# Of what is written, whether or not it is safe on disk yet: others see it already.
_POSITION = "SELECT pg_current_wal_insert_lsn()::text, now()"
_REPLAYED = """
SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn() >= %s::pg_lsn,
    pg_last_xact_replay_timestamp(), now()
"""
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Freshness:
    """A measurement: the replica had everything written until `as_of`, `lag` seconds earlier.

    `as_of` None: it does not answer, or is not a replica that follows another server.
    `measured_at`: of the monotonic clock.
    """

    as_of: datetime.datetime | None
    lag: float
    measured_at: float

    @property
    def is_usable(self) -> bool:
        elapsed = time.monotonic() - self.measured_at
        return self.as_of is not None and self.lag + elapsed <= settings.REPLICA_LAG_LIMIT

    @property
    def is_over(self) -> bool:
        return time.monotonic() - self.measured_at > (
            DOWN_FOR if self.as_of is None else CHECK_EVERY
        )


class _Known:
    """The last measurement of this process."""

    def __init__(self) -> None:
        self.last: Freshness | None = None
        self.lock = Lock()


_known = _Known()


def has_replica() -> bool:
    return REPLICA in connections.databases


def known_freshness() -> Freshness | None:
    """The last measurement, taken again when it is too old; while another thread does that, the old
    one serves.
    """
    if (_known.last is None or _known.last.is_over) and _known.lock.acquire(blocking=False):
        try:
            record_freshness(measure_freshness())
        finally:
            _known.lock.release()
    return _known.last


def record_replica_failure() -> None:
    # It failed during an answer: it is left alone for a while.
    connections[REPLICA].close()
    record_freshness(_unusable())


def record_freshness(found: Freshness) -> None:
    before = _known.last
    _known.last = found
    if before is not None and (before.as_of is None) == (found.as_of is None):
        return
    if found.as_of is None:
        logger.warning(
            "The read replica does not answer, or follows no server: all is read from the primary."
        )
    else:
        logger.info("The read replica answers.")


def forget_freshness() -> None:
    _known.last = None


def measure_freshness() -> Freshness:
    position, now = _primary_position()
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(_REPLAYED, [position])
            is_replica, has_all, replayed_at, replica_now = cursor.fetchone()
    except Error:
        connections[REPLICA].close()
        return _unusable()
    as_of = now if has_all and now else replayed_at
    if not is_replica or as_of is None:
        return _unusable()
    lag = max(0.0, ((now or replica_now) - as_of).total_seconds())
    return Freshness(as_of, lag, time.monotonic())


def _primary_position() -> tuple[str | None, datetime.datetime | None]:
    # How far the primary has written, and when by its clock; Nones while it does not answer.
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(_POSITION)
            return cursor.fetchone()
    except Error:
        return None, None


def _unusable() -> Freshness:
    return Freshness(None, float("inf"), time.monotonic())
