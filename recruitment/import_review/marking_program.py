"""The program that marks wrong cells in an uploaded file, in a process of its own.

On standard input eight bytes with the length of what is told, that as JSON ({"marks": [{"sheet",
"row", "column", "text"}], "stamp", "rows"}), then the file. Prints {"file": an XLSX in base64}.

An XLSX is opened and saved again, so that it keeps its looks. Of another kind of file, and of one
that openpyxl does not read (Strict), the sheets are written anew with the same rows and columns.
"""

import base64
import io
import json
import sys
from typing import Any

from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]
from openpyxl.comments import Comment  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, PatternFill  # type: ignore[import-untyped]

from reader.content import FileType, detect_file_type
from reader.spreadsheets import print_record, workbook_problem
from tables.cells import CellKind, Limits, column_letter
from tables.files import read_sheets
from vietnam.text import without_controls

WRONG = PatternFill("solid", fgColor="FFF4C7C3")
AUTHOR = "Cầu Lao Động"
MOST_COLUMNS = 60
LONGEST = 3_000
WIDTH = 24


def main() -> None:
    data = sys.stdin.buffer.read()
    length = int.from_bytes(data[:8], "big")
    told = json.loads(data[8 : 8 + length])
    file = data[8 + length :]
    book = open_book(file, told["rows"])
    for mark in told["marks"]:
        _mark(book, mark)
    book.properties.description = told["stamp"] or None
    target = io.BytesIO()
    book.save(target)
    print_record(file=base64.b64encode(target.getvalue()).decode())


def open_book(file: bytes, most_rows: int) -> Any:
    if detect_file_type(file) == FileType.XLSX and not workbook_problem(file):
        try:
            book = load_workbook(io.BytesIO(file))
        except Exception:  # whatever openpyxl does not understand is written anew
            book = None
        if book is not None and book.sheetnames:
            return book
    return _write_anew(file, most_rows)


def _write_anew(file: bytes, most_rows: int) -> Any:
    book = Workbook()
    book.remove(book.active)
    for sheet in read_sheets(file, Limits(most_rows, MOST_COLUMNS, LONGEST)):
        page = book.create_sheet(sheet.name)
        page.sheet_state = "hidden" if sheet.is_hidden else "visible"
        for number, cells in sheet.rows.items():
            for at, cell in enumerate(cells, 1):
                if cell.kind != CellKind.EMPTY:
                    written = page.cell(number, at, without_controls(cell.text))
                    written.data_type = "s"
                    written.alignment = Alignment(wrap_text=True, vertical="top")
        for area in sheet.merged:
            page.merge_cells(
                start_row=area.first_row,
                end_row=area.last_row,
                start_column=area.first_column,
                end_column=area.last_column,
            )
        for at in range(max(map(len, sheet.rows.values()), default=0)):
            page.column_dimensions[column_letter(at)].width = WIDTH
            page.column_dimensions[column_letter(at)].hidden = at in sheet.hidden_columns
        for number in sheet.hidden_rows:
            page.row_dimensions[number].hidden = True
    return book


def _mark(book: Any, mark: dict[str, Any]) -> None:
    sheet = next((each for each in book.worksheets if each.title[:120] == mark["sheet"]), None)
    if sheet is None:
        return
    cell = sheet[f"{mark['column']}{mark['row']}"]
    if type(cell).__name__ == "MergedCell":
        # The value of a merged cell stands in its first one.
        area = next(each for each in sheet.merged_cells.ranges if cell.coordinate in each)
        cell = sheet.cell(area.min_row, area.min_col)
    before = cell.comment.text.split("\n———\n")[0] + "\n———\n" if _is_own(cell) else ""
    cell.comment = Comment(f"{before}{mark['text']}", AUTHOR, height=140, width=320)
    cell.fill = WRONG


def _is_own(cell: Any) -> bool:
    # A comment that the clerk has written stays above ours.
    return cell.comment is not None and cell.comment.author != AUTHOR


if __name__ == "__main__":
    main()
