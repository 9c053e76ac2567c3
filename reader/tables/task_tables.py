"""Layout e: each row of a table with columns for content, lead, partners and time is a task."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from reader.outline.parts import annex_label
from reader.phrases.performers import bodies_in_field, split_performers
from reader.phrases.times import deadlines_in, deadlines_in_field
from reader.result import OutlineClause, ProposedTask
from reader.tables.columns import TaskColumn, column_of_heading, is_task_table, place_cells
from reader.tables.spaced import TableRow, TaskTable, is_group_row, opens_table, spaced_table
from reader.tables.unspaced import unspaced_table
from reader.text.lines import TextLine
from reader.text.markers import MarkerLevel
from reader.text.source import Passage, Source, join_passages, squeeze_spaces

CellSpans = list[
    tuple[int, int]
]  # offsets in the extracted text; (-1, -1) for a cell merged into the one before


@dataclass(frozen=True)
class PlacedTable:
    """A table of tasks and the section it stands in."""

    table: TaskTable
    section: str
    start: int


def separate_tables(
    lines: list[TextLine], source: Source, structured: list[list[CellSpans]]
) -> tuple[list[PlacedTable], list[TextLine]]:
    """The tables of tasks, and the lines that are in none of them."""
    tables = [table for table in (_structured(rows, lines, source) for rows in structured) if table]
    taken = {index for table in tables for index in range(table.first, table.last + 1)}
    free = [(index, line) for index, line in enumerate(lines) if index not in taken]
    for table in find_flattened([line for _, line in free]):
        tables.append(
            TaskTable(
                free[table.first][0], free[table.last][0], table.columns, table.rows, table.complete
            )
        )
    taken = {index for table in tables for index in range(table.first, table.last + 1)}
    placed = [
        PlacedTable(table, _section(lines, table.first), lines[table.first].start)
        for table in tables
    ]
    return placed, [line for index, line in enumerate(lines) if index not in taken]


def find_flattened(lines: list[TextLine]) -> list[TaskTable]:
    """The tables of tasks that were flattened to lines of text."""
    tables: list[TaskTable] = []
    at = 0
    while at < len(lines):
        table = (
            (spaced_table(lines, at) or unspaced_table(lines, at))
            if opens_table(lines, at)
            else None
        )
        if table:
            tables.append(table)
            at = table.last
        at += 1
    return tables


def _structured(rows: list[CellSpans], lines: list[TextLine], source: Source) -> TaskTable | None:
    passages = [[_passage(lines, source, cell) for cell in row] for row in rows]
    for top in range(min(2, len(passages))):
        columns = [column_of_heading(cell.text) for cell in passages[top]]
        if is_task_table(columns):
            break
    else:
        return None
    numbered = columns[0] is TaskColumn.NUMBER
    body = [
        TableRow(cells[0].text.rstrip(".) ") if numbered else "", cells[numbered:])
        for cells in passages[top + 1 :]
        if cells
    ]
    first, last = _line_range(lines, source, rows)
    if first is None or last is None:
        return None
    return TaskTable(first, last, columns[numbered:], body, complete=True)


def _line_range(
    lines: list[TextLine], source: Source, rows: list[CellSpans]
) -> tuple[int | None, int | None]:
    cells = [cell for row in rows for cell in row if cell[1] > cell[0]]
    low, high = min(a for a, _ in cells), max(b for _, b in cells)
    first, after = _lines_within(lines, *source.cleaned_span(low, high))
    return (first, after - 1) if first < after else (None, None)


def _passage(lines: list[TextLine], source: Source, cell: tuple[int, int]) -> Passage:
    start, end = source.cleaned_span(*cell)
    first, after = _lines_within(lines, start, end)
    inside = [line.passage for line in lines[first:after]]
    return join_passages(inside) if inside else Passage("", ((0, max(start, 0)),))


def _lines_within(lines: list[TextLine], start: int, end: int) -> tuple[int, int]:
    """The lines that begin there: the first, and the one after the last."""
    return bisect_left(lines, start, key=attrgetter("start")), bisect_left(
        lines, end, key=attrgetter("start")
    )


def _section(lines: list[TextLine], at: int) -> str:
    """The annex, or else the numbered item, in which a table stands."""
    for index in range(at - 1, -1, -1):
        line = lines[index]
        if annex_label(line):
            return next(
                (
                    label
                    for near in lines[max(index - 3, 0) : index + 1]
                    if (label := annex_label(near))
                ),
                "",
            )
        if line.marker and line.marker.level in (
            MarkerLevel.ROMAN,
            MarkerLevel.CAPITAL,
            MarkerLevel.ARTICLE,
        ):
            return line.marker.label
    return ""


def table_tasks(
    placed: PlacedTable, source: Source, issued_on: date | None
) -> tuple[list[ProposedTask], list[OutlineClause]]:
    """A task and a clause for each row; rows that only name a group give their number to the rows
    below.
    """
    tasks: list[ProposedTask] = []
    clauses: list[OutlineClause] = []
    group, expected = "", 1
    for row in placed.table.rows:
        filled = [cell for cell in row.cells if cell.text]
        if not filled:
            continue
        if is_group_row(TableRow(row.number, filled)):
            group, expected = (
                (row.number, 1)
                if row.number and not re.match(r"\d+\.", row.number)
                else (group, expected)
            )
            continue
        if group.isdigit() and row.number.isdigit():
            group = ""
        task = _row_task(placed, row, source, issued_on)
        if task is None:
            continue
        task.section = ".".join(filter(None, [placed.section, group, row.number]))[:40]
        if row.number.isdigit():
            task.confidence -= 0.15 if int(row.number) != expected else 0
            expected = int(row.number) + 1
        tasks.append(task)
        clauses.append(
            OutlineClause(
                task.section,
                task.start,
                source.original_span(filled[-1].start, filled[-1].end)[1],
                None,
            )
        )
    return tasks, clauses


def _row_task(
    placed: PlacedTable, row: TableRow, source: Source, issued_on: date | None
) -> ProposedTask | None:
    cells = row.cells if placed.table.complete else [cell for cell in row.cells if cell.text]
    texts = [cell.text for cell in cells]
    places = (
        list(range(min(len(texts), len(placed.table.columns))))
        if placed.table.complete
        else place_cells(texts, placed.table.columns)
    )
    if places is None:
        return None
    by_column: dict[TaskColumn, list[Passage]] = {}
    for cell, place in zip(cells, places, strict=False):
        if cell.text:
            by_column.setdefault(placed.table.columns[place], []).append(cell)
    contents = by_column.get(TaskColumn.CONTENT)
    if not contents:
        return None
    return _task(contents[0], by_column, source, issued_on, sure=placed.table.complete)


def _task(
    content: Passage,
    by_column: dict[TaskColumn, list[Passage]],
    source: Source,
    issued_on: date | None,
    *,
    sure: bool,
) -> ProposedTask:
    lead, partners = split_performers(_text(by_column, TaskColumn.LEAD))
    time = _text(by_column, TaskColumn.TIME)
    deadlines = (
        deadlines_in_field(time, issued_on) if time else deadlines_in(content.text, issued_on)
    )
    start, end = source.original_span(content.start, content.end)
    return ProposedTask(
        section="",
        text=squeeze_spaces(content.text),
        start=start,
        end=end,
        scope="assigned" if lead else "programme",
        agencies=lead,
        coordinating=[
            *partners,
            *(
                n
                for n in bodies_in_field(_text(by_column, TaskColumn.PARTNER))
                if n not in partners
            ),
        ],
        deadlines=list(deadlines),
        confidence=(0.95 if sure else 0.85) if lead else 0.4,
    )


def _text(by_column: dict[TaskColumn, list[Passage]], column: TaskColumn) -> str:
    return join_passages(by_column[column], "; ").text if column in by_column else ""
