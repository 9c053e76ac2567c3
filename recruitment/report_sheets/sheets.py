"""Which tables of a workbook are a report's: its figures, each in a row with its label; and its
lines, one for each home province. Every row and column is told, read or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from recruitment.report_sheets.cells import read_count
from recruitment.report_sheets.head_words import (
    HOME,
    LABEL,
    MEN,
    NOT_READ,
    PERSON,
    VALUE,
    SheetWords,
    counts_thousands,
)
from tables.cells import CellKind, Sheet, cell_at, column_letter
from tables.heads import Head, HeadColumn, HeadRules, find_head
from tables.rows import LeftOut, LeftOutWhy, TableRow, TableShape, row_text, sort_rows
from vietnam.places.homes import find_home

BEYOND = 1 << 30  # a row after all others
MOST_TOLD = 300


class TableKind(StrEnum):
    FIGURES = "figures"
    LINES = "lines"
    HIDDEN = "hidden"
    NAMES = "names"  # a list of people, which no report asks for
    NONE = "none"


class FieldWhy(StrEnum):
    """Why a column is not read."""

    UNKNOWN = "unknown"
    HIDDEN = "hidden"
    TWICE = "twice"  # beside another one for the same
    IGNORED = "ignored"  # serial numbers, last period, shares


@dataclass(frozen=True)
class ReadColumn:
    """`field`: what it is read as, "" where it is not."""

    at: int
    heading: str
    field: str
    why: str = ""


@dataclass
class ReadSheet:
    sheet: Sheet
    kind: TableKind
    columns: list[ReadColumn] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    sums: list[dict[str, Any]] = field(default_factory=list)
    in_thousands: bool = False

    @property
    def is_read(self) -> bool:
        return self.kind in (TableKind.FIGURES, TableKind.LINES)

    def described(self) -> dict[str, Any]:
        """As the page shows it: JSON."""
        return {
            "name": self.sheet.name,
            "kind": self.kind,
            "knows_layout": self.sheet.knows_layout,
            "in_thousands": self.in_thousands,
            "columns": [
                {
                    "letter": column_letter(column.at),
                    "heading": column.heading,
                    "field": column.field,
                    "why": column.why,
                }
                for column in self.columns
            ],
            "left_out": [
                {"row": row.number, "why": row.why, "text": row.text}
                for row in self.left_out[:MOST_TOLD]
            ],
            "left_out_count": len(self.left_out),
            "wrong_sums": wrong_sums(self),
        }


def understand_sheets(sheets: Sequence[Sheet], words: SheetWords) -> list[ReadSheet]:
    """All of them, read or not, in the order of the workbook."""
    return [_understand(sheet, words) for sheet in sheets]


def _understand(sheet: Sheet, words: SheetWords) -> ReadSheet:
    for kind, rules in (
        (TableKind.LINES, words.home_rules()),
        (TableKind.FIGURES, words.figure_rules()),
    ):
        if head := find_head(sheet, rules):
            read = ReadSheet(sheet, TableKind.HIDDEN if sheet.is_hidden else kind)
            if read.is_read:
                _read_table(read, head, words)
            return read
    return ReadSheet(sheet, TableKind.NAMES if _lists_people(sheet, words) else TableKind.NONE)


def _lists_people(sheet: Sheet, words: SheetWords) -> bool:
    of_people = HeadRules(
        words.match, lambda fields: {HOME, PERSON} <= fields, lambda _w: False, lambda _w: False
    )
    return find_head(sheet, of_people) is not None


def _read_table(read: ReadSheet, head: Head, words: SheetWords) -> None:
    sheet = read.sheet
    read.columns = _columns(head)
    above = [number for number in sorted(sheet.rows) if number < head.first_row]
    read.left_out += [
        LeftOut(number, LeftOutWhy.ABOVE, row_text(sheet.rows[number])) for number in above
    ]
    said = [cell.text for number in above for cell in sheet.rows[number]]
    read.in_thousands = any(
        counts_thousands(text) for text in (*said, *(column.heading for column in head.columns))
    )
    if read.kind == TableKind.FIGURES:
        _read_figures(read, head, words)
    else:
        _read_lines(read, head, words)


def _columns(head: Head) -> list[ReadColumn]:
    taken: set[str] = set()
    found = []
    for column in head.columns:
        name, why = _field_of(column, taken)
        taken.add(name)
        found.append(ReadColumn(column.at, column.heading, name, why))
    return found


def _field_of(column: HeadColumn, taken: set[str]) -> tuple[str, str]:
    if column.match is None:
        return "", FieldWhy.UNKNOWN
    name = column.match.field
    if name in NOT_READ:
        return "", FieldWhy.IGNORED
    if column.is_hidden:
        return "", FieldWhy.HIDDEN
    return ("", FieldWhy.TWICE) if name in taken else (name, "")


# The figures --------------------------------------------------------------------------------------
def _read_figures(read: ReadSheet, head: Head, words: SheetWords) -> None:
    at = {column.field: column.at for column in read.columns if column.field}
    for number, cells in sorted(read.sheet.rows.items()):
        if number <= head.last_row:
            continue
        label = cell_at(cells, at[LABEL]).text
        value = cell_at(cells, at[VALUE])
        name = words.figure_of(label)
        if not name or number in read.sheet.hidden_rows:
            why = LeftOutWhy.HIDDEN if number in read.sheet.hidden_rows else LeftOutWhy.SECTION
            if name == "" and value.kind != CellKind.EMPTY:
                why = LeftOutWhy.NOTE
            read.left_out.append(LeftOut(number, why, row_text(cells)))
            continue
        count = read_count(value, in_thousands=read.in_thousands)
        place = f"{column_letter(at[VALUE])}{number}"
        said = {"name": name, "label": label, "text": count.text, "wrong": count.wrong}
        read.rows.append({"row": number, "place": place, **said})


# The lines ----------------------------------------------------------------------------------------
def _read_lines(read: ReadSheet, head: Head, words: SheetWords) -> None:
    def places(*names: str) -> tuple[int, ...]:
        return tuple(column.at for column in read.columns if column.field in names)

    counted = places(*words.counts, MEN)
    order = tuple(c.at for c in head.columns if c.match and c.match.field == "order")
    # A row of figures without a name is a sum or of unknown homes: it is kept and looked at.
    shape = TableShape(places(HOME), counted, order, tuple(c.at for c in read.columns if c.field))
    found = sort_rows(read.sheet, head, shape, until=BEYOND)
    read.rows += [_line(read, row, words) for row in found.rows]
    for each in found.left_out:
        line = _line(read, TableRow(each.number, read.sheet.rows[each.number]), words)
        if each.why == LeftOutWhy.SUM and _is_nameless(read, each.number):
            # Figures without a word: of people whose home nobody has written down, unless they are
            # what stands above.
            if not _adds_up(line, read.rows):
                read.rows.append(line)
                continue
        elif each.why == LeftOutWhy.SUM:
            read.sums.append(line)
        elif each.why in (LeftOutWhy.SECTION, LeftOutWhy.SIGNATURE) and find_home(
            line["said"].get(HOME, "")
        ):
            # A province with nothing beside it is no title.
            read.rows.append(line)
            continue
        read.left_out.append(each)
    read.rows.sort(key=lambda line: line["row"])


def _is_nameless(read: ReadSheet, number: int) -> bool:
    cells = read.sheet.rows[number]
    return not any(cell.kind == CellKind.TEXT and not cell.text.isdigit() for cell in cells)


def _adds_up(line: dict[str, Any], rows: list[dict[str, Any]]) -> bool:
    return all(
        _number(text) == sum(_number(row["said"].get(name, "")) for row in rows)
        for name, text in line["said"].items()
        if text.isdigit()
    )


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0


def _line(read: ReadSheet, row: TableRow, words: SheetWords) -> dict[str, Any]:
    said: dict[str, str] = {}
    wrong: dict[str, str] = {}
    places: dict[str, str] = {}
    for column in read.columns:
        if not column.field:
            continue
        cell = cell_at(row.cells, column.at)
        places[column.field] = f"{column_letter(column.at)}{row.number}"
        if column.field not in (*words.counts, MEN):
            said[column.field] = cell.text
            continue
        count = read_count(cell, in_thousands=read.in_thousands)
        # One figure that is merged over several rows is no figure of each.
        if row.merged.get(column.at) and count.text:
            count = count._replace(wrong=count.wrong or "merged")
        said[column.field] = count.text
        if count.wrong:
            wrong[column.field] = count.wrong
    return {"row": row.number, "said": said, "wrong": wrong, "places": places}


def wrong_sums(read: ReadSheet) -> list[dict[str, Any]]:
    """Of a single line of sums, what it says otherwise than the rows together."""
    if len(read.sums) != 1:
        return []
    [line] = read.sums
    return [
        {"place": line["places"][name], "field": name, "said": int(text), "added": added}
        for name, text in line["said"].items()
        if text.isdigit()
        and name not in line["wrong"]
        and name != HOME
        and (added := sum(_number(row["said"].get(name, "")) for row in read.rows)) != int(text)
    ]
