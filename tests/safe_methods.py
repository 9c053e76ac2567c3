"""A request that only looks (GET, HEAD) writes nothing: in tests, a statement that would write
raises before the database gets it.
"""

import re
from collections.abc import Callable
from contextlib import ExitStack
from functools import lru_cache

from django.db import connections
from django.http import HttpRequest, HttpResponse

from tests.access import WRITTEN_BY_GET
from tests.access_words import ANY_TABLE
from tests.checksums import UNCOUNTED

WRITE = re.compile(
    r"""
    (?<!\ FOR\ ) (?<!\ KEY\ ) (?<!\ DO\ )  # a lock, or the rest of an INSERT
    \b (?: INSERT\ INTO | UPDATE | DELETE\ FROM | TRUNCATE | COPY ) \s+
    "? (?P<table> \w+ )
    """,
    re.VERBOSE | re.IGNORECASE,
)


class WriteOnLookingError(AssertionError):
    pass


class SafeMethodsMiddleware:
    """Outermost in the tests: what other middlewares write counts too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)

        def refuse_writes(execute, sql, params, many, context):
            tables = _tables_written_by(request)
            for table in written_tables(str(sql)):
                if tables.isdisjoint({ANY_TABLE, table}):
                    raise WriteOnLookingError(
                        f"{request.method} {request.path} writes to {table}: {sql}"
                    )
            return execute(sql, params, many, context)

        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(refuse_writes))
            return self.get_response(request)


@lru_cache(maxsize=2_000)
def written_tables(statement: str) -> tuple[str, ...]:
    """Pages ask the same again and again, without the values."""
    return tuple(written["table"] for written in WRITE.finditer(statement))


def _tables_written_by(request: HttpRequest) -> set[str | None]:
    match = request.resolver_match
    return UNCOUNTED | {WRITTEN_BY_GET.get(match.view_name if match else "")}
