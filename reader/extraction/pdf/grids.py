"""Ruled tables of one page: from its lines to the cells between them."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from reader.extraction.pdf.pages import PdfWord, Ruling

SNAP = 3.0  # points between lines that are meant as one
COLUMN_SNAP = 5.0  # the same between the edges of columns
_SHORTEST = 8.0
_MOST_PAIRS = 100_000
_MOST_COLUMNS, _MOST_ROWS, _MOST_GRIDS = 30, 300, 20
_COVERED = 0.6  # of an edge, for a line to divide two cells

Span = tuple[float, float]
Drawn = tuple[float, float, float]  # where the line stands, from, to


@dataclass(frozen=True)
class TableGrid:
    """`xs`, `ys`: the edges of columns and rows; `owner[row][column]`: the (row, column) in which
    the merged cell there begins.
    """

    xs: list[float]
    ys: list[float]
    owner: list[list[tuple[int, int]]]

    def square_at(self, word: PdfWord) -> tuple[int, int] | None:
        """The cell in which the middle of a word lies."""
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return self.owner[bisect_right(self.ys, y) - 1][bisect_right(self.xs, x) - 1]


def find_grids(rulings: list[Ruling]) -> list[TableGrid]:
    """The tables from top to bottom; a frame around text alone is none."""
    level = _drawn((r.top, r.x0, r.x1) for r in rulings if r.x1 - r.x0 >= r.bottom - r.top)
    upright = _drawn((r.x0, r.top, r.bottom) for r in rulings if r.x1 - r.x0 < r.bottom - r.top)
    if len(level) * len(upright) > _MOST_PAIRS:
        return []
    grids = [grid for network in _networks(level, upright) if (grid := _grid(*network))]
    return sorted(grids, key=lambda grid: grid.ys[0]) if len(grids) <= _MOST_GRIDS else []


def _drawn(lines: Iterable[Drawn]) -> list[Drawn]:
    """Lines at nearly one place set on one, their pieces joined, the short ones left out."""
    places: list[tuple[float, list[Span]]] = []
    for place, start, end in sorted(lines):
        if not places or place - places[-1][0] > SNAP / 2:
            places.append((place, []))
        places[-1][1].append((start, end))
    return [
        (place, start, end)
        for place, spans in places
        for start, end in _joined(spans)
        if end - start >= _SHORTEST
    ]


def _joined(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start - found[-1][1] <= SNAP:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _networks(level: list[Drawn], upright: list[Drawn]) -> list[tuple[list[Drawn], list[Drawn]]]:
    """Lines that touch one another belong to one table."""
    parents = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for row, (y, x0, x1) in enumerate(level):
        for column, (x, y0, y1) in enumerate(upright, len(level)):
            if x0 - SNAP <= x <= x1 + SNAP and y0 - SNAP <= y <= y1 + SNAP:
                parents[root(column)] = root(row)
    groups: dict[int, tuple[list[Drawn], list[Drawn]]] = {}
    for index, line in enumerate([*level, *upright]):
        groups.setdefault(root(index), ([], []))[index >= len(level)].append(line)
    return [group for group in groups.values() if group[0] and group[1]]


def _grid(level: list[Drawn], upright: list[Drawn]) -> TableGrid | None:
    xs = _edges(
        [x for x, _, _ in upright], [end for _, x0, x1 in level for end in (x0, x1)], COLUMN_SNAP
    )
    ys = _edges([y for y, _, _ in level], [end for _, y0, y1 in upright for end in (y0, y1)], SNAP)
    columns, rows = len(xs) - 1, len(ys) - 1
    if not (2 <= columns <= _MOST_COLUMNS and 1 <= rows <= _MOST_ROWS):
        return None
    beside = _walls(upright, xs, ys, COLUMN_SNAP)
    below = _walls(level, ys, xs, SNAP)
    owner = [[(row, column) for column in range(columns)] for row in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if column and not beside[column][row]:
                owner[row][column] = owner[row][column - 1]
            elif row and not below[row][column]:
                owner[row][column] = owner[row - 1][column]
    return TableGrid(xs, ys, owner)


def _edges(drawn: list[float], ends: list[float], snap: float) -> list[float]:
    """The places of the lines, and the outermost ends of those that cross them where the outer line
    itself is missing.
    """
    edges: list[float] = []
    for place in sorted([*drawn, min(ends), max(ends)]):
        if not edges or place - edges[-1] > snap:
            edges.append(place)
    return edges


def _walls(
    lines: list[Drawn], places: list[float], steps: list[float], snap: float
) -> list[list[bool]]:
    """For each place and each step along it whether a line divides there; the outer edges always
    do.
    """
    walls = [[False] * (len(steps) - 1) for _ in places]
    walls[0], walls[-1] = [True] * (len(steps) - 1), [True] * (len(steps) - 1)
    for where, start, end in lines:
        at = bisect_right(places, where + 0.01) - 1
        if at < 0 or where - places[at] > snap + 0.01:
            continue
        for step, (low, high) in enumerate(pairwise(steps)):
            if min(end, high) - max(start, low) >= _COVERED * (high - low):
                walls[at][step] = True
    return walls
