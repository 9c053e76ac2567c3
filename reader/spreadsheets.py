"""What all programs that read a stranger's XLSX have in common: limits, shown texts, formulas
without a result.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from openpyxl import load_workbook  # type: ignore[import-untyped]
from openpyxl.utils import range_boundaries  # type: ignore[import-untyped]

from reader.content.packages import check_archive
from reader.errors import ReadError
from reader.previews.sheet import shown_cells

FORMULA = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?f[\s/>]")
"""A formula's element with any prefix: programs other than Excel write <x:f>."""
LONGEST_TAG = 50
MOST_MEMBERS = 100
MOST_UNPACKED = 50 * 1024 * 1024
MOST_MERGED = 20_000
MOST_LOOKED_AT = 1_000
_BLOCK = 1 << 20  # bytes read at once


def workbook_problem(data: bytes) -> str:
    """The code of the reason why it is not opened, or ""."""
    try:
        check_archive(data)
    except ReadError as error:
        return error.code
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.namelist()
        # Declared sizes can lie, so what is unpacked is counted too.
        is_bomb = len(members) > MOST_MEMBERS or _unpacks_too_much(archive)
        return "bomb" if is_bomb else ""


def _unpacks_too_much(archive: zipfile.ZipFile) -> bool:
    total = 0
    for name in archive.namelist():
        for block in _blocks(archive, name):
            total += len(block)
            if total > MOST_UNPACKED:
                return True
    return False


def _blocks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as stream:
        while block := stream.read(_BLOCK):
            yield block


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
        return any(_sheet_has_formula(archive, name) for name in sheets)


def _sheet_has_formula(archive: zipfile.ZipFile, name: str) -> bool:
    before = b""  # a formula's element may be cut by the end of a block
    for block in _blocks(archive, name):
        if FORMULA.search(before + block):
            return True
        before = block[-LONGEST_TAG:]
    return False


def uncalculated_cells(data: bytes, title: str, most_columns: int) -> dict[int, set[int]]:
    """Cells by row whose formula no program has calculated yet: their value is not in the file."""
    values, formulas = (
        load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)[
            title
        ].iter_rows(max_col=most_columns)
        for data_only in (True, False)
    )
    found: dict[int, set[int]] = {}
    for number, rows in enumerate(zip(values, formulas, strict=False), 1):
        for at, (shown, written) in enumerate(zip(*rows, strict=False)):
            is_formula = getattr(written, "data_type", "") == "f"
            if is_formula and getattr(shown, "value", None) is None:
                found.setdefault(number, set()).add(at)
    return found


def print_record(**record: object) -> None:
    print(json.dumps(record, ensure_ascii=True))


@dataclass(frozen=True)
class SheetLayout:
    """What a sheet hides and joins. `merged`: first row, last row, first column, last column,
    counted from 1.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def sheet_layout(data: bytes, sheet: Any) -> SheetLayout:
    """Of a sheet of a workbook that was opened to be read only, which itself does not know."""
    layout = SheetLayout()
    number = 0
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
                _note_layout(layout, name, element, number)
            elif name in ("row", "mergeCell"):
                # What was seen is dropped, else the whole sheet would grow in memory.
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    return layout


def _note_layout(layout: SheetLayout, name: str, element: Any, number: int) -> None:
    is_hidden = element.get("hidden") in ("1", "true")
    if name == "row" and is_hidden:
        layout.hidden_rows.add(number)
    elif name == "col" and is_hidden:
        last = min(int(element.get("max")), MOST_LOOKED_AT)
        layout.hidden_columns.update(range(int(element.get("min")), last + 1))
    elif name == "mergeCell" and len(layout.merged) < MOST_MERGED:
        first_column, first_row, last_column, last_row = range_boundaries(element.get("ref"))
        layout.merged.append((first_row, last_row, first_column, last_column))
