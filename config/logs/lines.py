"""One event, one line: as JSON for programs that gather logs, or as text for the terminal of a
trial.

Everything that is written passes through both masks, tracebacks too. Nothing in a message, a path
or an exception can begin a line: JSON escapes line breaks; in text they are escaped in messages,
and tracebacks are indented.
"""

import datetime
import json
import logging
import os
import re
import sys
import traceback
from functools import cache
from pathlib import Path
from typing import TextIO
from urllib.parse import quote
from zoneinfo import ZoneInfo

from config.logs.facts import record_facts
from config.logs.masking import mask_personal, mask_secrets
from config.logs.outages import Reporter

# For every line, whatever zone the machine or the container has.
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LONGEST_MESSAGE = 2_000
# Characters; Docker cuts a line in two after 16 KB.
LONGEST_TRACEBACK = 10_000
_FIRST_OF_TRACEBACK = 3_000
# What breaks a line, moves a terminal's cursor, turns the direction of letters or cannot be
# encoded.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_IN_TRACEBACKS = re.compile(_CONTROLS.pattern.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f"))


def mask_line(text: str) -> str:
    return mask_secrets(mask_personal(text))


def masked_path(path: str) -> str:
    """A path as Django reads it, as a log may keep it: with percent signs for spaces and quotes."""
    return mask_secrets(quote(mask_personal(path), safe="/*"))


def escape_controls(text: str, pattern: re.Pattern[str] = _CONTROLS) -> str:
    return pattern.sub(
        lambda found: json.dumps(found[0])[1:-1] if found[0] != "\x7f" else "\\u007f", text
    )


def read_event(record: logging.LogRecord) -> dict[str, object]:
    # Every field that is known, in the order in which it is written; the exception as its kind and
    # traceback.
    event: dict[str, object] = {
        "time": datetime.datetime.fromtimestamp(record.created, ZONE).isoformat(
            timespec="milliseconds"
        ),
        "level": record.levelname,
        "logger": record.name,
        "message": _shorten(mask_line(_message(record))),
        "process": _process_kind(),
        "pid": record.process,
    }
    facts = record_facts(record)
    event |= facts.as_fields() if facts else {}
    event |= getattr(record, "fields", {})
    told = {name: getattr(record, name, None) for name in ("outage", "cause", "left_out")}
    event |= {name: value for name, value in told.items() if value}
    if "cause" in event:
        event["cause"] = mask_line(str(event["cause"]))
    if record.exc_info and record.exc_info[0]:
        kind = record.exc_info[0]
        event["exception"] = {
            "type": f"{kind.__module__}.{kind.__qualname__}",
            "traceback": _traceback(record),
        }
    return event


@cache
def _process_kind() -> str:
    # `web`, `worker`, `beat`, or the command: `manage.py migrate`.
    program, *words = sys.argv or [""]
    name = Path(program).name
    last = Path(program).parts[-2:]
    if "gunicorn" in last or os.environ.get("IS_WEB_SERVER", "").lower() == "true":
        return "web"
    if "celery" in last:
        return next((kind for kind in ("worker", "beat") if kind in words), "celery")
    if name == "manage.py" or last == ("django", "__main__.py"):
        return f"manage.py {words[0]}" if words else "manage.py"
    return name or "python"


def _message(record: logging.LogRecord) -> str:
    # Django writes the decoded path, with spaces and quotes, where the mask would assume its end.
    text = record.getMessage()
    path = getattr(getattr(record, "request", None), "path", "")
    return (text.replace(path, masked_path(path)) if path else text).strip()


def _traceback(record: logging.LogRecord) -> str:
    text = mask_line("".join(traceback.format_exception(*record.exc_info)).rstrip())
    if len(text) <= LONGEST_TRACEBACK:
        return text
    last = LONGEST_TRACEBACK - _FIRST_OF_TRACEBACK
    left_out = f"\n[{len(text) - LONGEST_TRACEBACK} characters are left out here]\n"
    return text[:_FIRST_OF_TRACEBACK] + left_out + text[-last:]


def _shorten(text: str) -> str:
    if len(text) <= LONGEST_MESSAGE:
        return text
    return f"{text[:LONGEST_MESSAGE]} [{len(text) - LONGEST_MESSAGE} characters are left out here]"


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = json.dumps(read_event(record), ensure_ascii=False, default=str)
        return escape_controls(line)


class TextFormatter(logging.Formatter):
    """`time LEVEL logger [number of the request or run] message`, and below it the traceback,
    indented.
    """

    def format(self, record: logging.LogRecord) -> str:
        event = read_event(record)
        number = f"[{str(event['request_id'])[:12]}] " if "request_id" in event else ""
        lines = [
            (
                f"{event['time']} {event['level']} {event['logger']} "
                f"{number}{escape_controls(self._event_text(event))}"
            )
        ]
        if exception := event.get("exception"):
            told = escape_controls(exception["traceback"], _IN_TRACEBACKS)
            lines += [f"    {line}" for line in told.split("\n") if line.strip()]
        return "\n".join(lines)

    @staticmethod
    def _event_text(event: dict[str, object]) -> str:
        words = str(event["message"])
        if "status" in event:
            names = ("person", "seat", "api_token")
            who = "".join(f", {name} {event[name]}" for name in names if name in event)
            words += f" in {event['duration_ms']} ms{who}, from {event.get('client', 'nowhere')}"
        cause = str(event.get("cause", ""))
        if cause and cause.partition(": ")[2] not in words:
            words += f" ({cause})"
        if "left_out" in event:
            words += f" ({event['left_out']} tracebacks like this were left out since the last one)"
        return words


class LineHandler(logging.StreamHandler):
    """Writes each line at once, so that lines of several processes that share a pipe do not mix.

    To the process's own standard error, unless another stream is given, whatever `sys.stderr` is at
    the moment.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        super().__init__(stream or sys.__stderr__)
        self.reporter = Reporter()

    def emit(self, record: logging.LogRecord) -> None:
        try:
            told = self.reporter.report(record)
            if told is not None:
                self._write(f"{self.format(told)}\n")
        except Exception:
            self.handleError(record)

    def _write(self, line: str) -> None:
        try:
            number = self.stream.fileno()
        except (AttributeError, OSError, ValueError):  # no file: what a test or a caller reads
            self.stream.write(line)
            self.flush()
            return
        self.flush()
        left = line.encode(errors="backslashreplace")
        while left:
            left = left[os.write(number, left) :]
