"""What becomes of a record: one line, masked, that nothing in it can break."""

import datetime
import json
import logging
import os
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.logs.configuration import build_logging, logging_of_environment, set_up_logging
from config.logs.facts import Facts, current_facts, use_facts
from config.logs.lines import LONGEST_TRACEBACK, JsonFormatter, LineHandler, TextFormatter
from config.logs.masking import mask_personal


def record_of(
    message: str, *words: object, problem: BaseException | None = None, **more: object
) -> logging.LogRecord:
    exc_info = (type(problem), problem, problem.__traceback__) if problem else None
    record = logging.LogRecord("agencies.x", logging.WARNING, "x.py", 1, message, words, exc_info)
    record.created = datetime.datetime(2026, 11, 29, 23, 30, tzinfo=datetime.UTC).timestamp() + 0.25
    vars(record).update(more)
    return record


def raised(problem: BaseException) -> BaseException:
    try:
        raise problem
    except type(problem) as caught:
        return caught


def as_json(record: logging.LogRecord) -> dict:
    [line] = (
        JsonFormatter().format(record).splitlines()
    )  # also of the breaks that only Unicode knows
    return json.loads(line)


# Fields -------------------------------------------------------------------------------------------
def test_a_line_says_when_in_the_one_zone_how_grave_who_and_what():
    event = as_json(record_of("Message %s not sent", 7))
    assert {name: event[name] for name in ("time", "level", "logger", "message")} == {
        "time": "2026-11-30T06:30:00.250+07:00",
        "level": "WARNING",
        "logger": "agencies.x",
        "message": "Message 7 not sent",
    }
    assert (event["pid"], "request_id" in event, "exception" in event) == (
        os.getpid(),
        False,
        False,
    )


def test_the_same_as_text():
    with use_facts(Facts(request_id="0123456789abcdef0123456789abcdef")):
        line = TextFormatter().format(record_of("Message %s not sent", 7))
    assert (
        line == "2026-11-30T06:30:00.250+07:00 WARNING agencies.x [0123456789ab] Message 7 not sent"
    )


def test_the_zone_of_the_machine_does_not_matter(monkeypatch):
    import time

    monkeypatch.setenv("TZ", "America/Lima")
    time.tzset()
    try:
        assert as_json(record_of("x"))["time"] == "2026-11-30T06:30:00.250+07:00"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_an_exception_is_one_field_of_the_same_line():
    event = as_json(record_of("Broken", problem=raised(ZeroDivisionError("by nothing"))))
    assert event["exception"]["type"] == "builtins.ZeroDivisionError"
    assert event["exception"]["traceback"].startswith("Traceback (most recent call last):\n")
    assert event["exception"]["traceback"].endswith("\nZeroDivisionError: by nothing")


def test_a_run_of_a_task_is_known_by_what_celery_says_of_it():
    event = as_json(
        record_of(
            "Task received", data={"id": "run-1", "name": "agencies.celery_tasks.run_retention"}
        )
    )
    assert (event["request_id"], event["task"]) == ("run-1", "agencies.celery_tasks.run_retention")


def test_what_is_too_long_says_how_much_is_left_out():
    event = as_json(record_of("x" * 5000, problem=raised(ValueError("a" * 30_000 + "end"))))
    assert event["message"].endswith("x [3000 characters are left out here]")
    assert "characters are left out here]\n" in event["exception"]["traceback"]
    assert event["exception"]["traceback"].startswith("Traceback")
    assert event["exception"]["traceback"].endswith("aend")
    assert len(event["exception"]["traceback"]) < LONGEST_TRACEBACK + 100
    assert len(json.dumps(event)) < 16 * 1024  # where Docker cuts a line in two


# Forging ------------------------------------------------------------------------------------------
BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
FORGED = "2026-11-30T06:30:00.250+07:00 CRITICAL django forged"


@pytest.mark.parametrize("broken", [*BREAKS, "\r\n", "\x1b[2J", "\x00", "\u202e", "\ud83d"])
def test_no_message_begins_a_line_moves_a_cursor_or_turns_the_letters(broken):
    record = record_of("Path %s", f"/a{broken}{FORGED}")
    event = as_json(record)
    text = TextFormatter().format(record)
    assert event["message"] == f"Path /a{broken}{FORGED}"
    for line in (text, JsonFormatter().format(record)):
        assert len(line.splitlines()) == 1
        assert line.isprintable()
        line.encode()


def test_no_exception_begins_a_line_in_text():
    lines = (
        TextFormatter()
        .format(record_of("x", problem=raised(ValueError(f"a\n{FORGED}\r{FORGED}"))))
        .split("\n")
    )
    assert [line for line in lines[1:] if not line.startswith("    ")] == []
    assert f"    {FORGED}\\r{FORGED}" in lines


def test_control_pythons_own_formatter_lets_a_line_be_forged():
    assert (
        FORGED in logging.Formatter("%(message)s").format(record_of("a\n%s", FORGED)).splitlines()
    )


# Personal data ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Mail to an.nguyen@so-nv.bacgiang.gov.vn refused", "Mail to *** refused"),
        (
            "{'đỗ.an@thưđiện.vn': (550, b'5.1.1 <x+y@z.vn> unknown')}",
            "{'***': (550, b'5.1.1 <***> unknown')}",
        ),
        ("/tim/an%40x.vn/ and an%2540x.vn", "/tim/***/ and ***"),
        ("Gọi 0912345678 hoặc 0912 345 678, 0912.345.678", "Gọi *** hoặc ***, ***"),
        ("+84 912 345 678; 84912345678; (024) 3825-1234; 0084912345678", "***; ***; ***; ***"),
        ("CCCD 001086123456, CMND 125123456.", "CCCD ***, CMND ***."),
        ("postgresql://portal:secret@db:5432/portal", "postgresql://***@db:5432/portal"),
        (
            (
                'duplicate key "x"\nDETAIL:  Key (email)=(An) already exists.\n\nThe above '
                "exception "
                "was the direct"
            ),
            'duplicate key "x"\nDETAIL: ***\n\nThe above exception was the direct',
        ),
        (
            (
                "null value\nDETAIL:  Failing row contains (1, Nguyễn\nVăn An).\nCONTEXT:  COPY a, "
                "line 1: b"
            ),
            "null value\nDETAIL: ***\nCONTEXT: ***",
        ),
        (
            "IntegrityError('twice\\nDETAIL:  Key (name)=(An) exists.')",
            "IntegrityError('twice\\nDETAIL: ***",
        ),
        (
            "syntax error\nLINE 1: SELECT 'Nguyễn Văn An'\n               ^",
            "syntax error\nLINE 1: ***",
        ),
        (
            'invalid input syntax for type integer: "Nguyễn An"',
            "invalid input syntax for type integer: ***",
        ),
        (
            "invalid literal for int() with base 10: 'An'",
            "invalid literal for int() with base 10: ***",
        ),
    ],
)
def test_what_is_said_of_people_is_masked(said, kept):
    assert mask_personal(said) == kept
    assert as_json(record_of("%s", said))["message"] == kept
    assert (
        said
        not in as_json(record_of("x", problem=raised(RuntimeError(said))))["exception"]["traceback"]
    )


@pytest.mark.parametrize(
    "said",
    [
        (
            "Task agencies.celery_tasks.run_retention[0a1b2c3d-0912-4567-8901-a12345678901] "
            "succeeded in 0.0123456789012s: None"
        ),
        "Refused: person 12 from seat 345, GET /nhiem-vu/123456/, which needs SEE_BOARD",
        "connection to server at 127.0.0.1, port 5432 failed: Connection refused",
        "celery@web-1 ready. Listening at: http://0.0.0.0:8000 (12345)",
        "Message 20261129063000.123.456 kept on 2026-11-30 06:30:00",
    ],
)
def test_what_is_said_of_rows_and_machines_stays(said):
    assert mask_personal(said) == said


# Settings -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("form", "level", "told"),
    [
        (
            "xml",
            "INFO",
            "LOG_FORMAT is 'xml'. Set it to json (for deployments) or to text (for trials).",
        ),
        (
            "json",
            "LOUD",
            "LOG_LEVEL is 'LOUD'. Set it to one of: DEBUG, INFO, WARNING, ERROR, CRITICAL.",
        ),
        ("", "INFO", "LOG_FORMAT is ''. Set it to json (for deployments) or to text (for trials)."),
        (
            "json",
            "info",
            "LOG_LEVEL is 'info'. Set it to one of: DEBUG, INFO, WARNING, ERROR, CRITICAL.",
        ),
    ],
)
def test_a_wrong_setting_is_refused_in_one_line_that_says_which_and_how(form, level, told):
    with pytest.raises(ImproperlyConfigured) as refused:
        build_logging(form, level)
    assert str(refused.value) == told


def test_the_trials_default_is_text(monkeypatch):
    monkeypatch.delenv("LOG_FORMAT", raising=False)
    monkeypatch.delenv("LOG_LEVEL", raising=False)
    assert logging_of_environment() == build_logging("text", "INFO")


def test_statements_are_never_logged_with_their_values():
    assert build_logging("json", "DEBUG")["loggers"]["django.db.backends"] == {"level": "INFO"}


# Facts --------------------------------------------------------------------------------------------
def test_the_facts_end_with_their_block_also_when_it_breaks():
    with pytest.raises(ZeroDivisionError), use_facts(Facts(request_id="first")):
        raise ZeroDivisionError
    assert current_facts() is None


def test_the_lines_of_two_processes_that_share_a_pipe_do_not_mix():
    """Each is one call of the system."""
    reading, writing = os.pipe()
    children = []
    for number in range(2):
        if not (child := os.fork()):
            handler = LineHandler(os.fdopen(writing, "w"))
            handler.setFormatter(JsonFormatter())
            for _line in range(300):
                handler.emit(record_of(f"{number}" * 1900))
            os._exit(0)
        children.append(child)
    os.close(writing)
    with os.fdopen(reading) as read:
        messages = [json.loads(line)["message"] for line in read]
    for child in children:
        os.waitpid(child, 0)
    assert sorted(messages) == ["0" * 1900] * 300 + ["1" * 1900] * 300


def test_json_takes_in_what_python_would_print_itself(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    kept = logging.root.handlers[:], logging.root.level
    try:
        set_up_logging(build_logging("json", "INFO"))
        assert sys.excepthook is not sys.__excepthook__
    finally:
        logging.captureWarnings(False)
        logging.root.handlers[:], logging.root.level = kept
