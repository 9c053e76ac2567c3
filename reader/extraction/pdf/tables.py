"""Ruled tables: from the lines of a page to the cells between them, with their text, joined where a
page break cut them.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise, takewhile

from reader.extraction.pdf.pages import PdfWord, Ruling
from reader.extraction.pdf.paragraphs import TextFlow, is_cut_date, write_flows
from reader.extraction.pdf.rows import PlacedLine, words_in_rows

SNAP = 3.0  # points between lines that are meant as one
COLUMN_SNAP = 5.0  # the same between the edges of columns
_SHORTEST = 8.0
_MOST_PAIRS = 100_000
_MOST_COLUMNS = 30
_MOST_ROWS = 300
_MOST_GRIDS = 20
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
        x = (word.x0 + word.x1) / 2
        y = (word.top + word.bottom) / 2
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return self.owner[bisect_right(self.ys, y) - 1][bisect_right(self.xs, x) - 1]


def find_grids(rulings: list[Ruling]) -> list[TableGrid]:
    """The tables from top to bottom; a frame around text alone is none."""
    level = _straighten_lines(
        (r.top, r.x0, r.x1) for r in rulings if r.x1 - r.x0 >= r.bottom - r.top
    )
    upright = _straighten_lines(
        (r.x0, r.top, r.bottom) for r in rulings if r.x1 - r.x0 < r.bottom - r.top
    )
    if len(level) * len(upright) > _MOST_PAIRS:
        return []
    grids = [grid for network in _networks(level, upright) if (grid := _grid(*network))]
    return sorted(grids, key=lambda grid: grid.ys[0]) if len(grids) <= _MOST_GRIDS else []


def _straighten_lines(lines: Iterable[Drawn]) -> list[Drawn]:
    # Lines at nearly one place set on one, their pieces joined, the short ones left out.
    places: list[tuple[float, list[Span]]] = []
    for place, start, end in sorted(lines):
        if not places or place - places[-1][0] > SNAP / 2:
            places.append((place, []))
        places[-1][1].append((start, end))
    return [
        (place, start, end)
        for place, spans in places
        for start, end in _join_spans(spans)
        if end - start >= _SHORTEST
    ]


def _join_spans(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start - found[-1][1] <= SNAP:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _networks(level: list[Drawn], upright: list[Drawn]) -> list[tuple[list[Drawn], list[Drawn]]]:
    # Lines that touch one another belong to one table.
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
    ends_of_level = [end for _, x0, x1 in level for end in (x0, x1)]
    ends_of_upright = [end for _, y0, y1 in upright for end in (y0, y1)]
    xs = _edges([x for x, _, _ in upright], ends_of_level, COLUMN_SNAP)
    ys = _edges([y for y, _, _ in level], ends_of_upright, SNAP)
    columns = range(len(xs) - 1)
    rows = range(len(ys) - 1)
    if not (2 <= len(columns) <= _MOST_COLUMNS and 1 <= len(rows) <= _MOST_ROWS):
        return None
    beside = _walls(upright, xs, ys, COLUMN_SNAP)
    below = _walls(level, ys, xs, SNAP)
    owner = [[(row, column) for column in columns] for row in rows]
    for row in rows:
        for column in columns:
            if column and not beside[column][row]:
                owner[row][column] = owner[row][column - 1]
            elif row and not below[row][column]:
                owner[row][column] = owner[row - 1][column]
    return TableGrid(xs, ys, owner)


def _edges(drawn: list[float], ends: list[float], snap: float) -> list[float]:
    # The places of the lines, and the outermost ends of those that cross them where the outer line
    # itself is missing.
    edges: list[float] = []
    for place in sorted([*drawn, min(ends), max(ends)]):
        if not edges or place - edges[-1] > snap:
            edges.append(place)
    return edges


def _walls(
    lines: list[Drawn], places: list[float], steps: list[float], snap: float
) -> list[list[bool]]:
    # For each place and each step along it whether a line divides there; the outer edges always
    # do.
    outer = (0, len(places) - 1)
    walls = [[place in outer] * (len(steps) - 1) for place in range(len(places))]
    for where, start, end in lines:
        at = bisect_right(places, where + 0.01) - 1
        if at < 0 or where - places[at] > snap + 0.01:
            continue
        for step, (low, high) in enumerate(pairwise(steps)):
            if min(end, high) - max(start, low) >= _COVERED * (high - low):
                walls[at][step] = True
    return walls


_HEAD_ROWS = 3  # at most, repeated on each page
_LONGEST_NUMBER = 8


@dataclass
class TableText:
    """`rows[r][c]`: the text of the cell that begins there, "" for an empty cell or the rest of one
    merged sideways, None where the cell above goes on.
    """

    xs: list[float]
    rows: list[list[str | None]]


def table_text(grid: TableGrid, words: list[PdfWord]) -> TableText:
    """The words of the grid in its cells."""
    cells: dict[tuple[int, int], list[PdfWord]] = defaultdict(list)
    for word in words:
        square = grid.square_at(word)
        if square is not None:
            cells[square].append(word)

    def text_at(row: int, column: int, owner: tuple[int, int]) -> str | None:
        if owner == (row, column):
            return _cell_text(cells[owner])
        return None if owner[0] < row and owner[1] == column else ""

    rows = [
        [text_at(row, column, owner) for column, owner in enumerate(owners)]
        for row, owners in enumerate(grid.owner)
    ]
    return TableText(grid.xs, rows)


def _cell_text(words: list[PdfWord]) -> str:
    lines = [PlacedLine(tuple(row)) for row in words_in_rows(words)]
    return write_flows([TextFlow(lines)]).replace("\n\n", "\n")


def continue_table(above: TableText, below: TableText) -> bool:
    """Take the rows of `below`, which opens the next page, into `above`, if it has the same
    columns; whether it did.
    """
    xs = _common_edges(above.xs, below.xs)
    if xs is None:
        return False
    above.rows = _spread_rows(above, xs)
    above.xs = xs
    rows = _spread_rows(below, xs)
    rows = rows[_count_repeated_rows(above.rows, rows) :]
    if rows and above.rows and _continues_row(above.rows, rows[0]):
        above.rows[-1] = [
            _glue_cells(a or "", b or "") for a, b in zip(above.rows[-1], rows[0], strict=True)
        ]
        rows = rows[1:]
    above.rows.extend(rows)
    return True


def _common_edges(one: list[float], other: list[float]) -> list[float] | None:
    # The finer division, when the outer edges are the same and each edge of the coarser one is in
    # it.
    coarse, fine = sorted((other, one), key=len)
    outer = max(abs(one[0] - other[0]), abs(one[-1] - other[-1]))
    inner = max(min(abs(x - y) for y in fine) for x in coarse)
    return fine if max(outer, inner) <= COLUMN_SNAP else None


def _spread_rows(table: TableText, xs: list[float]) -> list[list[str | None]]:
    """The rows over the finer columns `xs`."""
    if len(table.xs) == len(xs):
        return table.rows
    places = [min(range(len(xs)), key=lambda at: abs(xs[at] - x)) for x in table.xs[:-1]]
    spread: list[list[str | None]] = []
    for row in table.rows:
        texts = dict(zip(places, row, strict=True))
        spread.append([texts.get(place, "") for place in range(len(xs) - 1)])
    return spread


def _count_repeated_rows(rows: list[list[str | None]], following: list[list[str | None]]) -> int:
    # How many rows at the head of the next page only repeat the head of the table.
    pairs = zip(rows[:_HEAD_ROWS], following, strict=False)
    return sum(1 for _ in takewhile(lambda pair: _are_same(*pair), pairs))


def _are_same(one: list[str | None], other: list[str | None]) -> bool:
    return any(one) and [(t or "").split() for t in one] == [(t or "").split() for t in other]


def _continues_row(rows: list[list[str | None]], row: list[str | None]) -> bool:
    # The first row of the next page is the rest of the last row: it has no number of its own, and
    # its words continue.
    filled = [(above or "", text) for above, text in zip(rows[-1], row, strict=True) if text]
    numbered = sum(0 < len(other[0] or "") < _LONGEST_NUMBER for other in rows) > len(rows) / 2
    if not filled or (numbered and row[0]) or not all(above for above, _ in filled):
        return False
    for above, text in filled:
        if text[0].islower() or text[0] in ",;.)”%/" or is_cut_date(above, text):
            return True
    return numbered and len(filled) < sum(bool(text) for text in rows[-1][1:])


def _glue_cells(above: str, below: str) -> str:
    # One cell out of two halves.
    between = "" if not above or not below or is_cut_date(above, below) else " "
    return f"{above}{between}{below}"
