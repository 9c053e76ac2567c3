"""The one writer of workbooks: streams rows, so that a sheet of 100.000 rows needs no more memory
than one of ten.
"""

import datetime
import errno
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from copy import copy
from itertools import accumulate
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone
from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import ALL_TEMP_FILES
from openpyxl.writer.excel import ExcelWriter

from vietnam.dates import format_date_long
from vietnam.text import without_controls
from workbooks.looks import CellLook, register_looks, use_face
from workbooks.page_setup import (
    keep_closing_with_table,
    lines_needed,
    prepare_page,
    sheet_name,
)
from workbooks.sheets import Column, ColumnKind, Letterhead, Sheet, Value

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
LETTERHEAD_ROWS = 7
SIGNING_ROWS = 4
LONGEST_TEXT = 32_767  # characters of a cell
# Heights in points.
LINE = 15.6
HEAD_LINE = 16.5
FREE_LINE = 17.0
PADDING = 3.0
RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def stream_workbook(
    sheets: Iterable[Sheet], file: str | IO[bytes], *, title: str, author: str = "", stamp: str = ""
) -> None:
    """Write the sheets in their order. Text stays text, whatever it begins with; totals are
    formulas.

    `stamp`: who took the workbook and when, on every page and below every table that is no official
    document.
    """
    book = Workbook(write_only=True)
    stamp = without_controls(stamp)
    book.properties.title = without_controls(title)
    book.properties.creator = without_controls(author or "Cầu Lao Động")
    book.properties.language = "vi-VN"
    book.properties.description = stamp or None
    book.calculation.fullCalcOnLoad = True
    use_face(book)
    try:
        names: set[str] = set()
        for sheet in sheets:
            name = sheet_name(sheet.name, names)
            names.add(name)
            _SheetWriter(book.create_sheet(name), sheet, stamp).write()
        _save_book(book, file)
    except BaseException as problem:
        _discard(book)
        if isinstance(problem, SerialisationError):
            # lxml writes the sheets into temporary files; it names the system's error as libxml2
            # does: IO_ENOSPC.
            number = getattr(errno, str(problem).removeprefix("IO_"), errno.EIO)
            raise OSError(number, os.strerror(number)) from problem
        raise


def _save_book(book: Workbook, file: str | IO[bytes]) -> None:
    # Closes the archive whatever happens: left to itself it would write its end into a file that
    # is closed by then.
    with ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        ExcelWriter(book, archive).save()


def _discard(book: Workbook) -> None:
    """End the streams of a workbook that will not be saved, and remove their temporary files.

    On a full disk what a stream still holds finds no room either; its file is removed all the same.
    """
    for worksheet in book.worksheets:
        if not worksheet.closed:
            with suppress(Exception):
                worksheet.close()
        writer = getattr(worksheet, "_writer", None)
        if writer and writer.out in ALL_TEMP_FILES:
            writer.cleanup()


class _SheetWriter:
    def __init__(self, worksheet, sheet: Sheet, stamp: str) -> None:
        self.worksheet = worksheet
        self.sheet = sheet
        self.stamp = stamp
        self.row = 0
        self.height = 0.0
        self.width = len(sheet.columns)

    def write(self) -> None:
        columns = self.sheet.columns
        letterhead = self.sheet.letterhead
        is_official = letterhead is not None
        head_row = 1 + (LETTERHEAD_ROWS if is_official else 0)
        prepare_page(
            self.worksheet, columns, head_row=head_row, is_official=is_official, stamp=self.stamp
        )
        self.styles = register_looks(self.worksheet)
        if letterhead:
            self._write_letterhead(letterhead)
        self._append([self._cell(column.heading, CellLook.HEAD) for column in columns], HEAD_LINE)
        first, last = self._write_rows()
        if any(column.total for column in columns):
            self._write_totals(first, last)
        elif not letterhead:
            last_cell = f"{get_column_letter(self.width)}{self.row}"
            self.worksheet.auto_filter.ref = f"A{head_row}:{last_cell}"
        if letterhead:
            self._write_closing(letterhead)
        elif self.stamp:
            self._append([])
            self._across(self.stamp, CellLook.NOTE)

    def _write_letterhead(self, head: Letterhead) -> None:
        day = f"{head.place}, {format_date_long(head.day)}"
        self._pair((head.issuer_above.upper(), CellLook.ISSUER_ABOVE), (COUNTRY, CellLook.ISSUER))
        self._pair((head.issuer.upper(), CellLook.ISSUER), (MOTTO, CellLook.MOTTO))
        self._pair((head.number, CellLook.ISSUER_ABOVE), (day, CellLook.PLACE))
        self._append([])
        self._across(head.title, CellLook.TITLE)
        self._across(head.subtitle, CellLook.SUBTITLE)
        self._append([])

    def _write_rows(self) -> tuple[int, int]:
        first = self.row + 1
        for values in self.sheet.rows:
            cells = zip(values, self.sheet.columns, strict=True)
            self._append([self._value(value, column) for value, column in cells], LINE)
        return first, self.row

    def _write_totals(self, first: int, last: int) -> None:
        columns = self.sheet.columns
        texts = (i for i, column in enumerate(columns) if column.kind is ColumnKind.TEXT)
        labelled = next(texts, None)
        cells = [self._cell(None, CellLook.TOTAL_LABEL) for _column in columns]
        if labelled is not None:
            cells[labelled] = self._cell(self.sheet.total_label, CellLook.TOTAL_LABEL)
        for index, column in enumerate(columns):
            if column.total:
                letter = get_column_letter(index + 1)
                cells[index] = self._cell(None, CellLook.TOTAL)
                cells[index].value = f"=SUM({letter}{first}:{letter}{last})" if last >= first else 0
        self._append(cells, LINE)

    def _write_closing(self, head: Letterhead) -> None:
        table = self.height
        self._append([])
        for note in head.notes:
            self._across(note, CellLook.NOTE)
        if head.signatures:
            titles = (head.signatures[0].upper(), head.signatures[-1].upper())
            self._append([])
            self._pair(*((title, CellLook.SIGNATURE) for title in titles))
            for _line in range(SIGNING_ROWS):
                self._append([])
        keep_closing_with_table(self.worksheet, table, self.height)

    def _pair(self, left: tuple[str, CellLook], right: tuple[str, CellLook]) -> None:
        # Two texts side by side, each centred in its part of the page.
        split = _columns_of_left_part(self.sheet.columns)
        cells: list[Cell | None] = [None] * self.width
        cells[0] = self._cell(*left)
        cells[split] = self._cell(*right)
        self._append(cells)
        self._merge(1, split)
        self._merge(split + 1, self.width)

    def _across(self, text: str, look: CellLook) -> None:
        # Over all columns, as high as its lines; no program grows a merged row by itself.
        width = sum(column.width for column in self.sheet.columns)
        self._append([self._cell(text, look)], free_lines=lines_needed(text, width))
        self._merge(1, self.width)

    def _merge(self, first: int, last: int) -> None:
        if last > first:
            self.worksheet.merged_cells.add(
                f"{get_column_letter(first)}{self.row}:{get_column_letter(last)}{self.row}"
            )

    def _append(
        self, cells: Sequence[Cell | None], line: float = 0, *, free_lines: int = 1
    ) -> None:
        """`line`: height of one line in points, for rows that grow with their text; not every
        program does it.
        """
        self.row += 1
        height = PADDING + line * self._lines(cells) if line else FREE_LINE * free_lines
        self.height += height
        self.worksheet.row_dimensions[self.row].height = height
        self.worksheet.append(list(cells))
        # Written; kept, it would cost memory for each row.
        self.worksheet.row_dimensions.pop(self.row, None)

    def _lines(self, cells: Sequence[Cell | None]) -> int:
        texts = zip(cells, self.sheet.columns, strict=True)
        return max(
            lines_needed(cell.value, column.width) for cell, column in texts if cell is not None
        )

    def _value(self, value: Value, column: Column) -> Cell:
        if isinstance(value, datetime.datetime):
            # Workbooks know no zones: the time in Viet Nam, to the second.
            if timezone.is_aware(value):
                value = timezone.localtime(value).replace(tzinfo=None, microsecond=0)
            return self._cell(value, CellLook.MOMENT)
        if isinstance(value, datetime.date):
            return self._cell(value, CellLook.DATE_ZERO if value.month < 3 else CellLook.DATE)
        return self._cell(value, CellLook[column.kind.name])

    def _cell(self, value: Value, look: CellLook) -> Cell:
        cell = WriteOnlyCell(self.worksheet)
        cell._style = self.styles[look]
        if isinstance(value, str):
            cell.value = text = without_controls(value)[:LONGEST_TEXT]
            cell.data_type = "s"  # never a formula, never an error value
            if text.startswith(RISKY):
                cell._style = copy(cell._style)
                cell.quotePrefix = True  # and not one either when somebody edits the cell
        else:
            cell.value = value
        return cell


def _columns_of_left_part(columns: Sequence[Column]) -> int:
    # How many columns make the left part of the page, a little under half of its width.
    half = sum(column.width for column in columns) * 0.45
    widths = accumulate(column.width for column in columns)
    count = next((count for count, width in enumerate(widths, 1) if width >= half), 1)
    return min(count, max(1, len(columns) - 1))
