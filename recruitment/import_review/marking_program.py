"""The program that marks wrong cells in an uploaded file, in a process of its own.

On standard input eight bytes with the length of what is told, that as JSON ({"marks": [{"sheet",
"row", "column", "text"}], "stamp", "rows", "longest", "notes": words}), then the file. Prints
{"file": an XLSX in base64}.

An XLSX is opened and saved again, so that it keeps its looks. Of another kind of file, and of one
that openpyxl does not read (Strict), the sheets are written anew with the same rows and columns.

A comment holds `longest` characters. What is longer says so, and stands whole on a sheet of notes.
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
    words = told["notes"]
    _remove_old_notes(book, words["heads"])
    long = [mark for mark in told["marks"] if len(mark["text"]) > told["longest"]]
    page = _write_notes(book, long, words) if long else None
    goes_on = f" {words['goes_on']} “{page.title}”" if page else ""
    for mark in told["marks"]:
        _mark(book, mark, _shortened(mark["text"], told["longest"], goes_on))
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


def _shortened(text: str, longest: int, goes_on: str) -> str:
    if len(text) <= longest:
        return text
    return text[: longest - len(goes_on)].rstrip() + goes_on


def _remove_old_notes(book: Any, heads: list[str]) -> None:
    # Those of the time before, known by their heads; a clerk's own sheet of that name stays.
    for page in [each for each in book.worksheets if len(book.worksheets) > 1]:
        if [page.cell(1, at).value for at in range(1, len(heads) + 2)] == [*heads, None]:
            book.remove(page)


def _write_notes(book: Any, marks: list[dict[str, Any]], words: dict[str, Any]) -> Any:
    page = book.create_sheet(words["sheet"])
    page.append(words["heads"])
    for letter, width in (("A", 24), ("B", 10), ("C", 100)):
        page.column_dimensions[letter].width = width
    for number, mark in enumerate(marks, 2):
        values = (mark["sheet"], f"{mark['column']}{mark['row']}", without_controls(mark["text"]))
        for at, value in enumerate(values, 1):
            written = page.cell(number, at, value)
            written.data_type = "s"
            written.alignment = Alignment(wrap_text=True, vertical="top")
    return page


def _mark(book: Any, mark: dict[str, Any], text: str) -> None:
    sheet = next((each for each in book.worksheets if each.title[:120] == mark["sheet"]), None)
    if sheet is None:
        return
    cell = sheet[f"{mark['column']}{mark['row']}"]
    if type(cell).__name__ == "MergedCell":
        # The value of a merged cell stands in its first one.
        area = next(each for each in sheet.merged_cells.ranges if cell.coordinate in each)
        cell = sheet.cell(area.min_row, area.min_col)
    before = cell.comment.text.split("\n———\n")[0] + "\n———\n" if _is_own(cell) else ""
    cell.comment = Comment(f"{before}{text}", AUTHOR, height=140, width=320)
    cell.fill = WRONG


def _is_own(cell: Any) -> bool:
    # A comment that the clerk has written stays above ours.
    return cell.comment is not None and cell.comment.author != AUTHOR


if __name__ == "__main__":
    main()
