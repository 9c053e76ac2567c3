"""The cells of a table as texts: numbers and days as Vietnamese print them, and sums."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from papers.parts import Table
from vietnam.dates import format_date
from vietnam.numbers import format_number
from workbooks.sheets import BoldRow, Column, ColumnKind, Formula, Link, SectionRow, Value
from workbooks.sums import Total, add_row, begin_totals

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
class ShownRow:
    """`is_section`: its one text is a title over all columns."""

    texts: list[str]
    is_bold: bool = False
    is_section: bool = False


def shown_rows(table: Table) -> Iterator[ShownRow]:
    """The rows, and the totals if a column has one."""
    totals = begin_totals(table.columns)
    for row in table.rows:
        if isinstance(row, SectionRow):
            yield ShownRow([row.title], is_bold=True, is_section=True)
        elif isinstance(row, BoldRow):
            yield ShownRow(_texts(row.values, table), is_bold=True)
        else:
            yield ShownRow(_texts(row, table))
            totals = add_row(totals, row)
    if any(column.total for column in table.columns):
        yield ShownRow(_totals(totals, table), is_bold=True)


def _texts(values: Sequence[Value], table: Table) -> list[str]:
    cells = zip(values, table.columns, strict=True)
    return [shown_value(value, column) for value, column in cells]


def _totals(sums: list[Total], table: Table) -> list[str]:
    texts = ["" if value is None else format_number(value) for value in sums]
    kinds = [column.kind for column in table.columns]
    texts[kinds.index(ColumnKind.TEXT)] = table.total_label
    return texts


def shown_value(value: Value, column: Column) -> str:
    """As decree 30/2020 and Vietnamese print it; a part of one under a heading of per cent as
    97,5 %.
    """
    if isinstance(value, Formula):
        value = value.value
    if isinstance(value, Link):
        value = value.text
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
