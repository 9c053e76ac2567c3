"""Tables of tasks flattened to text with an empty line after each cell."""

import re
from dataclasses import dataclass

from reader.tables.columns import TaskColumn, column_of_heading, is_task_table, join_heads
from reader.text import NUMBER_HEADING, Passage, TextLine, join_passages

ROW_NUMBER = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,5}|[A-H]|[a-zđ])\s*[.)]?$")
# "II. HOÀN THIỆN CƠ CHẾ" over the rows of a group, in a cell that spans the table.
GROUP_TITLE = re.compile(r"([IVX]{1,5}|[A-HĐ])\s*[.)]\s+")
TABLE_ENDS = re.compile(r"(?i)^(?:nơi\s+nhận|phụ\s+lục|ghi\s+chú\s*:|./.)|^(?:TM|KT|TL|TUQ)\.")
HEADING_CELLS = 12
HEADING_LINES = 60
_REACH = 60  # further numbers within which the right one may come


@dataclass(frozen=True)
class TableRow:
    """`number` as printed ("3", "II"), `cells` the rest in reading order."""

    number: str
    cells: list[Passage]


@dataclass(frozen=True)
class TaskTable:
    """`first`, `last`: the lines it takes, in the list of lines; `columns` without the number
    column.
    """

    first: int
    last: int
    columns: list[TaskColumn]
    rows: list[TableRow]
    complete: bool  # the cells stand in their columns; else empty ones were lost
    is_ruled: bool = False  # a table of the file, whose merged cells are known


def opens_table(lines: list[TextLine], at: int) -> bool:
    """A heading of the number column, followed by another heading."""
    is_heading = [bool(NUMBER_HEADING.fullmatch(line.text)) for line in lines[at : at + 2]]
    return is_heading == [True, False]


def spaced_table(lines: list[TextLine], at: int) -> TaskTable | None:
    """The table whose first heading ("TT") is line `at`, or None."""
    cells = _cells(lines, at, at + HEADING_LINES)
    numbers = (
        number
        for number, (_, passage) in enumerate(cells[: HEADING_CELLS + 1])
        if number and ROW_NUMBER.match(passage.text)
    )
    first = next(numbers, 0)
    headings = join_heads([column_of_heading(passage.text) for _, passage in cells[1:first]])
    if not is_task_table(headings):
        return None
    cells = _cells(lines, at, len(lines))[first:]
    rows = _rows([passage for _, passage in cells])
    return TaskTable(at, cells[-1][0], headings, rows, complete=False) if rows else None


def _cells(lines: list[TextLine], at: int, end: int) -> list[tuple[int, Passage]]:
    """(index of the last line, passage) of each cell: lines without an empty line between them."""
    cells: list[tuple[int, list[TextLine]]] = []
    for index, line in enumerate(lines[at:end], at):
        if index > at and TABLE_ENDS.match(line.text):
            break
        before = cells[-1][1] if cells else []
        is_apart = not before or line.blanks or line.cut or ROW_NUMBER.match(line.text)
        if is_apart or ROW_NUMBER.match(before[0].text):
            cells.append((index, [line]))
        else:
            cells[-1] = (index, [*before, line])
    return [(index, join_passages(inside)) for index, inside in cells]


def _rows(cells: list[Passage]) -> list[TableRow]:
    rows: list[TableRow] = []
    strays = stray_page_numbers([passage.text for passage in cells])
    for at, passage in enumerate(cells):
        if at in strays:
            continue
        title = GROUP_TITLE.match(passage.text)
        if ROW_NUMBER.match(passage.text):
            rows.append(TableRow(passage.text.rstrip(".) "), []))
        elif title and passage.text[title.end() :].isupper():
            rows.append(TableRow(title[1], [passage.part(title.end())]))
        elif rows and at - 1 in strays and rows[-1].cells and passage.text[0].islower():
            rows[-1].cells[-1] = join_passages([rows[-1].cells[-1], passage])
        elif rows:
            rows[-1].cells.append(passage)
    return rows


def stray_page_numbers(texts: list[str]) -> set[int]:
    """Positions of numbers that break the count of the rows while the right number comes later:
    they number pages.
    """
    numbers = [(at, int(text)) for at, text in enumerate(texts) if text.isdigit() and len(text) < 4]
    strays: set[int] = set()
    previous = 0
    for place, (at, value) in enumerate(numbers, 1):
        rest = [later for _, later in numbers[place : place + _REACH]]
        run = rest[: rest.index(1)] if 1 in rest else rest
        comes_again = run[:1] == [value]
        comes_later = previous + 1 in run
        if value != 1 and (comes_again if value == previous + 1 else comes_later):
            strays.add(at)
        else:
            previous = value
    return strays
