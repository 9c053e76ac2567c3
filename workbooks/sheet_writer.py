"""Sheets: the official frame, the head, the rows, their totals, what stands below."""

from collections.abc import Sequence
from contextlib import ExitStack
from itertools import accumulate
from tempfile import SpooledTemporaryFile

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from vietnam.dates import format_date_long
from workbooks.charts import ChartPoints, draw_chart
from workbooks.heads import head_cells, head_heights, head_lines
from workbooks.lines import lines_needed
from workbooks.looks import CellLook, Styles
from workbooks.page_setup import keep_closing_with_table, prepare_page, sheet_name
from workbooks.sheets import (
    COUNTRY,
    MOTTO,
    BoldRow,
    Column,
    ColumnKind,
    Formula,
    Letterhead,
    SectionRow,
    Sheet,
    Value,
)
from workbooks.streams.cell_xml import Cell, CellSpeller
from workbooks.streams.row_stream import FREE_LINE, HEAD_LINE, LINE, PADDING, RowStream
from workbooks.sums import SummedRows, add_row, begin_totals, sum_of_parts

SIGNING_ROWS = 4
IN_MEMORY = 1_000_000  # bytes; a longer sheet waits on the disk
# Excel's limit is 1.048.576; the rest is for what stands below the last row.
MOST_ROWS = 1_048_500


class SheetWriter:
    """Of one workbook; `files`: closes what its rows wait in."""

    def __init__(self, book: Workbook, stamp: str, files: ExitStack) -> None:
        self.book = book
        self.files = files
        self.stamp = stamp
        self.styles = Styles(book)
        self.names: set[str] = set()

    def write(self, sheet: Sheet) -> list[RowStream]:
        """What was written, for each sheet of the book that it took."""
        table = _Table(self, sheet)
        table.write()
        streams = table.streams
        for chart in sheet.charts if table.points.rows else ():
            figures = table.points.figures(chart, table.worksheet.get_name())
            beside = _Table(self, figures)
            beside.write()
            draw_chart(self.book, beside.worksheet, chart, figures)
            streams += beside.streams
        return streams

    def add_worksheet(self, name: str) -> Worksheet:
        free = sheet_name(name, self.names)
        self.names.add(free)
        return self.book.add_worksheet(free)

    def begin_rows(self, columns: Sequence[Column]) -> RowStream:
        waiting = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed with the others
        return RowStream(columns, self.styles, self.files.enter_context(waiting))


class _Table:
    def __init__(self, writer: SheetWriter, sheet: Sheet) -> None:
        self.writer = writer
        self.sheet = sheet
        self.columns = sheet.columns
        self.width = len(sheet.columns)
        self.is_summed = any(column.total for column in sheet.columns)
        self.totals = begin_totals(sheet.columns)
        self.points = ChartPoints(sheet)
        self.streams: list[RowStream] = []
        self.parts: list[SummedRows] = []
        self._begin_part()

    def write(self) -> None:
        letterhead = self.sheet.letterhead
        self._write_rows()
        if self.is_summed:
            self._write_totals()
        if letterhead:
            self._write_closing(letterhead)
        elif self.writer.stamp:
            self._write_blank()
            self._across(self.writer.stamp, CellLook.NOTE)

    def _begin_part(self) -> None:
        self.worksheet = self.writer.add_worksheet(self.sheet.name)
        self.stream = self.writer.begin_rows(self.columns)
        self.streams.append(self.stream)
        letterhead = self.sheet.letterhead
        if letterhead:
            self._write_letterhead(letterhead)
        first = self.stream.row + 1
        self.head = (first, self.stream.row + head_lines(self.columns))
        prepare_page(
            self.worksheet,
            self.columns,
            head=self.head,
            is_official=letterhead is not None,
            stamp=self.writer.stamp,
        )
        self._write_head()
        self.parts.append(SummedRows(self.worksheet.get_name(), self.head[1] + 1))

    def _end_part(self) -> None:
        # A list can be filtered; what is summed or signed is not cut into.
        self.parts[-1].last = self.stream.row
        has_rows = self.stream.row > self.head[1]
        if has_rows and not self.is_summed and not self.sheet.letterhead:
            self.worksheet.autofilter(self.head[1] - 1, 0, self.stream.row - 1, self.width - 1)

    # The table ------------------------------------------------------------------------------------
    def _write_head(self) -> None:
        lines: list[dict[int, str]] = [{} for _line in range(head_lines(self.columns))]
        for cell in head_cells(self.columns):
            # A merged cell has its frame all around only where each of its parts has it.
            for line in range(cell.line, cell.line + cell.high):
                lines[line] |= dict.fromkeys(range(cell.column, cell.column + cell.wide), "")
            lines[cell.line][cell.column] = cell.text
            top = self.head[0] + cell.line
            self._merge(top, cell.column, top + cell.high - 1, cell.column + cell.wide - 1)
        for texts, needed in zip(lines, head_heights(self.columns), strict=True):
            cells = [(at, self._cell(texts[at], CellLook.HEAD)) for at in sorted(texts)]
            self.stream.write_cells(cells, PADDING + HEAD_LINE * needed)

    def _write_rows(self) -> None:
        for row in self.sheet.rows:
            if self.stream.row >= MOST_ROWS:
                self._end_part()
                self._begin_part()
            if isinstance(row, SectionRow):
                self._write_section(row)
            elif isinstance(row, BoldRow):
                self.stream.write_values(row.values, bold=True)
                self.parts[-1].left_out.append(self.stream.row)
            else:
                self.stream.write_values(row)
                if self.is_summed:
                    self.totals = add_row(self.totals, row)
                self.points.add(self.stream.row, row)
        self._end_part()

    def _write_section(self, section: SectionRow) -> None:
        texts = [section.title] + [""] * (self.width - 1)
        cells = [self._cell(text, CellLook.SECTION) for text in texts]
        width = sum(column.width for column in self.columns)
        lines = lines_needed(section.title, width)
        self.stream.write_cells(enumerate(cells), PADDING + LINE * lines)
        self._merge(self.stream.row, 0, self.stream.row, self.width - 1)

    def _write_totals(self) -> None:
        values: list[Value] = [None] * self.width
        texts = [at for at, column in enumerate(self.columns) if column.kind is ColumnKind.TEXT]
        if texts:
            values[texts[0]] = self.sheet.total_label
        for at, total in enumerate(self.totals):
            if total is not None:
                expression = sum_of_parts(xl_col_to_name(at), self.parts)
                values[at] = Formula(expression, total) if expression else total
        self.stream.write_values(values, bold=True)

    # The official frame ---------------------------------------------------------------------------
    def _write_letterhead(self, head: Letterhead) -> None:
        day = f"{head.place}, {format_date_long(head.day)}"
        self._pair((head.issuer_above.upper(), CellLook.ISSUER_ABOVE), (COUNTRY, CellLook.ISSUER))
        self._pair((head.issuer.upper(), CellLook.ISSUER), (MOTTO, CellLook.MOTTO))
        self._pair((head.number, CellLook.ISSUER_ABOVE), (day, CellLook.PLACE))
        self._write_blank()
        self._across(head.title, CellLook.TITLE)
        self._across(head.subtitle, CellLook.SUBTITLE)
        self._write_blank()

    def _write_closing(self, head: Letterhead) -> None:
        table = self.stream.height
        self._write_blank()
        for note in head.notes:
            self._across(note, CellLook.NOTE)
        if head.signatures:
            titles = (head.signatures[0].upper(), head.signatures[-1].upper())
            self._write_blank()
            self._pair(*((title, CellLook.SIGNATURE) for title in titles))
            for _line in range(SIGNING_ROWS):
                self._write_blank()
        keep_closing_with_table(self.worksheet, table, self.stream.height)

    def _pair(self, left: tuple[str, CellLook], right: tuple[str, CellLook]) -> None:
        # Two texts side by side, each centred in its part of the page.
        split = _columns_of_left_part(self.columns)
        cells = [(0, self._cell(*left))]
        if split < self.width:
            cells.append((split, self._cell(*right)))
        self.stream.write_cells(cells, FREE_LINE)
        row = self.stream.row
        self._merge(row, 0, row, split - 1)
        self._merge(row, split, row, self.width - 1)

    def _across(self, text: str, look: CellLook) -> None:
        # Over all columns, as high as its lines; no program grows a merged row by itself.
        width = sum(column.width for column in self.columns)
        lines = lines_needed(text, width)
        self.stream.write_cells([(0, self._cell(text, look))], FREE_LINE * lines)
        self._merge(self.stream.row, 0, self.stream.row, self.width - 1)

    def _write_blank(self) -> None:
        self.stream.write_cells([], FREE_LINE)

    def _cell(self, text: str, look: CellLook) -> Cell:
        return CellSpeller(look, 0, self.writer.styles).spell(text)

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        # XlsxWriter's own call would write cells too, which are in our stream.
        if (top, left) != (bottom, right) and right >= left:
            self.worksheet.merge.append([top - 1, left, bottom - 1, right])


def _columns_of_left_part(columns: Sequence[Column]) -> int:
    # How many columns make the left part of the page, a little under half of its width.
    half = sum(column.width for column in columns) * 0.45
    widths = accumulate(column.width for column in columns)
    count = next((count for count, width in enumerate(widths, 1) if width >= half), 1)
    return min(count, max(1, len(columns) - 1))
