"""Layout e: each row of a table with columns for content, lead, partners and time is a task."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from reader.outline.parts import annex_label
from reader.phrases import bodies_in_field, deadlines_in, deadlines_in_field, split_performers
from reader.result import OutlineClause, ProposedTask
from reader.tables.columns import TaskColumn, column_of_heading, is_task_table, place_cells
from reader.tables.spaced import TableRow, TaskTable, opens_table, spaced_table
from reader.tables.unspaced import unspaced_table
from reader.text import MarkerLevel, Passage, Source, TextLine, join_passages, squeeze_spaces

# Offsets in the extracted text; (-1, -1) for a cell merged into the one before.
CellSpans = list[tuple[int, int]]
_LONGEST_HEADING = 60  # characters
_MERGED = 0.6  # how sure a row is whose lead was taken from the row above
_SECTION_LEVELS = (MarkerLevel.ROMAN, MarkerLevel.CAPITAL, MarkerLevel.ARTICLE)


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
    tables = [
        table for table in (_read_task_table(rows, lines, source) for rows in structured) if table
    ]
    free = _indexes_outside(lines, tables)
    for table in _flattened_tables([lines[index] for index in free]):
        tables.append(replace(table, first=free[table.first], last=free[table.last]))
    placed = [
        PlacedTable(table, _section(lines, table.first), lines[table.first].start)
        for table in tables
    ]
    return placed, [lines[index] for index in _indexes_outside(lines, tables)]


def _indexes_outside(lines: list[TextLine], tables: list[TaskTable]) -> list[int]:
    taken = {index for table in tables for index in range(table.first, table.last + 1)}
    return [index for index in range(len(lines)) if index not in taken]


def _flattened_tables(lines: list[TextLine]) -> list[TaskTable]:
    tables: list[TaskTable] = []
    for at in range(len(lines)):
        if (tables and at <= tables[-1].last) or not opens_table(lines, at):
            continue
        table = spaced_table(lines, at)
        if table is None or _are_cells_broken(table):
            table = unspaced_table(lines, at) or table
        if table:
            tables.append(table)
    return tables


def _are_cells_broken(table: TaskTable) -> bool:
    # Where an empty line follows each line, the lines of a wrapped cell look like cells.
    rows = [row for row in table.rows if len(row.cells) > 1]
    longer = sum(len(row.cells) > len(table.columns) for row in rows)
    return longer * 3 > len(rows)


def _read_task_table(
    rows: list[CellSpans], lines: list[TextLine], source: Source
) -> TaskTable | None:
    # The headings may stand under a row that spans the table.
    passages = [[_passage(lines, source, cell) for cell in row] for row in rows]
    top, columns = _heading_row(passages)
    if top < 0:
        return None
    numbered = columns[0] is TaskColumn.NUMBER
    body = [
        TableRow(cells[0].text.rstrip(".) ") if numbered else "", cells[numbered:])
        for cells in passages[top + 1 :]
        if cells
    ]
    filled = [cell for row in rows for cell in row if cell[1] > cell[0]]
    low = min(start for start, _ in filled)
    high = max(end for _, end in filled)
    first, after = _lines_within(lines, *source.cleaned_span(low, high))
    if first >= after:
        return None
    return TaskTable(first, after - 1, columns[numbered:], body, complete=True, is_ruled=True)


def _heading_row(rows: list[list[Passage]]) -> tuple[int, list[TaskColumn]]:
    """(the last row of headings, the columns), (-1, []) for another table."""
    heads = [[column_of_heading(cell.text) for cell in row] for row in rows[:3]]
    for top, columns in enumerate(heads[:2]):
        below = heads[top + 1] if top + 1 < len(heads) else []
        if len(below) == len(columns) and _are_second_headings(rows[top + 1], below):
            # "Phân công" over "Chủ trì" and "Phối hợp".
            columns = [
                low if rows[top + 1][at].text else high
                for at, (high, low) in enumerate(zip(columns, below, strict=True))
            ]
            top += 1
        if is_task_table(columns):
            return top, columns
    return -1, []


def _are_second_headings(row: list[Passage], columns: list[TaskColumn]) -> bool:
    named = [
        column
        for cell, column in zip(row, columns, strict=True)
        if cell.text and len(cell.text) < _LONGEST_HEADING
    ]
    known = sum(column is not TaskColumn.OTHER for column in named)
    return known >= 2 and known == sum(bool(cell.text) for cell in row)


def _passage(lines: list[TextLine], source: Source, cell: tuple[int, int]) -> Passage:
    start, end = source.cleaned_span(*cell)
    first, after = _lines_within(lines, start, end)
    inside = lines[first:after]
    return join_passages(inside) if inside else Passage("", ((0, max(start, 0)),))


def _lines_within(lines: list[TextLine], start: int, end: int) -> tuple[int, int]:
    # The lines that begin there: the first, and the one after the last.
    place = attrgetter("start")
    return bisect_left(lines, start, key=place), bisect_left(lines, end, key=place)


def _section(lines: list[TextLine], at: int) -> str:
    # The annex, or else the numbered item, in which a table stands.
    for index in range(at - 1, -1, -1):
        marker = lines[index].marker
        if annex_label(lines[index]):
            # "PHỤ LỤC II" may stand above "DANH MỤC NHIỆM VỤ", which is the label of an annex too.
            labels = (annex_label(near) for near in lines[max(index - 3, 0) : index + 1])
            return next(filter(None, labels), "")
        if marker and marker.level in _SECTION_LEVELS:
            return marker.label
    return ""


def table_tasks(
    placed: PlacedTable, source: Source, issued_on: date | None
) -> tuple[list[ProposedTask], list[OutlineClause]]:
    """A task and a clause for each row; rows that only name a group give their number to the rows
    below.
    """
    tasks: list[ProposedTask] = []
    clauses: list[OutlineClause] = []
    group = ""
    expected = 1
    content: Passage | None = None
    rows = placed.table.rows
    for row, following in zip(rows, [*rows, None][1:], strict=True):
        filled = [cell for cell in row.cells if cell.text]
        is_alone = len(filled) == 1 and not _lacks_merged_cells(row, following, tasks)
        if is_alone and row.number and not re.match(r"\d+\.", row.number):
            group = row.number
            expected = 1
        if len(filled) < 1 or is_alone:
            continue
        if group.isdigit() and row.number.isdigit():
            group = ""
        within = "" if row.number.startswith(f"{group}.") else group
        task = _row_task(placed.table, row, source, issued_on)
        if task is None:
            continue
        if tasks and content and task.start == tasks[-1].start:
            _add_to(tasks[-1], task)  # one content merged over several rows
            continue
        if tasks and not placed.table.is_ruled and not task.agencies:
            _take_merged_cells(task, tasks[-1])
        content = filled[0]
        task.section = ".".join(filter(None, [placed.section, within, row.number]))[:40]
        if row.number.isdigit():
            task.confidence -= 0.15 if int(row.number) != expected else 0
            expected = int(row.number) + 1
        tasks.append(task)
        end = source.original_span(filled[-1].start, filled[-1].end)[1]
        clauses.append(OutlineClause(task.section, task.start, end, None))
    return tasks, clauses


def _lacks_merged_cells(
    row: TableRow, following: TableRow | None, tasks: list[ProposedTask]
) -> bool:
    # A numbered row with its content alone, and no rows of its own below: the other cells are
    # merged with those above.
    if not tasks or not row.number.isdigit():
        return False
    return following is None or (following.number.isdigit() or following.number.isupper())


def _take_merged_cells(task: ProposedTask, above: ProposedTask) -> None:
    # In text the cells that a row shares with the one above are missing.
    task.agencies = list(above.agencies)
    task.coordinating = task.coordinating or list(above.coordinating)
    task.deadlines = task.deadlines or list(above.deadlines)
    task.scope = above.scope
    task.confidence = _MERGED


def _add_to(task: ProposedTask, more: ProposedTask) -> None:
    task.agencies += [name for name in more.agencies if name not in task.agencies]
    task.coordinating += [name for name in more.coordinating if name not in task.coordinating]
    task.deadlines += [deadline for deadline in more.deadlines if deadline not in task.deadlines]


def _row_task(
    table: TaskTable, row: TableRow, source: Source, issued_on: date | None
) -> ProposedTask | None:
    cells = row.cells if table.complete else [cell for cell in row.cells if cell.text]
    places: list[int | None] | None = list(range(min(len(cells), len(table.columns))))
    if not table.complete:
        places = place_cells([cell.text for cell in cells], table.columns)
    by_column: dict[TaskColumn, list[Passage]] = {}
    for cell, place in zip(cells, places or (), strict=False):
        if cell.text and place is not None:
            by_column.setdefault(table.columns[place], []).append(cell)
    if TaskColumn.CONTENT not in by_column:
        return None
    text = {column: join_passages(inside, "; ").text for column, inside in by_column.items()}
    content = by_column[TaskColumn.CONTENT][0]
    lead, partners = split_performers(text.get(TaskColumn.LEAD, ""))
    helpers = bodies_in_field(text.get(TaskColumn.PARTNER, ""))
    if time := text.get(TaskColumn.TIME):
        deadlines = deadlines_in_field(time, issued_on)
    else:
        deadlines = deadlines_in(content.text, issued_on)
    confidence = 0.95 if table.complete else 0.85
    start, end = source.original_span(content.start, content.end)
    return ProposedTask(
        section="",
        text=squeeze_spaces(content.text),
        start=start,
        end=end,
        scope="assigned" if lead else "programme",
        agencies=lead,
        coordinating=[*partners, *(name for name in helpers if name not in partners)],
        deadlines=list(deadlines),
        confidence=confidence if lead else 0.4,
    )
