"""A program of its own: an XLSX on standard input, the rows of its sheet of demand on standard output.

Arguments: most rows, most columns, most characters of a cell. First line {"sheet": …, "head_row": …} or {"error": code,
"sheets": […]}; then for each row that says anything {"row": number, "said": {field: text}, "formulas": [fields whose
formula has no result], "rivals": {field: what its columns say where they differ}}; at last {"more": true} when there
are more rows than the most, or {"too_much": true} when they say too much.
"""

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator

from openpyxl import load_workbook

from agencies.reader.errors import ReadError
from agencies.reader.extraction.archive import check_archive
from agencies.reader.previews.sheet import shown_cells
from recruitment.reader.heads import Head, head_of, rivals_in, said_in

LOOKED_AT, MOST_SHEETS = 20, 20
MOST_SAID = 10_000_000
"""Characters of all rows: one long shared text can stand in a hundred thousand cells."""
FORMULA = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?f[\s/>]")
"""A formula's element with any prefix: programs other than Excel write <x:f>."""
LONGEST_TAG = 50
MOST_MEMBERS, MOST_UNPACKED = 100, 50 * 1024 * 1024


def main() -> None:
    most_rows, most_columns, longest = map(int, sys.argv[1:])
    data = sys.stdin.buffer.read()
    problem = refused(data)
    if problem:
        say(error=problem)
        return
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets[:MOST_SHEETS] if sheet.sheet_state == "visible"]
    for sheet in sheets:
        head = head_of(list(texts(sheet, 1, LOOKED_AT, most_columns, longest)))
        if head:
            say(sheet=sheet.title, head_row=head.row)
            formulas = uncounted(data, sheet.title, most_columns) if has_formulas(data) else {}
            say_rows(sheet, head, formulas, most_rows, most_columns, longest)
            return
    say(error="no_heads", sheets=[sheet.title for sheet in sheets])


def refused(data: bytes) -> str:
    """Declared sizes can lie, so what is unpacked is counted too."""
    try:
        check_archive(data)
    except ReadError as error:
        return error.code
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "bomb" if len(archive.namelist()) > MOST_MEMBERS or unpacked(archive) > MOST_UNPACKED else ""


def unpacked(archive: zipfile.ZipFile) -> int:
    total = 0
    for member in archive.infolist():
        with archive.open(member) as stream:
            while block := stream.read(1 << 20):
                total += len(block)
                if total > MOST_UNPACKED:
                    return total
    return total


def texts(sheet, first: int, last: int, most_columns: int, longest: int) -> Iterator[tuple[int, list[str]]]:
    found = sheet.iter_rows(min_row=first, max_row=last, max_col=most_columns)
    for number, row in enumerate(found, first):
        yield number, [text for text, _is_number in shown_cells(row, longest)]


def say_rows(sheet, head: Head, formulas: dict[int, set[int]], most_rows: int, most_columns: int, longest: int) -> None:
    told = length = 0
    for number, cells in texts(sheet, head.row + 1, head.row + most_rows + 500, most_columns, longest):
        said = said_in(head, cells)
        if not any(said.values()) and number not in formulas:
            continue
        length += sum(map(len, said.values()))
        if told == most_rows or length > MOST_SAID:
            say(**{"more" if told == most_rows else "too_much": True})
            return
        waiting = formulas.get(number, set())
        formulas_without_result = [name for name, places in head.columns.items() if waiting & set(places)]
        say(row=number, said=said, formulas=formulas_without_result, rivals=rivals_in(head, cells))
        told += 1


def has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.lower().startswith("xl/worksheets/")]
        return any(has_formula(archive, name) for name in sheets)


def has_formula(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a sheet has a formula's element, also where it is cut by the end of a block."""
    with archive.open(name) as stream:
        before = b""
        while block := stream.read(1 << 20):
            if FORMULA.search(before + block):
                return True
            before = block[-LONGEST_TAG:]
    return False


def uncounted(data: bytes, title: str, most_columns: int) -> dict[int, set[int]]:
    """Cells by row whose formula no program has counted yet: their value is not in the file."""
    values = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)[title]
    formulas = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)[title]
    found: dict[int, set[int]] = {}
    pairs = zip(values.iter_rows(max_col=most_columns), formulas.iter_rows(max_col=most_columns), strict=False)
    for number, (shown_row, written_row) in enumerate(pairs, 1):
        for at, (shown_cell, written) in enumerate(zip(shown_row, written_row, strict=False)):
            if getattr(written, "data_type", "") == "f" and getattr(shown_cell, "value", None) is None:
                found.setdefault(number, set()).add(at)
    return found


def say(**record: object) -> None:
    print(json.dumps(record, ensure_ascii=True))


if __name__ == "__main__":
    main()
