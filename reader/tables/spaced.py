"""Rows of tables: from the cells of a DOCX table, or from a table flattened to text with an empty
line after each cell.
"""

import re
from dataclasses import dataclass

from reader.tables.columns import TaskColumn, column_of_heading, is_task_table
from reader.text.lines import TextLine
from reader.text.source import Passage, join_passages

ROW_NUMBER = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,5}|[A-H]|[a-zđ])\s*[.)]?$")
FIRST_HEADING = re.compile(r"(?i)^(?:s?tt|số\s+tt|số\s+thứ\s+tự)\.?$")
TABLE_ENDS = re.compile(r"(?i)^(?:nơi\s+nhận|phụ\s+lục|ghi\s+chú\s*:|./.)|^(?:TM|KT|TL|TUQ)\.")
HEADING_CELLS = 12
HEADING_LINES = 60


@dataclass(frozen=True)
class TableRow:
    """`number` as printed ("3", "II"), `cells` the rest in reading order."""

    number: str
    cells: list[Passage]


@dataclass(frozen=True)
class TaskTable:
    """A table of tasks. `first`, `last`: the lines it takes, in the list of lines; `columns`
    without the number column.
    """

    first: int
    last: int
    columns: list[TaskColumn]
    rows: list[TableRow]
    complete: bool  # the cells stand in their columns; else empty ones were lost


def opens_table(lines: list[TextLine], at: int) -> bool:
    """A heading of the number column, followed by another heading."""
    return (
        bool(FIRST_HEADING.match(lines[at].text))
        and at + 1 < len(lines)
        and not FIRST_HEADING.match(lines[at + 1].text)
    )


def spaced_table(lines: list[TextLine], at: int) -> TaskTable | None:
    """The table whose first heading ("TT") is line `at`, with an empty line after each cell; or
    None.
    """
    cells = _cells(lines, at, at + HEADING_LINES)
    first = next(
        (
            n
            for n, (_, passage) in enumerate(cells[1 : HEADING_CELLS + 1], 1)
            if ROW_NUMBER.match(passage.text)
        ),
        0,
    )
    headings = [column_of_heading(passage.text) for _, passage in cells[1:first]]
    if not is_task_table(headings):
        return None
    rows, last = _rows(_cells(lines, at, len(lines))[first:])
    return (
        TaskTable(at, last if last is not None else at + first, headings, rows, complete=False)
        if rows
        else None
    )


def _cells(lines: list[TextLine], at: int, end: int) -> list[tuple[int, Passage]]:
    """(index of the last line, passage) of each cell: lines without an empty line between them."""
    cells: list[tuple[int, list[Passage]]] = []
    for index in range(at, min(end, len(lines))):
        line = lines[index]
        if index > at and TABLE_ENDS.match(line.text):
            break
        if (
            cells
            and not line.blanks
            and not line.cut
            and not ROW_NUMBER.match(line.text)
            and not ROW_NUMBER.match(cells[-1][1][0].text)
        ):
            cells[-1][1].append(line.passage)
            cells[-1] = (index, cells[-1][1])
        else:
            cells.append((index, [line.passage]))
    return [(index, join_passages(passages)) for index, passages in cells]


def _rows(cells: list[tuple[int, Passage]]) -> tuple[list[TableRow], int | None]:
    rows: list[TableRow] = []
    last = None
    cut = False
    strays = stray_page_numbers([passage.text for _, passage in cells])
    for at, (index, passage) in enumerate(cells):
        last = index
        if at in strays:
            cut = True
        elif ROW_NUMBER.match(passage.text):
            rows.append(TableRow(passage.text.rstrip(".) "), []))
        elif rows and cut and rows[-1].cells and passage.text[0].islower():
            rows[-1].cells[-1] = join_passages([rows[-1].cells[-1], passage])
        elif rows:
            rows[-1].cells.append(passage)
        cut = at in strays
    return rows, last


def stray_page_numbers(texts: list[str]) -> set[int]:
    """Positions of numbers that break the count of the rows while the right number comes later:
    they number pages.
    """
    numbers = [(at, int(text)) for at, text in enumerate(texts) if text.isdigit() and len(text) < 4]
    strays: set[int] = set()
    previous = 0
    for place, (at, value) in enumerate(numbers):
        rest = [later for _, later in numbers[place + 1 : place + 61]]
        run = rest[: rest.index(1)] if 1 in rest else rest
        if value != 1 and (previous + 1 in run if value != previous + 1 else run[:1] == [value]):
            strays.add(at)
        else:
            previous = value
    return strays


def is_group_row(row: TableRow) -> bool:
    """A row that only names the group of the rows below it."""
    return len(row.cells) <= 1
