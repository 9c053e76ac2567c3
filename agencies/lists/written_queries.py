"""Queries whose SQL is written once: for what every page asks, Django takes longer to write it than
PostgreSQL to answer.
"""

import copy
import datetime
from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
# Stand for a key or a day while the statement is written; no row has them.
BLANK_KEYS = (-9_000_000_001, -9_000_000_002)
BLANK_DAYS = (datetime.date(9998, 12, 30), datetime.date(9998, 12, 31))


class WrittenQuery(Generic[Row]):
    """A queryset of keys and days: `build` gets `blanks` once, `read` each time their values.

    Whatever else decides which rows are asked for must not change as long as the process lives.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], *blanks: object) -> None:
        self._build = build
        self._blanks = blanks

    def read(self, *values: object) -> list[Row]:
        rows = self._written.all()
        rows.query.filled = dict(zip(self._blanks, values, strict=True))
        return list(rows)

    @cached_property
    def _written(self) -> QuerySet[Any, Row]:
        found = self._build(*self._blanks)
        written = found.all()
        written._query = found.query.chain(klass=_Written)  # the setter would change the rows' kind
        written._query.write(found.query.get_compiler(found.db))
        return written


class _Written(Query):
    """A query with a statement for good, into which the values are put."""

    filled: dict[object, object]

    def write(self, compiler: SQLCompiler) -> None:
        self.written = compiler
        self.sql, self.blank_params = compiler.as_sql()

    def get_compiler(self, using: str | None = None, *_args: Any, **_kwargs: Any) -> SQLCompiler:
        compiler = copy.copy(self.written)
        compiler.connection = connections[using or self.written.using]  # each thread has its own
        params = tuple(self.filled.get(param, param) for param in self.blank_params)
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, params)
        return compiler
