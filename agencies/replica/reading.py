"""Which reads go to the replica: those of public views, by strangers and by programs with a token.
All else stays.

Sessions, accounts, tokens, counts of attempts and whatever is written know only the primary, also
within such a view: the router sends only the public models of the registry to the replica.
"""

import datetime
import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from psycopg.errors import QueryCanceled

from agencies.registry import registry
from agencies.replica.freshness import REPLICA, has_replica, known_freshness, record_replica_failure

# On a response that was read from the replica: the moment until which it is complete, in RFC 3339.
HEADER = "Data-As-Of"
# While the replica is read: the moment until which it is complete.
_read_as_of: ContextVar[datetime.datetime | None] = ContextVar("replica_read_as_of", default=None)


class ReplicaRouter:
    """Django's router where there is a replica (settings.DATABASE_ROUTERS)."""

    def db_for_read(self, model: type[Model], **hints: object) -> str:
        return (
            REPLICA
            if model in registry.public_models and is_reading_replica()
            else DEFAULT_DB_ALIAS
        )

    def db_for_write(self, model: type[Model], **hints: object) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Model, other: Model, **hints: object) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool | None:
        return False if db == REPLICA else None


def is_reading_replica() -> bool:
    # Never within a transaction, which must read what it has written.
    return _read_as_of.get() is not None and not connections[DEFAULT_DB_ALIAS].in_atomic_block


def reading_connection() -> BaseDatabaseWrapper:
    return connections[REPLICA if is_reading_replica() else DEFAULT_DB_ALIAS]


def data_time() -> datetime.datetime:
    """The moment until which what is read is complete: now, or that of the replica."""
    as_of = _read_as_of.get() if is_reading_replica() else None
    return as_of or timezone.now()


def reads_replica(view: Callable[..., Any]) -> Callable[..., Any]:
    """A public view that only reads. If the replica fails meanwhile, the view starts again on the
    primary.

    Whoever has a session reads the primary: an official sees at once what was just published.
    """

    @functools.wraps(view)
    def read(request: Any, *args: Any, **kwargs: Any) -> Any:
        found = known_freshness() if _may_read_replica(request) else None
        if found is None or found.as_of is None or not found.is_usable:
            return view(request, *args, **kwargs)
        request.data_as_of = found.as_of
        try:
            with _reading(found.as_of):
                return set_data_time(request, view(request, *args, **kwargs))
        except (OperationalError, InterfaceError) as problem:
            if isinstance(problem.__cause__, QueryCanceled):  # asked again it would take as long
                raise
            record_replica_failure()
            request.data_as_of = None
            return view(request, *args, **kwargs)

    return read


def set_data_time(request: HttpRequest, answer: Any) -> Any:
    """Sets the header if the result is a response already: an operation of the API returns what
    becomes one later.
    """
    as_of = getattr(request, "data_as_of", None)
    if as_of is not None and isinstance(answer, HttpResponse):
        answer[HEADER] = as_of.astimezone(datetime.UTC).isoformat(timespec="seconds")
    return answer


def _may_read_replica(request: HttpRequest) -> bool:
    is_stranger = settings.SESSION_COOKIE_NAME not in request.COOKIES
    return has_replica() and request.method in ("GET", "HEAD") and is_stranger


@contextmanager
def _reading(as_of: datetime.datetime) -> Iterator[None]:
    token = _read_as_of.set(as_of)
    try:
        yield
    finally:
        _read_as_of.reset(token)
