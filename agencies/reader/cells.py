"""Rows of a table that stand on one line each, their cells parted by tabs or bars."""

import re

_CELL = re.compile(r"[^\t|]+")
_NUMBER_HEADING = re.compile(r"(?i)(?:s?tt|số\s+tt|số\s+thứ\s+tự)\.?")
HEADINGS = 4  # number, content, lead and one more


def parted_cells(line: str) -> list[tuple[int, str]]:
    """(offset, text) of each cell with words; nothing for a line without tabs and bars."""
    if "\t" not in line and "|" not in line:
        return []
    found = ((match.start(), match[0]) for match in _CELL.finditer(line))
    return [(at + len(text) - len(text.lstrip()), text.strip()) for at, text in found if any(map(str.isalnum, text))]


def opens_parted_table(cells: list[tuple[int, str]]) -> bool:
    """The headings of such a table, the first of which numbers the rows."""
    return len(cells) >= HEADINGS and bool(_NUMBER_HEADING.fullmatch(cells[0][1]))
