"""Queries whose SQL is written once: for what every page asks, Django takes longer to write it than
PostgreSQL to answer.
"""

import copy
import datetime
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Lookup, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
# Stand for a key, several keys or a day while the statement is written; no row has them.
BLANK_KEY = -9_000_000_001
BLANK_KEYS = [-9_000_000_002]
BLANK_DAY = datetime.date(9998, 12, 31)


class HasOneOf(Lookup):
    """As `in`, with one place in the statement for any number of keys."""

    lookup_name = "one_of"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*params, self.rhs)


class WrittenQuery(Generic[Row]):
    """A queryset that depends on keys and days: `build` gets `blanks` once, `read` each time their
    values.

    Whatever else decides which rows are asked for must not change as long as the process lives.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]], *blanks: object) -> None:
        self._build = build
        self._blanks = blanks

    def read(self, *values: object) -> list[Row]:
        rows = self._written.all()
        rows.query.filled = values
        return list(rows)

    @cached_property
    def _written(self) -> Any:
        found = self._build(*self._blanks)
        written: Any = found.all()
        # Not by the setter of `query`, which would change what a row is.
        written._query = found.query.chain(klass=_Written)
        written._query.write(found.query.get_compiler(found.db), self._blanks)
        return written


class _Written(Query):
    """A query with a statement for good, into which values are put."""

    filled: Sequence[object]

    def write(self, compiler: SQLCompiler, blanks: Sequence[object]) -> None:
        self.written = compiler
        self.sql, self.params = compiler.as_sql()
        self.blanks = {
            place: blanks.index(param) for place, param in enumerate(self.params) if param in blanks
        }

    def get_compiler(self, using: str | None = None, *_args: Any, **_kwargs: Any) -> SQLCompiler:
        compiler = copy.copy(self.written)
        compiler.connection = connections[using or DEFAULT_DB_ALIAS]  # each thread has its own
        params: list[object] = list(self.params)
        for place, blank in self.blanks.items():
            params[place] = self.filled[blank]
        vars(compiler)["as_sql"] = lambda *_args, **_kwargs: (self.sql, tuple(params))
        return compiler
