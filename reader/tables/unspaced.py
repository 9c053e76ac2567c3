"""A table flattened to at most one cell per line, without empty lines between the cells."""

import re
from functools import cache

from reader.outline.section_roles import SectionRole, heading_role
from reader.phrases import is_closing
from reader.tables.columns import (
    TaskColumn,
    column_fit,
    column_of_heading,
    is_task_table,
    join_heads,
)
from reader.tables.spaced import (
    GROUP_TITLE,
    ROW_NUMBER,
    TABLE_ENDS,
    TableRow,
    TaskTable,
    stray_page_numbers,
)
from reader.text import MarkerLevel, Passage, TextLine, join_passages

HEADING_LINES = 20
_TITLE_LINES = 6  # after the title of a group comes the number of a row
ROW_LINES = 60  # a longer row is no row
# Under the headings the columns may be numbered: (1), (2) …
_COLUMN_NUMBER = re.compile(r"^\(?\d{1,2}\)$")
_HANGS = re.compile(
    r"(?:[,;–-]|(?<!\w)(?:và|của|các|với|để|cho|tại|về|theo|trong|ngày|tháng|năm|quý))$"
)
_NUMBERED = re.compile(r"^(\d{1,3})[.)]?\s+(?=[^\W\d_])")
_SECTION_LEVELS = (
    MarkerLevel.PART,
    MarkerLevel.CAPITAL,
    MarkerLevel.ROMAN,
    MarkerLevel.ARTICLE,
)
_ROLES_AFTER_TABLES = (SectionRole.ORGANISATION, SectionRole.MONEY, SectionRole.CONTACTS)


def unspaced_table(lines: list[TextLine], at: int) -> TaskTable | None:
    """The table whose first heading ("TT") is line `at`, or None."""
    first, columns = _headings(lines, at)
    if not is_task_table(columns):
        return None
    ends = (index for index in range(first, len(lines)) if _ends_table(lines, index))
    end = next(ends, len(lines))
    rows = [_row(number, inside, columns) for number, inside in _rows(lines[first:end])]
    return TaskTable(at, end - 1, columns, rows, complete=True) if rows else None


def _headings(lines: list[TextLine], at: int) -> tuple[int, list[TaskColumn]]:
    """(index of the first line of the rows, the columns)."""
    titles: list[str] = []
    for index, line in enumerate(lines[at + 1 : at + HEADING_LINES], at + 1):
        if _COLUMN_NUMBER.match(line.text):
            continue
        if ROW_NUMBER.match(line.text):
            return index, join_heads([column_of_heading(title) for title in titles])
        if titles and line.opens_low:
            titles[-1] += f" {line.text}"
        else:
            titles.append(line.text)
    return at, []


def _ends_table(lines: list[TextLine], at: int) -> bool:
    line = lines[at]
    if TABLE_ENDS.match(line.text) or is_closing(line.text):
        return True
    # A heading of the document after the table, rather than one that groups rows.
    if line.marker is None or line.marker.level not in _SECTION_LEVELS:
        return False
    title = line.text[line.marker.length :]
    if title and heading_role(title) in _ROLES_AFTER_TABLES:
        return True
    goes_on = any(
        ROW_NUMBER.match(near.text) and near.is_number for near in lines[at + 1 : at + _TITLE_LINES]
    )
    return title.isupper() and not goes_on


def _rows(lines: list[TextLine]) -> list[tuple[str, list[Passage]]]:
    """The number of each row as printed and its lines."""
    rows: list[tuple[str, list[Passage]]] = []
    strays = stray_page_numbers([line.text for line in lines])
    expected = 1
    for at, line in enumerate(lines):
        beside = _NUMBERED.match(line.text)
        title = GROUP_TITLE.match(line.text)
        if at in strays:
            continue
        if ROW_NUMBER.match(line.text):
            rows.append((line.text.rstrip(".) "), []))
        elif title and line.text[title.end() :].isupper():
            rows.append((title[1], [line.part(title.end())]))
            continue
        elif beside and int(beside[1]) == expected:
            rows.append((beside[1], [line.part(beside.end())]))
        else:
            for _, inside in rows[-1:]:
                inside.append(line)
            continue
        number = rows[-1][0]
        expected = int(number) + 1 if number.isdigit() else expected
    return [(number, passages) for number, passages in rows if len(passages) <= ROW_LINES]


def _row(number: str, lines: list[Passage], columns: list[TaskColumn]) -> TableRow:
    cells: list[list[Passage]] = [[] for _ in columns]
    for line, place in zip(lines, _places([line.text for line in lines], columns), strict=True):
        cells[place].append(line)
    empty = Passage("", ((0, lines[0].start if lines else 0),))
    return TableRow(number, [join_passages(cell) if cell else empty for cell in cells])


def _places(texts: list[str], columns: list[TaskColumn]) -> list[int]:
    # For each line the column it stands in: columns follow in order, and each may take several
    # lines or none.

    @cache
    def best(line: int, column: int) -> tuple[float, tuple[int, ...]]:
        if line == len(texts):
            return 0.0, ()
        options = []
        for place in range(max(column, 0), len(columns)):
            worth = (
                _fit_of_staying(texts, line)
                if place == column
                else _fit_of_opening(texts, line, columns[place])
            )
            value, rest = best(line + 1, place)
            options.append((worth + value, (place, *rest)))
        return max(options, key=lambda option: option[0])

    return list(best(0, -1)[1])


def _fit_of_staying(texts: list[str], line: int) -> float:
    # How well a line continues the cell of the one before it.
    if texts[line][0].islower() or texts[line][0] in ",;.)/–-" or _HANGS.search(texts[line - 1]):
        return 1.2
    return -0.7 if texts[line - 1].endswith((".", "…")) else -0.3


def _fit_of_opening(texts: list[str], line: int, column: TaskColumn) -> float:
    fit = column_fit(texts[line], column, first=line == 0)
    is_middle = texts[line][0].islower() and column is not TaskColumn.TIME
    return fit - (1.0 if is_middle else 0.0)
