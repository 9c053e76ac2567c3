"""Which sheets of a workbook are read, and what is told of each."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from recruitment.demand_sheets.columns import ReadColumn, assign_columns
from recruitment.demand_sheets.headings import RULES
from recruitment.demand_sheets.rows import RowReader, RowReading
from tables.cells import CellKind, Sheet, cell_at, column_letter
from tables.heads import Head, find_head, find_next_heads
from tables.rows import LeftOut, LeftOutWhy, TableRow, TableShape, row_text, sort_rows
from vietnam.folding import fold

BEYOND = 1 << 30  # a row after all others


class SheetWhy(StrEnum):
    """Why a sheet is read or not."""

    READ = "read"
    CHOSEN = "chosen"
    NOT_CHOSEN = "not_chosen"
    HIDDEN = "hidden"
    NO_HEAD = "no_head"
    SUMMARY = "summary"  # adds up what other sheets say
    OTHER_MONTH = "other_month"  # an earlier month's
    SAME_ROWS = "same_rows"  # says what an earlier sheet says


@dataclass(frozen=True)
class Choices:
    """What a clerk has put right on the page: `sheets` by name, None: nothing chosen; `columns` and
    `remembered`: fields by `column_key`; `included`: rows by sheet that are read all the same.
    """

    sheets: tuple[str, ...] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, str] = field(default_factory=dict)
    included: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Choices":
        sheets = said.get("sheets")
        return cls(
            None if sheets is None else tuple(sheets),
            said.get("columns", {}),
            said.get("remembered", {}),
            said.get("included", {}),
        )


@dataclass
class ReadTable:
    """A head with its columns and the rows below it."""

    head: Head
    columns: list[ReadColumn]
    rows: list[TableRow]


@dataclass
class ReadSheet:
    sheet: Sheet
    why: SheetWhy = SheetWhy.READ
    tables: list[ReadTable] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def is_read(self) -> bool:
        return self.why in (SheetWhy.READ, SheetWhy.CHOSEN)

    @property
    def row_count(self) -> int:
        return sum(len(table.rows) for table in self.tables)

    def readings(self, today: datetime.date) -> Iterator[tuple[int, RowReading]]:
        for table in self.tables:
            reader = RowReader(table.columns, today)
            for row in table.rows:
                yield row.number, reader.read(row)


def understand_sheets(sheets: Sequence[Sheet], choices: Choices) -> list[ReadSheet]:
    """All of them, read or not, in the order of the workbook."""
    found = [_understand(sheet, choices) for sheet in sheets]
    if choices.sheets is not None:
        for each in found:
            if each.tables:
                is_chosen = each.sheet.name in choices.sheets
                each.why = SheetWhy.CHOSEN if is_chosen else SheetWhy.NOT_CHOSEN
        return found
    _leave_out_hidden(found)
    _leave_out_summaries(found)
    _leave_out_other_months(found)
    _leave_out_copies(found)
    return found


def _understand(sheet: Sheet, choices: Choices) -> ReadSheet:
    read = ReadSheet(sheet)
    head = find_head(sheet, RULES)
    if head is None:
        read.why = SheetWhy.NO_HEAD
        return read
    heads = [head, *find_next_heads(sheet, head, RULES).values()]
    read.left_out += [
        LeftOut(number, LeftOutWhy.ABOVE, row_text(cells))
        for number, cells in sorted(sheet.rows.items())
        if number < head.first_row
    ]
    for at, each in enumerate(heads):
        until = heads[at + 1].first_row if at + 1 < len(heads) else BEYOND
        _read_table(read, each, until, choices)
    return read


def _read_table(read: ReadSheet, head: Head, until: int, choices: Choices) -> None:
    columns = assign_columns(
        read.sheet, head, chosen=choices.columns, remembered=choices.remembered
    )
    included = choices.included.get(read.sheet.name, ())
    shape = _shape(head, columns)
    found = sort_rows(read.sheet, head, shape, until=until, included=included)
    read.left_out += found.left_out
    read.tables.append(ReadTable(head, columns, found.rows))


def _shape(head: Head, columns: Sequence[ReadColumn]) -> TableShape:
    def places(*fields: str) -> tuple[int, ...]:
        return tuple(column.at for column in columns if column.field in fields)

    order = tuple(c.at for c in head.columns if c.match and c.match.field in ("order", "own_code"))
    read = tuple(column.at for column in columns if column.field)
    counts = places("headcount", "men", "women", "month")
    return TableShape(places("title"), counts, order, read)


# Sheets that are not read ---------------------------------------------------------------------
_MONTH = re.compile(r"\b(?:thang|t)\s*0?(\d{1,2})(?:\s+(20\d\d))?\b")


def _leave_out_hidden(found: list[ReadSheet]) -> None:
    for each in found:
        if each.sheet.is_hidden and each.is_read:
            each.why = SheetWhy.HIDDEN


def _leave_out_summaries(found: list[ReadSheet]) -> None:
    read = [each for each in found if each.is_read]
    for each in read:
        name = fold(each.sheet.name)
        is_summary = re.search(r"\b(?:tong hop|tong|summary|total|th)\b", name)
        if is_summary and len(read) > 1:
            each.why = SheetWhy.SUMMARY


def _leave_out_other_months(found: list[ReadSheet]) -> None:
    # Of “T10”, “T11”, “T12” the latest; “T12/2026” before “T1/2027”.
    months = {}
    for at, each in enumerate(found):
        named = _MONTH.search(fold(each.sheet.name)) if each.is_read else None
        if named and 1 <= int(named[1]) <= 12:
            months[at] = (int(named[2] or 0), int(named[1]))
    if len(set(months.values())) < 2:
        return
    has_years = all(year for year, _month in months.values())
    # Without years January may follow December: what stands last in the workbook is the latest.
    latest = max(months.values()) if has_years else months[max(months)]
    if not has_years and {month for _year, month in months.values()} < set(range(1, 12)):
        latest = max(months.values())
    for at, month in months.items():
        if month != latest:
            found[at].why = SheetWhy.OTHER_MONTH


def _leave_out_copies(found: list[ReadSheet]) -> None:
    seen: set[tuple[str, ...]] = set()
    for each in found:
        if not each.is_read:
            continue
        said = tuple(
            "|".join(cell_at(row.cells, c.at).text for c in table.columns if c.field)
            for table in each.tables
            for row in table.rows
        )
        if said and said in seen:
            each.why = SheetWhy.SAME_ROWS
        seen.add(said)


# What is told of them -------------------------------------------------------------------------
MOST_TOLD = 300  # rows left out of a sheet that are told one by one


def describe_sheet(read: ReadSheet) -> dict[str, Any]:
    """As the page shows it: JSON."""
    sheet = read.sheet
    left_out = [
        {"row": each.number, "why": each.why, "text": each.text}
        for each in read.left_out[:MOST_TOLD]
    ]
    return {
        "name": sheet.name,
        "why": read.why,
        "is_read": read.is_read,
        "has_table": bool(read.tables),
        "rows": read.row_count,
        "knows_layout": sheet.knows_layout,
        "heads": [[table.head.first_row, table.head.last_row] for table in read.tables],
        "columns": [
            _column_told(column, number, sheet)
            for number, table in enumerate(read.tables)
            for column in table.columns
        ],
        "left_out": left_out,
        "left_out_count": len(read.left_out),
        "headless": _headless_columns(read),
    }


def _column_told(column: ReadColumn, table: int, sheet: Sheet) -> dict[str, Any]:
    return {
        "table": table,
        "letter": column.letter,
        "heading": column.heading,
        "field": column.field,
        "why": column.why,
        "bound": column.bound,
        "unit": column.unit,
        "example": column.example,
        "is_hidden": column.at in sheet.hidden_columns,
    }


def _headless_columns(read: ReadSheet) -> list[str]:
    """Letters of columns with values below no heading at all."""
    known = {column.at for table in read.tables for column in table.columns}
    filled = {
        at
        for table in read.tables
        for row in table.rows
        for at, cell in enumerate(row.cells)
        if cell.kind != CellKind.EMPTY
    }
    return [column_letter(at) for at in sorted(filled - known)]
