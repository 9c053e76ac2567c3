"""What every line of a request, or of a task's run, says besides its message."""

import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields
from typing import Any

from django.utils.functional import SimpleLazyObject

# Where they are in the environment of the request (WSGI), for what is written once Django has
# answered.
KEY = "portal.log_facts"
GIVEN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


@dataclass
class Facts:
    """Rows are named only by their numbers. `request`: while it is being handled, the person is
    read from it.
    """

    request_id: str
    task: str = ""
    method: str = ""
    path: str = ""
    client: str = ""
    person: int | None = None
    seat: int | None = None
    agency: int | None = None
    api_token: int | None = None
    outage: str = ""
    cause: str = ""
    request: Any = None

    def as_fields(self) -> dict[str, object]:
        """Those that are known, by name; never a query to the database."""
        self.note_actor()
        found = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if field.name != "request"
        }
        return {name: value for name, value in found.items() if value not in ("", None)}

    def note_actor(self) -> None:
        if self.request is None:
            return
        seen = vars(self.request)
        user, actor, token = seen.get("user"), seen.get("actor"), seen.get("auth")
        # A lazy user would ask the database now; once it has, Django keeps the person at
        # `_cached_user`.
        is_lazy = isinstance(user, SimpleLazyObject) and "_cached_user" not in seen
        self.person = None if is_lazy else getattr(user, "pk", None)
        self.seat = actor.seat.pk if actor else None
        self.agency = actor.seat.agency_id if actor else getattr(token, "agency_id", None)
        self.api_token = getattr(token, "pk", None)


_current: ContextVar[Facts | None] = ContextVar("log_facts", default=None)


def new_id() -> str:
    """Short enough for the telephone: 12 characters."""
    return secrets.token_hex(6)


def current_facts() -> Facts | None:
    return _current.get()


def current_request_id() -> str:
    """Empty where no request is being answered."""
    facts = current_facts()
    return facts.request_id if facts else ""


def set_facts(facts: Facts | None) -> None:
    _current.set(facts)


@contextmanager
def use_facts(facts: Facts) -> Iterator[None]:
    """Every line of this thread belongs to them until the end of the block, and none after it."""
    token = _current.set(facts)
    try:
        yield
    finally:
        _current.reset(token)
        facts.note_actor()
        facts.request = None  # else each would keep the other alive, an upload with it


def record_facts(record: logging.LogRecord) -> Facts | None:
    """Django names the request itself in what it logs once the response is ready, Celery the run of
    the task.
    """
    given = getattr(record, "facts", None) or getattr(
        getattr(record, "request", None), "META", {}
    ).get(KEY)
    return given or current_facts() or _task_facts(getattr(record, "data", None))


def _task_facts(told: object) -> Facts | None:
    if isinstance(told, dict) and "id" in told and "name" in told:
        return Facts(request_id=str(told["id"]), task=str(told["name"]))
    return None
