"""What the programs that read an uploaded workbook share. Each runs in a process of its own and
knows no framework: an XLSX on standard input, its rows on standard output, one JSON object a line.

Arguments: most rows, most columns, most characters of a cell. First line {"sheet": …, "head_row":
…} and what the kind of workbook adds, or {"error": code, "sheets": […]}; then for each row that
says anything {"row": number, "said": {field: text}, "formulas": [fields whose formula has no
result]} and what the kind adds; at last {"more": true} when there are more rows than the most, or
{"too_much": true} when they say too much.
"""

import io
import sys
from typing import Any, ClassVar, Generic, TypeVar

from openpyxl import load_workbook  # type: ignore[import-untyped]

from agencies.workbook_imports.headings import Heading
from reader.spreadsheets import (
    has_formulas,
    print_record,
    row_texts,
    uncalculated_cells,
    workbook_problem,
)

ROWS_WITH_HEADING = 20
MOST_SHEETS = 20
# Characters of all rows: one long shared text can stand in a hundred thousand cells.
MOST_TEXT = 10_000_000


AnyHeading = TypeVar("AnyHeading", bound=Heading)


class RowProgram(Generic[AnyHeading]):
    """A kind of workbook says which row is its heading, and what its rows say."""

    # Rows without text that are looked at beside the most that may be filled; None: all.
    most_blank_rows: ClassVar[int | None] = None

    def __init__(self) -> None:
        self.most_rows, self.most_columns, self.longest_cell = map(int, sys.argv[1:])
        self.data = sys.stdin.buffer.read()

    def find_heading(self, rows: list[tuple[int, list[str]]]) -> AnyHeading | None:
        """Among the first rows of a sheet, each with its number."""
        raise NotImplementedError

    def describe_sheet(self, sheet: Any, heading: AnyHeading) -> dict[str, object]:
        return {}

    def read_row(self, heading: AnyHeading, number: int, cells: list[str]) -> dict[str, Any]:
        """What its line says: `said`, and what the kind adds."""
        raise NotImplementedError

    def run(self) -> None:
        if problem := workbook_problem(self.data):
            print_record(error=problem)
            return
        self.book = load_workbook(
            io.BytesIO(self.data), read_only=True, data_only=True, keep_links=False
        )
        shown = [
            sheet for sheet in self.book.worksheets[:MOST_SHEETS] if sheet.sheet_state == "visible"
        ]
        for sheet in shown:
            heading = self.find_heading(list(self._texts(sheet, 1, ROWS_WITH_HEADING)))
            if heading:
                facts = self.describe_sheet(sheet, heading)
                print_record(sheet=sheet.title, head_row=heading.row, **facts)
                self._print_rows(sheet, heading)
                return
        print_record(error="no_heads", sheets=[sheet.title for sheet in shown])

    def _print_rows(self, sheet: Any, heading: AnyHeading) -> None:
        formulas: dict[int, set[int]] = {}
        if has_formulas(self.data):
            formulas = uncalculated_cells(self.data, sheet.title, self.most_columns)
        last = None
        if self.most_blank_rows is not None:
            last = heading.row + self.most_rows + self.most_blank_rows
        printed = 0
        length = 0
        for number, cells in self._texts(sheet, heading.row + 1, last):
            record = self.read_row(heading, number, cells)
            waiting = formulas.get(number, set())
            missing = [name for name, places in heading.columns.items() if waiting & {*places}]
            if not any(record["said"].values()) and not missing:
                continue
            length += sum(map(len, record["said"].values()))
            if printed == self.most_rows or length > MOST_TEXT:
                print_record(**{"more" if printed == self.most_rows else "too_much": True})
                return
            print_record(row=number, formulas=missing, **record)
            printed += 1

    def _texts(self, sheet: Any, first: int, last: int | None) -> Any:
        return row_texts(sheet, first, last, self.most_columns, self.longest_cell)
