"""Workbooks as employers send them, built cell by cell; and what was understood of them."""

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from recruitment.demand_sheets.sheets import Choices, ReadSheet, understand_sheets
from tables.cells import Limits
from tables.files import read_sheets

TODAY = datetime.date(2026, 11, 30)
LIMITS = Limits(10_000, 60, 3_000)
Row = Sequence[Any]


def book_of(*rows: Row, merged: Sequence[str] = (), title: str = "Nhu cầu") -> Workbook:
    book = Workbook()
    fill(book.active, rows, merged, title)
    return book


def add_sheet(book: Workbook, title: str, *rows: Row, merged: Sequence[str] = ()) -> Any:
    sheet = book.create_sheet()
    fill(sheet, rows, merged, title)
    return sheet


def fill(sheet: Any, rows: Sequence[Row], merged: Sequence[str], title: str) -> None:
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def rewritten(data: bytes, change: Any) -> bytes:
    """The same package, each part through `change(name, content)`."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target.getvalue()


def as_strict(data: bytes) -> bytes:
    """As Excel saves “Strict Open XML”: other namespaces for the same elements."""

    def change(name: str, content: bytes) -> bytes:
        if not name.endswith((".xml", ".rels")) or name.startswith("[Content"):
            return content
        strict = b"http://purl.oclc.org/ooxml/"
        content = content.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            strict + b"spreadsheetml/main",
        )
        return content.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            strict + b"officeDocument/relationships",
        )

    return rewritten(data, change)


def with_prefix(data: bytes) -> bytes:
    """As other programs write it: every element of a sheet below a prefix."""

    def change(name: str, content: bytes) -> bytes:
        if not name.startswith("xl/worksheets/sheet"):
            return content
        content = re.sub(rb"<(/?)(?=[A-Za-z])", rb"<\1x:", content)
        return content.replace(b"xmlns=", b"xmlns:x=")

    return rewritten(data, change)


ODS_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)


def ods_of(*rows: str) -> bytes:
    """Of rows as they stand in content.xml."""
    content = (
        f'<?xml version="1.0"?><office:document-content {ODS_SPACES}><office:body>'
        '<office:spreadsheet><table:table table:name="Nhu cầu">'
        '<table:table-column table:number-columns-repeated="20"/>'
        f"{''.join(rows)}"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="1024"/></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return target.getvalue()


def ods_row(*cells: Any, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(map(ods_cell, cells))}</table:table-row>"


def ods_cell(value: Any) -> str:
    if isinstance(value, tuple):  # a value and the rows that it covers
        spanned = f'<table:table-cell table:number-rows-spanned="{value[1]}"'
        return ods_cell(value[0]).replace("<table:table-cell", spanned, 1)
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, datetime.date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    text = f"<text:p>{value}</text:p>"
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


# What was understood --------------------------------------------------------------------------
def understood(data: bytes | Workbook, **choices: Any) -> list[ReadSheet]:
    given = data if isinstance(data, bytes) else saved(data)
    return understand_sheets(read_sheets(given, LIMITS), Choices.of(choices))


def said(data: bytes | Workbook, *fields: str, **choices: Any) -> list[tuple[str, ...]]:
    """Of each row that is read, what it says of these fields."""
    return [
        tuple(reading.said.get(name, "") for name in fields)
        for sheet in understood(data, **choices)
        if sheet.is_read
        for _number, reading in sheet.readings(TODAY)
    ]


def marks(data: bytes | Workbook, **choices: Any) -> list[tuple[str, str, str]]:
    return [
        (mark.field, str(mark.code), mark.said)
        for sheet in understood(data, **choices)
        if sheet.is_read
        for _number, reading in sheet.readings(TODAY)
        for mark in reading.marks
    ]


def left_out(data: bytes | Workbook, **choices: Any) -> list[tuple[int, str]]:
    return [
        (row.number, str(row.why))
        for sheet in understood(data, **choices)
        for row in sheet.left_out
    ]


def columns(data: bytes | Workbook, **choices: Any) -> dict[str, tuple[str, str]]:
    """By heading: the field and why."""
    return {
        column.heading: (column.field, str(column.why))
        for sheet in understood(data, **choices)
        for table in sheet.tables
        for column in table.columns
    }
