"""What is out of reach is told in one line; a fault of the program keeps its traceback each
time.
"""

import errno
import logging
import smtplib

import kombu.exceptions
import psycopg
import pytest
import redis
from celery.beat import SchedulingError
from django.core.exceptions import DisallowedHost
from django.db import IntegrityError, InterfaceError, OperationalError

from config.logs.facts import KEY, Facts, use_facts
from config.logs.lines import JsonFormatter
from config.logs.outages import WHOLE_ONCE_IN, Reporter, outage_of

GONE = 'connection failed: connection to server at "10.0.0.5", port 5432 failed: Connection refused'


def of_database(
    cause: Exception | None = None, words: str = GONE, kind: type = OperationalError
) -> Exception:
    problem = kind(words)
    problem.__cause__ = cause or psycopg.OperationalError(words)
    return problem


def with_state(name: str) -> Exception:
    return of_database(psycopg.errors.lookup(name)("x"))


def scheduling_error() -> Exception:
    try:
        raise kombu.exceptions.OperationalError("Error 111 connecting to redis")
    except kombu.exceptions.OperationalError:
        try:
            raise SchedulingError("Couldn't apply scheduled task")
        except SchedulingError as problem:
            return problem


def raised(problem: Exception) -> Exception:
    try:
        raise problem
    except Exception as caught:
        return caught


def record_of(
    problem: Exception | None, name: str = "agencies.x", words: str = "Not done", **more
) -> logging.LogRecord:
    exc_info = (type(problem), problem, problem.__traceback__) if problem else None
    record = logging.LogRecord(name, logging.ERROR, "x.py", 1, words, (), exc_info)
    vars(record).update(more)
    return record


# What is an outage --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("problem", "outage"),
    [
        (of_database(), "database"),
        (of_database(kind=InterfaceError), "database"),
        (psycopg.OperationalError(GONE), "database"),
        (with_state("57P01"), "database"),  # the server is being stopped
        (with_state("53300"), "database"),  # too many connections
        (with_state("57014"), "database-timeout"),
        (with_state("55P03"), "database-timeout"),
        (with_state("53100"), "disk"),
        (OSError(errno.ENOSPC, "No space left on device"), "disk"),
        (redis.ConnectionError("Error 111"), "queue"),
        (redis.TimeoutError("x"), "queue"),
        (kombu.exceptions.OperationalError("x"), "queue"),
        (scheduling_error(), "queue"),
        (smtplib.SMTPServerDisconnected("x"), "mail"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "x"), "network"),
        (TimeoutError("x"), "network"),
    ],
)
def test_what_is_out_of_reach_or_full_is_an_outage(problem, outage):
    assert outage_of(problem) == outage


@pytest.mark.parametrize(
    "problem",
    [
        ZeroDivisionError("x"),
        IntegrityError("x"),
        with_state("40P01"),  # a deadlock: two acts of ours that crossed
        with_state("42P01"),  # a table that is not there
        OSError(errno.EACCES, "Permission denied"),
        smtplib.SMTPDataError(554, b"x"),
        None,
    ],
)
def test_a_fault_of_the_program_is_none(problem):
    assert outage_of(problem) == ""


# What is told of it -------------------------------------------------------------------------------
@pytest.fixture
def clock(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("config.logs.outages.time.monotonic", lambda: now[0])
    return now


def test_the_whole_is_told_once_a_minute_with_the_count_of_what_was_left_out(clock):
    reporter, problem = Reporter(), raised(of_database())
    told = [reporter.report(record_of(problem)) for _time in range(5)]
    clock[0] += WHOLE_ONCE_IN
    told.append(reporter.report(record_of(problem)))
    assert [bool(each.exc_info) for each in told] == [True, False, False, False, False, True]
    assert [getattr(each, "left_out", None) for each in (told[0], told[5])] == [0, 4]
    assert {each.cause for each in told} == {f"OperationalError: {GONE}"}
    assert {each.outage for each in told} == {"database"}


def test_each_kind_has_its_own_minute(clock):
    reporter = Reporter()
    told = [
        reporter.report(record_of(problem))
        for problem in (of_database(), redis.ConnectionError("x"))
    ]
    assert [bool(each.exc_info) for each in told] == [True, True]


def test_control_a_fault_is_told_whole_each_time(clock):
    reporter, problem = Reporter(), raised(KeyError("x"))
    records = [record_of(problem) for _time in range(3)]
    assert [reporter.report(record) for record in records] == records


def test_others_still_get_the_record_as_it_was(clock):
    reporter, record = Reporter(), record_of(of_database(), words="a\nb")
    reporter.report(record_of(of_database()))
    assert (reporter.report(record).exc_info, reporter.report(record).getMessage()) == (None, "a")
    assert (record.exc_info is None, record.getMessage()) == (False, "a\nb")


def test_what_was_refused_needs_no_traceback():
    told = Reporter().report(
        record_of(raised(DisallowedHost("x")), name="django.security.DisallowedHost")
    )
    assert (told.exc_info, told.getMessage()) == (None, "Not done")


def test_the_line_of_a_request_says_why(rf, clock):
    """Then there is no other, but for the whole once a minute."""
    request, reporter, problem = rf.get("/nhiem-vu/"), Reporter(), raised(of_database())
    request.META |= {"gunicorn.socket": object(), KEY: Facts(request_id="a", request=request)}
    with use_facts(request.META[KEY]):
        told = [
            reporter.report(record_of(problem, "django.request", request=request))
            for _time in range(2)
        ]
    assert [bool(each) for each in told] == [True, False]
    assert (request.META[KEY].outage, request.META[KEY].cause) == (
        "database",
        f"OperationalError: {GONE}",
    )


def test_control_where_gunicorn_writes_none_the_record_stays(rf, clock):
    request, reporter = rf.get("/nhiem-vu/"), Reporter()
    told = [
        reporter.report(record_of(of_database(), "django.request", request=request))
        for _time in range(2)
    ]
    assert [bool(each) for each in told] == [True, True]
    assert reporter.report(
        record_of(None, "django.request", words="Not Found: /x", request=request)
    )


def test_the_cause_is_masked():
    problem = smtplib.SMTPServerDisconnected("an@x.vn refused\nmore")
    line = JsonFormatter().format(Reporter().report(record_of(problem)))
    assert "an@x.vn" not in line
    assert '"cause": "SMTPServerDisconnected: *** refused"' in line
