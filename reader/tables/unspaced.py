"""A table flattened to at most one cell per line, without empty lines between the cells."""

import re
from functools import cache

from reader.outline.section_roles import SectionRole, heading_role
from reader.phrases.closings import is_closing
from reader.tables.columns import TaskColumn, column_fit, column_of_heading, is_task_table
from reader.tables.spaced import ROW_NUMBER, TABLE_ENDS, TableRow, TaskTable, stray_page_numbers
from reader.text.lines import TextLine
from reader.text.markers import MarkerLevel
from reader.text.source import Passage, join_passages

HEADING_LINES = 20
ROW_LINES = 60  # a longer row is no row
_COLUMN_NUMBER = re.compile(r"^\(?\d{1,2}\)$")
_HANGS = re.compile(
    r"(?:[,;–-]|(?<!\w)(?:và|của|các|với|để|cho|tại|về|theo|trong|ngày|tháng|năm|quý))$"
)
_NUMBERED = re.compile(r"^(\d{1,3})[.)]?\s+(?=[^\W\d_])")


def unspaced_table(lines: list[TextLine], at: int) -> TaskTable | None:
    """The table whose first heading ("TT") is line `at`, or None."""
    first, columns = _headings(lines, at)
    if not is_task_table(columns):
        return None
    last = _last_line(lines, first)
    rows = [
        _row(number, cell_lines, columns) for number, cell_lines in _rows(lines[first : last + 1])
    ]
    return TaskTable(at, last, columns, rows, complete=True) if rows else None


def _headings(lines: list[TextLine], at: int) -> tuple[int, list[TaskColumn]]:
    """(index of the first line of the rows, the columns)."""
    titles: list[str] = []
    for index in range(at + 1, min(at + HEADING_LINES, len(lines))):
        text = lines[index].text
        if ROW_NUMBER.match(text) and not _COLUMN_NUMBER.match(text):
            return index, [column_of_heading(title) for title in titles]
        if _COLUMN_NUMBER.match(text):
            continue
        if titles and lines[index].opens_low:
            titles[-1] += f" {text}"
        else:
            titles.append(text)
    return at, []


def _last_line(lines: list[TextLine], first: int) -> int:
    for index in range(first, len(lines)):
        text = lines[index].text
        if TABLE_ENDS.match(text) or is_closing(text) or _opens_section(lines[index]):
            return index - 1
    return len(lines) - 1


def _opens_section(line: TextLine) -> bool:
    """A heading of the document after the table, rather than one that groups rows."""
    if line.marker is None or line.marker.level not in (
        MarkerLevel.PART,
        MarkerLevel.CAPITAL,
        MarkerLevel.ROMAN,
        MarkerLevel.ARTICLE,
    ):
        return False
    title = line.text[line.marker.length :]
    return bool(title) and (
        title.isupper()
        or heading_role(title)
        in (SectionRole.ORGANISATION, SectionRole.MONEY, SectionRole.CONTACTS)
    )


def _rows(lines: list[TextLine]) -> list[tuple[str, list[Passage]]]:
    """The number of each row as printed and its lines."""
    rows: list[tuple[str, list[Passage]]] = []
    strays = stray_page_numbers([line.text for line in lines])
    expected = 1
    for at, line in enumerate(lines):
        beside = _NUMBERED.match(line.text)
        if at in strays:
            continue
        if ROW_NUMBER.match(line.text):
            number = line.text.rstrip(".) ")
            rows.append((number, []))
        elif beside and int(beside[1]) == expected:
            number = beside[1]
            rows.append((number, [line.passage.part(beside.end())]))
        elif rows:
            rows[-1][1].append(line.passage)
            continue
        else:
            continue
        expected = int(number) + 1 if number.isdigit() else expected
    return [(number, passages) for number, passages in rows if len(passages) <= ROW_LINES]


def _row(number: str, lines: list[Passage], columns: list[TaskColumn]) -> TableRow:
    cells: list[list[Passage]] = [[] for _ in columns]
    for line, place in zip(lines, _places([line.text for line in lines], columns), strict=True):
        cells[place].append(line)
    start = lines[0].start if lines else 0
    return TableRow(
        number, [join_passages(cell) if cell else Passage("", ((0, start),)) for cell in cells]
    )


def _places(texts: list[str], columns: list[TaskColumn]) -> list[int]:
    """For each line the column it stands in: columns follow in order, and each may take several
    lines or none.
    """

    @cache
    def best(line: int, column: int) -> tuple[float, tuple[int, ...]]:
        if line == len(texts):
            return 0.0, ()
        options = []
        for place in range(max(column, 0), len(columns)):
            worth = (
                _continues(texts, line)
                if place == column
                else _opens(texts[line], columns[place], line)
            )
            value, rest = best(line + 1, place)
            options.append((worth + value, (place, *rest)))
        return max(options, key=lambda option: option[0])

    return list(best(0, -1)[1])


def _continues(texts: list[str], line: int) -> float:
    low = texts[line][0].islower() or texts[line][0] in ",;.)/–-"
    if low or _HANGS.search(texts[line - 1]):
        return 1.2
    return -0.7 if texts[line - 1].endswith((".", "…")) else -0.3


def _opens(text: str, column: TaskColumn, line: int) -> float:
    return column_fit(text, column, first=line == 0) - (
        1.0 if text[0].islower() and column is not TaskColumn.TIME else 0.0
    )
