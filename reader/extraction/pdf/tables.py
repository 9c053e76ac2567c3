"""Ruled tables with their text, joined where a page break cut them."""

from collections import defaultdict
from dataclasses import dataclass

from reader.extraction.pdf.grids import COLUMN_SNAP, TableGrid
from reader.extraction.pdf.pages import PdfWord
from reader.extraction.pdf.paragraphs import TextFlow, is_cut_date, write_flows
from reader.extraction.pdf.rows import PlacedLine, WordGroup, words_in_rows

_HEAD_ROWS = 3  # at most, repeated on each page
_LONGEST_NUMBER = 8


@dataclass
class TableText:
    """`rows[r][c]`: the text of the cell that begins there, "" for an empty cell or the rest of a
    merged one.
    """

    xs: list[float]
    rows: list[list[str]]


def table_text(grid: TableGrid, words: list[PdfWord]) -> TableText:
    """The words of the grid in its cells."""
    cells: dict[tuple[int, int], list[PdfWord]] = defaultdict(list)
    for word in words:
        square = grid.square_at(word)
        if square is not None:
            cells[square].append(word)
    rows = [
        [
            _cell_text(cells[row, column]) if (row, column) == owner else ""
            for column, owner in enumerate(owners)
        ]
        for row, owners in enumerate(grid.owner)
    ]
    return TableText(grid.xs, rows)


def _cell_text(words: list[PdfWord]) -> str:
    lines = [PlacedLine(WordGroup(tuple(row))) for row in words_in_rows(words)]
    return write_flows([TextFlow(lines)]).replace("\n\n", "\n") if lines else ""


def continue_table(above: TableText, below: TableText) -> bool:
    """Take the rows of `below`, which opens the next page, into `above`, if it has the same
    columns; whether it did.
    """
    xs = _common_edges(above.xs, below.xs)
    if xs is None:
        return False
    above.rows, below_rows = _spread(above, xs), _spread(below, xs)
    above.xs = xs
    below_rows = below_rows[_repeated(above.rows, below_rows) :]
    if below_rows and above.rows and _goes_on(above.rows, below_rows[0]):
        above.rows[-1] = [_glued(a, b) for a, b in zip(above.rows[-1], below_rows[0], strict=True)]
        below_rows = below_rows[1:]
    above.rows.extend(below_rows)
    return True


def _common_edges(one: list[float], other: list[float]) -> list[float] | None:
    """The finer division, when the outer edges are the same and each edge of the coarser one is in
    it.
    """
    fine, coarse = (one, other) if len(one) >= len(other) else (other, one)
    outer = abs(one[0] - other[0]) <= COLUMN_SNAP and abs(one[-1] - other[-1]) <= COLUMN_SNAP
    return (
        fine
        if outer and all(min(abs(x - y) for y in fine) <= COLUMN_SNAP for x in coarse)
        else None
    )


def _spread(table: TableText, xs: list[float]) -> list[list[str]]:
    """The rows over the finer columns `xs`."""
    if len(table.xs) == len(xs):
        return table.rows
    places = [min(range(len(xs)), key=lambda at: abs(xs[at] - x)) for x in table.xs[:-1]]
    spread = []
    for row in table.rows:
        cells = [""] * (len(xs) - 1)
        for place, text in zip(places, row, strict=True):
            cells[place] = text
        spread.append(cells)
    return spread


def _repeated(rows: list[list[str]], following: list[list[str]]) -> int:
    """How many rows at the head of the next page only repeat the head of the table."""
    count = 0
    while count < min(_HEAD_ROWS, len(rows), len(following)) and _same(
        rows[count], following[count]
    ):
        count += 1
    return count


def _same(one: list[str], other: list[str]) -> bool:
    return any(one) and [text.split() for text in one] == [text.split() for text in other]


def _goes_on(rows: list[list[str]], row: list[str]) -> bool:
    """The first row of the next page is the rest of the last row: it has no number of its own, and
    its words continue.
    """
    filled = [(above, text) for above, text in zip(rows[-1], row, strict=True) if text]
    numbered = sum(0 < len(other[0]) < _LONGEST_NUMBER for other in rows) > len(rows) / 2
    if not filled or (numbered and row[0]) or not all(above for above, _ in filled):
        return False
    if any(
        text[0].islower() or text[0] in ",;.)”%/" or is_cut_date(above, text)
        for above, text in filled
    ):
        return True
    return numbered and len(filled) < sum(bool(text) for text in rows[-1][1:])


def _glued(above: str, below: str) -> str:
    """One cell out of two halves."""
    between = "" if not above or not below or is_cut_date(above, below) else " "
    return f"{above}{between}{below}"
