"""What waits for somebody: counts of several kinds in one query, for the frame around every
page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import CharField, Count, IntegerField, Q, QuerySet, Value, Window


@dataclass(frozen=True)
class WaitingCount:
    all: int = 0
    late: int = 0

    def __add__(self, other: "WaitingCount") -> "WaitingCount":
        return WaitingCount(self.all + other.all, self.late + other.late)


def named_count(rows: QuerySet[Any], name: str, *, late: Q | None = None) -> QuerySet[Any]:
    """The count of the rows as one row, to be combined with others; without `late` none of them
    is.
    """
    none = Value(0, output_field=IntegerField())
    return (
        rows.order_by()
        .annotate(counted_name=Value(name, output_field=CharField()))
        .values_list("counted_name")
        .annotate(all=Count("pk"), late=none if late is None else Count("pk", filter=late))
    )


def read_named_counts(parts: Iterable[QuerySet[Any]]) -> dict[str, WaitingCount]:
    """The counts by name; parts of the same name are added up. One query."""
    return _add_up(_union(parts))


def named_counts_sql(parts: Iterable[QuerySet]) -> tuple[str, tuple[Any, ...]]:
    """The statement and its values, for callers that ask for the same counts again and again."""
    return _union(parts).query.sql_with_params()


def run_named_counts(statement: str, values: tuple[Any, ...]) -> dict[str, WaitingCount]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return _add_up(cursor.fetchall())


def _add_up(rows: Iterable[tuple[str, int, int]]) -> dict[str, WaitingCount]:
    found: dict[str, WaitingCount] = {}
    for name, number, late in rows:
        found[name] = found.get(name, WaitingCount()) + WaitingCount(number, late)
    return found


def _union(parts: Iterable[QuerySet]) -> QuerySet:
    first, *others = parts
    return first.union(*others, all=True)


def first_rows_and_count(rows: QuerySet[Any], most: int) -> tuple[list[Any], int]:
    """The first rows, and how many there are in all: one query."""
    first = list(rows.annotate(number_of_all=Window(Count("*")))[:most])
    return first, first[0].number_of_all if first else 0
