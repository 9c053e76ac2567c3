"""A part that is out of reach is reported in one line of each request; the traceback, once a
minute.

A fault of the program is not an outage: it keeps its whole traceback each time.
"""

import copy
import errno
import logging
import threading
import time

from config.logs.facts import record_facts

logger = logging.getLogger(__name__)

DATABASE = "database"
TIMEOUT = "database-timeout"
QUEUE = "queue"
MAIL = "mail"
DISK = "disk"
NETWORK = "network"
# Seconds.
WHOLE_ONCE_IN = 60.0
LONGEST_CAUSE = 300
# By name, so that no process loads a library to know its exceptions.
_OF_DATABASE = frozenset(
    {
        "django.db.utils.OperationalError",
        "django.db.utils.InterfaceError",
        "psycopg.OperationalError",
        "psycopg.InterfaceError",
    }
)
_BY_CLASS = {
    "redis.exceptions.ConnectionError": QUEUE,
    "redis.exceptions.TimeoutError": QUEUE,
    "kombu.exceptions.OperationalError": QUEUE,
    "smtplib.SMTPServerDisconnected": MAIL,
    "smtplib.SMTPConnectError": MAIL,
    "requests.exceptions.ConnectionError": NETWORK,
    "requests.exceptions.Timeout": NETWORK,
    "builtins.ConnectionError": NETWORK,
    "builtins.TimeoutError": NETWORK,
    "socket.gaierror": NETWORK,
}
_BY_STATE = {"53100": DISK, "57014": TIMEOUT, "55P03": TIMEOUT}
# PostgreSQL's classes: connection, resources, the server ends or begins.
_STATES_OF_OUTAGES = ("08", "53", "57P")
_WRAPPERS = frozenset({"celery.beat.SchedulingError"})
# These only say that a request failed, as the line of the request does too.
_OF_REQUESTS = frozenset({"django.request", __name__})


def outage_of(problem: BaseException | None) -> str:
    """Which part is out of reach or full, in a word for the log; empty: none is known, so it is a
    fault.
    """
    if problem is None:
        return ""
    names = [f"{kind.__module__}.{kind.__name__}" for kind in type(problem).__mro__]
    if not _WRAPPERS.isdisjoint(names):
        return outage_of(problem.__cause__ or problem.__context__)
    if not _OF_DATABASE.isdisjoint(names):
        return _outage_of_database(problem)
    if getattr(problem, "errno", None) in (errno.ENOSPC, errno.EDQUOT) and isinstance(
        problem, OSError
    ):
        return DISK
    return next((_BY_CLASS[name] for name in names if name in _BY_CLASS), "")


def _outage_of_database(problem: BaseException) -> str:
    # Without a code of PostgreSQL's the connection could not be made or was lost.
    state = getattr(problem, "sqlstate", None) or getattr(problem.__cause__, "sqlstate", None)
    if state is None:
        return DATABASE
    return _BY_STATE.get(state) or (DATABASE if state.startswith(_STATES_OF_OUTAGES) else "")


def log_outage(problem: BaseException | None) -> None:
    """For a request that was answered with a sentence: its line says why."""
    if problem is not None and outage_of(problem):
        logger.error("A request could not be served", exc_info=problem)


class Reporter:
    """Decides what happens to a record in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told: dict[str, float] = {}
        self._left_out: dict[str, int] = {}

    def report(self, record: logging.LogRecord) -> logging.LogRecord | None:
        """The record as it is to be written; None where the line of its request says everything."""
        has_line = record.name in _OF_REQUESTS and _will_have_a_line(record)
        problem = record.exc_info[1] if record.exc_info else None
        if problem is None:
            return None if has_line else record
        if record.name.startswith("django.security."):
            return _without_traceback(record)  # what was refused, and why, stands in its message
        outage = outage_of(problem)
        if not outage:
            return record
        cause = cause_of(problem)
        if facts := record_facts(record):
            facts.outage = outage
            facts.cause = cause
        told = copy.copy(record)
        told.outage = outage
        told.cause = cause
        if self._is_time(outage):
            told.left_out = self._left_out.pop(outage, 0)
            return told
        return None if has_line else _without_traceback(told)

    def _is_time(self, outage: str) -> bool:
        # Whether the whole traceback is due now; otherwise it is counted.
        now = time.monotonic()
        with self._lock:
            if now - self._told.get(outage, -WHOLE_ONCE_IN) >= WHOLE_ONCE_IN:
                self._told[outage] = now
                return True
            self._left_out[outage] = self._left_out.get(outage, 0) + 1
            return False


def _without_traceback(record: logging.LogRecord) -> logging.LogRecord:
    # Only in its first line: beat writes its whole stack into the message.
    told = copy.copy(record)
    told.exc_info = told.exc_text = None
    told.msg = record.getMessage().strip().split("\n", 1)[0]
    told.args = None
    return told


def _will_have_a_line(record: logging.LogRecord) -> bool:
    # Under gunicorn each request has one (config/logs/server.py); the trial's tests and `runserver`
    # write none.
    request = getattr(record, "request", None)
    if request is None and (facts := record_facts(record)):
        request = facts.request
    return "gunicorn.socket" in getattr(request, "META", {})


def cause_of(problem: BaseException) -> str:
    # The kind and the first line.
    [first, *_more] = str(problem).strip().splitlines() or [""]
    return f"{type(problem).__name__}: {first}"[:LONGEST_CAUSE].rstrip(": ")
