"""What every program has in common that reads a stranger's XLSX: bounds, the shown texts, formulas without a result."""

import io
import json
import re
import zipfile
from collections.abc import Iterator

from openpyxl import load_workbook

from agencies.reader.errors import ReadError
from agencies.reader.extraction.archive import check_archive
from agencies.reader.previews.sheet import shown_cells

FORMULA = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?f[\s/>]")
"""A formula's element with any prefix: programs other than Excel write <x:f>."""
LONGEST_TAG = 50
MOST_MEMBERS, MOST_UNPACKED = 100, 50 * 1024 * 1024


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
