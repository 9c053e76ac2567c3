"""What all programs that read a stranger's XLSX have in common: limits, shown row_texts, formulas
without a result.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from openpyxl import load_workbook  # type: ignore[import-untyped]
from openpyxl.utils import range_boundaries  # type: ignore[import-untyped]

from reader.errors import ReadError
from reader.extraction.archive import check_archive
from reader.previews.sheet import shown_cells

FORMULA = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?f[\s/>]")
"""A formula's element with any prefix: programs other than Excel write <x:f>."""
LONGEST_TAG = 50
MOST_MEMBERS, MOST_UNPACKED = 100, 50 * 1024 * 1024
MOST_MERGED, MOST_LOOKED_AT = 20_000, 1_000


def workbook_problem(data: bytes) -> str:
    """Declared sizes can lie, so what is unpacked_size is counted too."""
    try:
        check_archive(data)
    except ReadError as error:
        return error.code
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return (
            "bomb"
            if len(archive.namelist()) > MOST_MEMBERS or unpacked_size(archive) > MOST_UNPACKED
            else ""
        )


def unpacked_size(archive: zipfile.ZipFile) -> int:
    total = 0
    for member in archive.infolist():
        with archive.open(member) as stream:
            while block := stream.read(1 << 20):
                total += len(block)
                if total > MOST_UNPACKED:
                    return total
    return total


def row_texts(
    sheet: Any, first: int, last: int | None, most_columns: int, longest: int
) -> Iterator[tuple[int, list[str]]]:
    """By row number, what its cells show; up to the end of the sheet without a `last` row."""
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


def uncalculated_cells(data: bytes, title: str, most_columns: int) -> dict[int, set[int]]:
    """Cells by row whose formula no program has counted yet: their value is not in the file."""
    values = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)[
        title
    ]
    formulas = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)[title]
    found: dict[int, set[int]] = {}
    pairs = zip(
        values.iter_rows(max_col=most_columns),
        formulas.iter_rows(max_col=most_columns),
        strict=False,
    )
    for number, (shown_row, written_row) in enumerate(pairs, 1):
        for at, (shown_cell, written) in enumerate(zip(shown_row, written_row, strict=False)):
            if (
                getattr(written, "data_type", "") == "f"
                and getattr(shown_cell, "value", None) is None
            ):
                found.setdefault(number, set()).add(at)
    return found


def print_record(**record: object) -> None:
    print(json.dumps(record, ensure_ascii=True))


@dataclass(frozen=True)
class SheetLayout:
    """What a sheet hides and joins. `merged`: first row, last row, first column, last column,
    counted from 1.
    """

    hidden_rows: set[int]
    hidden_columns: set[int]
    merged: list[tuple[int, int, int, int]]


def sheet_layout(data: bytes, sheet: Any) -> SheetLayout:
    """Of a sheet of a workbook that was opened to be read only, which itself does not know."""
    shape, number = SheetLayout(set(), set(), []), 0
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        archive.open(sheet._worksheet_path.lstrip("/")) as stream,
    ):
        for event, element in etree.iterparse(
            stream, events=("start", "end"), resolve_entities=False, no_network=True
        ):
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if event == "start":
                if name == "row":
                    number = int(element.get("r") or number + 1)
                _note(shape, name, element, number)
            elif name in ("row", "mergeCell"):
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    return shape


def _note(shape: SheetLayout, name: str, element: Any, number: int) -> None:
    is_hidden = element.get("hidden") in ("1", "true")
    if name == "row" and is_hidden:
        shape.hidden_rows.add(number)
    elif name == "col" and is_hidden:
        shape.hidden_columns.update(
            range(int(element.get("min")), min(int(element.get("max")), MOST_LOOKED_AT) + 1)
        )
    elif name == "mergeCell" and len(shape.merged) < MOST_MERGED:
        first_column, first_row, last_column, last_row = range_boundaries(element.get("ref"))
        shape.merged.append((first_row, last_row, first_column, last_column))
