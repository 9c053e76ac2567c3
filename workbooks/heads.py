"""The head of a table: one line, or two where columns have a common head above theirs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from workbooks.lines import lines_needed
from workbooks.sheets import Column


@dataclass(frozen=True)
class HeadCell:
    """Where it stands, from 0, and over how many lines and columns it goes."""

    text: str
    line: int
    column: int
    high: int = 1
    wide: int = 1


def head_lines(columns: Sequence[Column]) -> int:
    return 2 if any(column.group for column in columns) else 1


def head_cells(columns: Sequence[Column]) -> Iterator[HeadCell]:
    """Line by line. A column without a group has its heading over both lines."""
    high = head_lines(columns)
    below = []
    for group, places in groupby(range(len(columns)), lambda place: columns[place].group):
        several = list(places)
        if group:
            yield HeadCell(group, 0, several[0], wide=len(several))
            below += [HeadCell(columns[place].heading, 1, place) for place in several]
        else:
            for place in several:
                yield HeadCell(columns[place].heading, 0, place, high)
    yield from below


def head_heights(columns: Sequence[Column]) -> list[int]:
    """How many lines of text each line of the head needs; what goes over both may use both."""
    needed = [1] * head_lines(columns)
    over_both = 1
    for cell in head_cells(columns):
        width = sum(column.width for column in columns[cell.column : cell.column + cell.wide])
        lines = lines_needed(cell.text, width)
        if cell.high == len(needed):
            over_both = max(over_both, lines)
        else:
            needed[cell.line] = max(needed[cell.line], lines)
    needed[-1] += max(0, over_both - sum(needed))
    return needed
