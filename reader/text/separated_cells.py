"""Rows of a table on one line each, with cells separated by tabs, bars or runs of spaces."""

import re

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_ROW = re.compile(r"\s*(?:\d{1,3}|[IVX]{1,5}|[a-zđ])[.)]?(?: {3,})(?=\S)")
_CELL = re.compile(r"[^\t|]+")
_NUMBER_HEADING = re.compile(r"(?i)(?:s?tt|số\s+tt|số\s+thứ\s+tự)\.?")
MIN_ROWS = 2  # under the headings
HEADINGS = 4  # number, content, lead and one more


def separated_cells(line: str) -> list[tuple[int, str]]:
    """(offset, text) of each cell with words; nothing for a line without tabs and bars."""
    if "\t" not in line and "|" not in line:
        return []
    found = ((match.start(), match[0]) for match in _CELL.finditer(line))
    return [
        (at + len(text) - len(text.lstrip()), text.strip())
        for at, text in found
        if any(map(str.isalnum, text))
    ]


def with_bars_between_cells(raws: list[str]) -> list[str]:
    """The lines, with bars between the cells of tables that separate them by runs of spaces; no
    line changes its length.

    Only tables whose rows take one line each: where a cell continues in the next line, its column
    is unknown.
    """
    barred = list(raws)
    at = 0
    while at < len(raws):
        rows = _spaced_rows(raws, at)
        for index in rows:
            barred[index] = _GAP.sub(lambda gap: f" |{' ' * (len(gap[0]) - 2)}", raws[index])
        at = rows[-1] + 1 if rows else at + 1
    return barred


def _spaced_rows(raws: list[str], at: int) -> list[int]:
    """The headings at `at` and the rows under them."""
    headings = _GAP.split(raws[at].strip())
    if len(headings) < HEADINGS or not _NUMBER_HEADING.fullmatch(headings[0]):
        return []
    rows = [at]
    for index in range(at + 1, len(raws)):
        if _ROW.match(raws[index]):
            rows.append(index)
        elif raws[index].strip():
            break
    return rows if len(rows) > MIN_ROWS else []


def opens_separated_table(cells: list[tuple[int, str]]) -> bool:
    """The headings of such a table, the first of which numbers the rows."""
    return len(cells) >= HEADINGS and bool(_NUMBER_HEADING.fullmatch(cells[0][1]))
