"""What is known of a cell and of a sheet, whatever kind of file it comes from."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from vietnam.dates import format_date
from vietnam.language.old_letters import repair_lines
from vietnam.numbers import format_number
from vietnam.text import clean_paragraphs


class CellKind(StrEnum):
    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"  # Excel shows a day: typed as one, or made one of “9-12”
    FORMULA = "formula"  # one without a stored result
    ERROR = "error"  # #N/A, #REF!


class Cell(NamedTuple):
    """`text`: near to what Excel shows; `is_cut`: there was more of it than is read."""

    text: str = ""
    kind: CellKind = CellKind.EMPTY
    is_cut: bool = False


NOTHING = Cell()
Value = None | str | bool | int | float | datetime.date | datetime.time


class Area(NamedTuple):
    """Cells merged into one, counted from 1."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass
class Sheet:
    """`rows` by their numbers, as the program shows them, columns counted from 0; a row that says
    nothing is not there.

    `knows_layout`: whether this kind of file says what is hidden.
    """

    name: str
    rows: dict[int, list[Cell]] = field(default_factory=dict)
    is_hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_filtered: bool = False
    merged: list[Area] = field(default_factory=list)
    knows_layout: bool = True

    def cell(self, row: int, column: int) -> Cell:
        return cell_at(self.rows.get(row, []), column)


@dataclass(frozen=True)
class Limits:
    """Rows that say something, of all sheets together; columns; characters of a cell, and of all
    cells.
    """

    rows: int
    columns: int
    characters: int
    all_characters: int = 10_000_000
    sheets: int = 20


class TableError(Exception):
    """A file cannot be read as a table; `code`: too_many_rows, too_much_text, damaged, encoding."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def cell_at(cells: list[Cell], column: int) -> Cell:
    # A row may end before the last column of its head.
    return cells[column] if column < len(cells) else NOTHING


class RowCollector:
    """Puts rows into sheets and refuses what is too much while the file is still being read."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.rows = 0
        self.characters = 0

    def add(self, sheet: Sheet, number: int, cells: list[Cell]) -> None:
        while cells and cells[-1].kind == CellKind.EMPTY:
            cells.pop()
        if not cells:
            return
        self.rows += 1
        self.characters += sum(len(cell.text) for cell in cells)
        # Titles, signatures and notes stand beside the rows that are counted later.
        if self.rows > self.limits.rows * 2 + 500:
            raise TableError("too_many_rows")
        if self.characters > self.limits.all_characters:
            raise TableError("too_much_text")
        sheet.rows[number] = cells


def make_cells(values: list[tuple[Value, str]], limits: Limits) -> list[Cell]:
    """Of a row's values, each with its number format; texts in old Vietnamese letters (TCVN3, VNI)
    in Unicode.
    """
    texts = [value for value, _pattern in values if isinstance(value, str)]
    is_plain = all(text.isascii() for text in texts)
    written = iter(texts if is_plain else repair_lines(texts))
    return [
        make_cell(next(written) if isinstance(value, str) else value, pattern, limits.characters)
        for value, pattern in values
    ]


def make_cell(value: Value, pattern: str, most: int) -> Cell:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, str):
        text = clean_paragraphs(value)
        if len(text) > most:
            return Cell(f"{text[: most - 1].rstrip()}…", CellKind.TEXT, is_cut=True)
        return Cell(text, CellKind.TEXT) if text else NOTHING
    if isinstance(value, bool):
        return Cell(str(value).upper(), CellKind.TEXT)
    if isinstance(value, int | float):
        return Cell(number_text(value, pattern), CellKind.NUMBER)
    if isinstance(value, datetime.datetime):
        hour = f" {value:%H:%M}" if value.time() != datetime.time() else ""
        return Cell(f"{format_date(value.date())}{hour}", CellKind.DAY)
    if isinstance(value, datetime.date):
        return Cell(format_date(value), CellKind.DAY)
    return Cell(f"{value:%H:%M}", CellKind.TEXT)


def number_text(value: float, pattern: str) -> str:
    # Thousands are set apart only where the sheet does so: 2024 may be a year.
    if "%" in pattern:
        return f"{number_text(round(value * 100, 2), '')} %"
    exact = Decimal(str(round(value, 6)))
    if not exact.is_finite():
        return str(value)
    whole = exact == exact.to_integral_value()
    if "#,##0" in pattern and abs(exact) < 10**15:
        return format_number(int(exact) if whole else exact)
    return f"{exact.to_integral_value() if whole else exact.normalize():f}".replace(".", ",")


def column_letter(column: int) -> str:
    """A for 0, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
