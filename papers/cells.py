"""The cells of a table as texts: numbers and days as Vietnamese print them, and sums."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from papers.parts import Table
from vietnam.dates import format_date
from vietnam.numbers import format_number
from workbooks.sheets import Column, ColumnKind, Value

Total = int | Decimal | None
"""What a column adds up to; None of one that is not summed."""
CENTRED = (ColumnKind.SERIAL, ColumnKind.DATE, ColumnKind.MOMENT)
LEAST = {  # mm, in letters of 11 points: what never breaks
    ColumnKind.SERIAL: 11,
    ColumnKind.NUMBER: 17,
    ColumnKind.DECIMAL: 17,
    ColumnKind.PERCENT: 18,
    ColumnKind.DATE: 26,
    ColumnKind.MOMENT: 26,
}


@dataclass(frozen=True)
class Row:
    texts: list[str]
    is_bold: bool = False


def shown_rows(table: Table) -> Iterator[Row]:
    """The rows, and the totals if a column has one."""
    sums: list[Total] = [0 if column.total else None for column in table.columns]
    for number, values in enumerate(table.rows):
        cells = zip(values, table.columns, strict=True)
        texts = [shown_value(value, column) for value, column in cells]
        yield Row(texts, is_bold=number in table.bold_rows)
        if number not in table.bold_rows:
            sums = [add_value(total, value) for total, value in zip(sums, values, strict=True)]
    if any(column.total for column in table.columns):
        yield Row(_totals(sums, table), is_bold=True)


def add_value(total: Total, value: Value) -> Total:
    """An empty cell adds nothing; raises TypeError of one that holds no number under a column that
    is summed.
    """
    if total is None or not value:
        return total
    if isinstance(value, int):
        return total + value
    if isinstance(value, float | Decimal):
        return total + Decimal(str(value))
    raise TypeError(f"{value!r} cannot be summed")


def _totals(sums: list[Total], table: Table) -> list[str]:
    texts = ["" if value is None else format_number(value) for value in sums]
    kinds = [column.kind for column in table.columns]
    texts[kinds.index(ColumnKind.TEXT)] = table.total_label
    return texts


def shown_value(value: Value, column: Column) -> str:
    """As decree 30/2020 and Vietnamese print it; a part of one under a heading of per cent as
    97,5 %.
    """
    if isinstance(value, datetime.datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{moment:%H:%M} {format_date(moment.date())}"
    if isinstance(value, datetime.date):
        return format_date(value)
    if value is None or isinstance(value, str):
        return value or ""
    if column.kind is ColumnKind.PERCENT:
        return f"{format_number(round(Decimal(str(value)) * 100, 1))} %"
    return format_number(value if isinstance(value, int) else Decimal(str(value)))


def column_widths(columns: Sequence[Column], width: float) -> list[float]:
    """Figures and days never break; the rest of the width is for the texts, in proportion."""
    fixed = [LEAST.get(column.kind, 0) for column in columns]
    texts = sum(column.width for column, least in zip(columns, fixed, strict=True) if not least)
    left = width - sum(fixed)
    if not texts:
        return [width * each / sum(fixed) for each in fixed]
    return [
        least or left * column.width / texts for column, least in zip(columns, fixed, strict=True)
    ]
