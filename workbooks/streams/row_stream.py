"""The rows of a sheet as XML in a temporary file: none of them stays in memory."""

from collections.abc import Callable, Iterable, Sequence
from typing import IO

from xlsxwriter.utility import xl_col_to_name

from workbooks.looks import CellLook, Styles
from workbooks.sheets import Column, Value
from workbooks.streams.cell_xml import Cell, CellSpeller

# Heights in points.
LINE = 15.6
HEAD_LINE = 16.5
FREE_LINE = 17.0
PADDING = 3.0
CHUNK = 200  # rows

_Speller = tuple[str, str, Callable[[Value], Cell | None], Callable[[Value, int], Cell]]
"""A cell up to its row; a whole number up to its figure; what was spelled; how to spell."""


class RowStream:
    """`row`: the number of the last one; `height`: of all, in points."""

    def __init__(self, columns: Sequence[Column], styles: Styles, file: IO[bytes]) -> None:
        self.styles = styles
        self.width = len(columns)
        self.row = 0
        self.height = 0.0
        self.file = file
        self._letters = [xl_col_to_name(place) for place in range(len(columns))]
        self._columns = columns
        self._waiting: list[str] = []
        self._spellers: dict[bool, list[_Speller]] = {}

    def write_values(self, values: Sequence[Value], *, bold: bool = False) -> None:
        """A row of the table, as high as the longest text needs; not every program grows one.

        Raises ValueError where it does not fit the columns.
        """
        self.row = row = self.row + 1
        most = 1
        cells = []
        for (begin, whole, known, spell), value in zip(
            self._prepared(bold=bold), values, strict=True
        ):
            if value.__class__ is int:
                cells.append(f"{begin}{row}{whole}{value}</v></c>")
                continue
            rest, lines = known(value) or spell(value, row)
            cells.append(f'{begin}{row}" {rest}')
            if lines > most:
                most = lines
        self._write("".join(cells), PADDING + LINE * most)

    def _prepared(self, *, bold: bool) -> "list[_Speller]":
        # One for each column.
        if bold not in self._spellers:
            spellers = [
                CellSpeller(CellLook[column.kind.name], column.width, self.styles, bold=bold)
                for column in self._columns
            ]
            self._spellers[bold] = [
                (f'<c r="{letter}', f'" s="{each.style}"><v>', each.kept.get, each.spell)
                for letter, each in zip(self._letters, spellers, strict=True)
            ]
        return self._spellers[bold]

    def write_cells(self, cells: Iterable[tuple[int, Cell]], height: float) -> None:
        """A row of the frame: cells with the places of their columns, from 0."""
        self.row += 1
        written = (f'<c r="{self._letters[at]}{self.row}" {cell[0]}' for at, cell in cells)
        self._write("".join(written), height)

    def _write(self, cells: str, height: float) -> None:
        self.height += height
        self._waiting.append(
            f'<row r="{self.row}" ht="{height:.1f}" customHeight="1">{cells}</row>'
        )
        if len(self._waiting) >= CHUNK:
            self._flush()

    def _flush(self) -> None:
        self.file.write("".join(self._waiting).encode())
        self._waiting.clear()

    def rewind(self) -> IO[bytes]:
        """All that was written, to be read."""
        self._flush()
        self.file.seek(0)
        return self.file
