"""The one writer of workbooks: streams rows, so that a sheet of 100.000 rows needs no more memory
than one of ten.
"""

import datetime
import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from copy import copy
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
from workbooks.looks import CellLook, cell_look, register_looks, use_face
from workbooks.page_setup import (
    keep_closing_with_table,
    lines_needed,
    prepare_page,
    sheet_name,
    stamp_pages,
)
from workbooks.sheets import Column, ColumnKind, Letterhead, Sheet, Value

COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
LETTERHEAD_ROWS = 7
SIGNING_ROWS = 4
LONGEST_TEXT = 32_767  # characters of a cell
LINE, HEAD_LINE, FREE_LINE, PADDING = 15.6, 16.5, 17.0, 3.0  # points
RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write_workbook(
    sheets: Iterable[Sheet], file: str | IO[bytes], *, title: str, author: str = "", stamp: str = ""
) -> None:
    """Write the sheets in their order. Text stays text, whatever it begins with; totals are
    formulas.

    `stamp`: who took the workbook and when, on every page and below every table that is no official
    document.
    """
    book = Workbook(write_only=True)
    title, author, stamp = (
        without_controls(text) for text in (title, author or "Cầu Lao Động", stamp)
    )
    book.properties.title, book.properties.creator = title, author
    book.properties.language, book.properties.description = "vi-VN", stamp or None
    book.calculation.fullCalcOnLoad = True
    use_face(book)
    try:
        names: set[str] = set()
        for sheet in sheets:
            name = sheet_name(sheet.name, names)
            names.add(name)
            _SheetWriter(book.create_sheet(name), sheet, stamp).write()
        save_book(book, file)
    except SerialisationError as problem:
        _discard(book)
        raise _disk_error(problem) from problem
    except BaseException:
        _discard(book)
        raise


def _disk_error(problem: SerialisationError) -> OSError:
    """lxml writes the sheets into temporary files; it names the system's error as libxml2 does:
    IO_ENOSPC.
    """
    number = getattr(errno, str(problem).removeprefix("IO_"), errno.EIO)
    return OSError(number, os.strerror(number))


def save_book(book: Workbook, file: str | IO[bytes]) -> None:
    """Closes the archive whatever happens: left to itself it would write its end into a file that
    is closed by then.
    """
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
    def __init__(self, worksheet, sheet: Sheet, stamp: str = "") -> None:
        self.worksheet, self.sheet, self.stamp = worksheet, sheet, stamp
        self.row, self.height = 0, 0.0
        self.width = len(sheet.columns)

    def write(self) -> None:
        head_row = 1 + (LETTERHEAD_ROWS if self.sheet.letterhead else 0)
        is_official = self.sheet.letterhead is not None
        prepare_page(self.worksheet, self.sheet.columns, head_row=head_row, is_official=is_official)
        stamp_pages(self.worksheet, self.stamp)
        self.styles = register_looks(self.worksheet)
        if self.sheet.letterhead:
            self._write_letterhead(self.sheet.letterhead)
        self._append(
            [self._cell(column.heading, CellLook.HEAD) for column in self.sheet.columns], HEAD_LINE
        )
        first, last = self._write_rows()
        if any(column.total for column in self.sheet.columns):
            self._write_totals(first, last)
        elif not self.sheet.letterhead:
            self.worksheet.auto_filter.ref = (
                f"A{head_row}:{get_column_letter(self.width)}{self.row}"
            )
        if self.sheet.letterhead:
            self._write_closing(self.sheet.letterhead)
        elif self.stamp:
            self._append([])
            self._across(self.stamp, CellLook.NOTE)

    def _write_letterhead(self, head: Letterhead) -> None:
        self._pair((head.issuer_above.upper(), CellLook.ISSUER_ABOVE), (COUNTRY, CellLook.ISSUER))
        self._pair((head.issuer.upper(), CellLook.ISSUER), (MOTTO, CellLook.MOTTO))
        self._pair(
            (head.number, CellLook.ISSUER_ABOVE),
            (f"{head.place}, {format_date_long(head.day)}", CellLook.PLACE),
        )
        self._append([])
        self._across(head.title, CellLook.TITLE)
        self._across(head.subtitle, CellLook.SUBTITLE)
        self._append([])

    def _write_rows(self) -> tuple[int, int]:
        first = self.row + 1
        for values in self.sheet.rows:
            cells = [
                self._value(value, column)
                for value, column in zip(values, self.sheet.columns, strict=True)
            ]
            self._append(cells, LINE)
        return first, self.row

    def _write_totals(self, first: int, last: int) -> None:
        columns = self.sheet.columns
        labelled = next(
            (i for i, column in enumerate(columns) if column.kind is ColumnKind.TEXT), None
        )
        cells = [self._cell(None, CellLook.TOTAL_LABEL) for _column in columns]
        if labelled is not None:
            cells[labelled] = self._cell(self.sheet.total_label, CellLook.TOTAL_LABEL)
        for index, column in enumerate(columns):
            if column.total:
                cells[index] = self._sum(get_column_letter(index + 1), first, last)
        self._append(cells, LINE)

    def _sum(self, letter: str, first: int, last: int) -> Cell:
        cell = self._cell(None, CellLook.TOTAL)
        cell.value = f"=SUM({letter}{first}:{letter}{last})" if last >= first else 0
        return cell

    def _write_closing(self, head: Letterhead) -> None:
        table = self.height
        self._append([])
        for note in head.notes:
            self._across(note, CellLook.NOTE)
        if head.signatures:
            self._append([])
            self._pair(
                *(
                    (title.upper(), CellLook.SIGNATURE)
                    for title in (head.signatures[0], head.signatures[-1])
                )
            )
            for _line in range(SIGNING_ROWS):
                self._append([])
        keep_closing_with_table(self.worksheet, table, self.height)

    def _pair(self, left: tuple[str, CellLook], right: tuple[str, CellLook]) -> None:
        """Two texts side by side, each centred in its part of the page."""
        split = _split_at(self.sheet.columns)
        cells: list[Cell | None] = [None] * self.width
        cells[0], cells[split] = self._cell(*left), self._cell(*right)
        self._append(cells)
        self._merge(1, split)
        self._merge(split + 1, self.width)

    def _across(self, text: str, look: CellLook) -> None:
        """Over all columns, as high as its lines; no program grows a merged row by itself."""
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
        self.worksheet.row_dimensions.pop(
            self.row, None
        )  # written; kept, it would cost memory for each row

    def _lines(self, cells: Sequence[Cell | None]) -> int:
        texts = zip(cells, self.sheet.columns, strict=True)
        return max(
            lines_needed(cell.value, column.width) for cell, column in texts if cell is not None
        )

    def _value(self, value: Value, column: Column) -> Cell:
        if isinstance(value, datetime.datetime):
            return self._cell(_local(value), CellLook.MOMENT)
        if isinstance(value, datetime.date):
            return self._cell(value, CellLook.DATE_ZERO if value.month < 3 else CellLook.DATE)
        return self._cell(value, cell_look(column.kind))

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


def _local(moment: datetime.datetime) -> datetime.datetime:
    """Workbooks know no zones: the time in Viet Nam, to the second."""
    return (
        timezone.localtime(moment).replace(tzinfo=None, microsecond=0)
        if timezone.is_aware(moment)
        else moment
    )


def _split_at(columns: Sequence[Column]) -> int:
    """How many columns make the left part of the page, a little under half of its width."""
    half, so_far = sum(column.width for column in columns) * 0.45, 0.0
    for count, width in _running(columns):
        so_far += width
        if so_far >= half:
            return min(count, max(1, len(columns) - 1))
    return 1


def _running(columns: Sequence[Column]) -> Iterator[tuple[int, float]]:
    return ((count, column.width) for count, column in enumerate(columns, 1))
