"""Rows of a sheet as a page shows them."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django.http import HttpRequest

from agencies.forms.fields import parse_whole_number
from agencies.forms.query_strings import build_query
from agencies.lists.links import address_within
from agencies.lists.numbers import localized_number
from vietnam.dates import format_date
from workbooks.sheets import Column, ColumnKind, Formula, Link, Value

PAGE_LENGTH = 50
NUMBERS = frozenset({ColumnKind.NUMBER, ColumnKind.DECIMAL, ColumnKind.SERIAL})


def asked_page(request: HttpRequest) -> int:
    """From 1; what is no number asks for the first."""
    return max(parse_whole_number(request.GET.get("page", "")) or 1, 1)


def first_row(page: int) -> int:
    return (page - 1) * PAGE_LENGTH


def shown_rows(
    request: HttpRequest, columns: Sequence[Column], rows: Sequence[Sequence[Value]]
) -> dict[str, Any]:
    """`rows`: those of the page and one more, if there are more. The last column of a list is the
    page of its row, to which the second one leads.
    """
    page = asked_page(request)
    shown = [
        [
            (column.heading, shown_cell(value), column.kind in NUMBERS)
            for column, value in zip(columns[:-1], row[:-1], strict=True)
        ]
        for row in rows[:PAGE_LENGTH]
    ]
    return {
        "headings": [(column.heading, column.kind in NUMBERS) for column in columns[:-1]],
        "rows": list(zip(shown, (_page_address(row) for row in rows), strict=False)),
        "previous": _page_query(request, page - 1) if page > 1 else None,
        "next": _page_query(request, page + 1) if len(rows) > PAGE_LENGTH else None,
    }


def _page_address(row: Sequence[Value]) -> str:
    return address_within(cast("Link", row[-1]))


def _page_query(request: HttpRequest, number: int) -> str:
    return build_query(request.GET, page=number)


def shown_cell(value: Value) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, datetime.date):
        return format_date(value)
    if isinstance(value, Link | Formula):
        raise TypeError(f"{value!r} is shown in no list")
    return localized_number(Decimal(value))
