"""ODS, the workbook of LibreOffice: values, days, and what is hidden, filtered and merged."""

import datetime
import io
import zipfile
from typing import Any

from tables.cells import Area, Cell, CellKind, Limits, RowCollector, Sheet, Value, make_cells
from tables.xml_parts import attribute, local_name, read_elements

CONTENT = "content.xml"


def read_ods(data: bytes, limits: Limits) -> list[Sheet]:
    """Raises TableError."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _Reader(limits).read(archive)


class _Reader:
    """Goes through the content once; `row` and `column` are where it is in the present sheet."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.collector = RowCollector(limits)
        self.sheets: list[Sheet] = []
        self.hidden_styles: set[str] = set()
        self.row = 0
        self.column = 0

    def read(self, archive: zipfile.ZipFile) -> list[Sheet]:
        wanted = ("style", "table-column", "table-row")
        for name, element in read_elements(archive, CONTENT, *wanted, at_start=("table",)):
            if name == "table":
                self._begin_sheet(element)
            elif name == "style":
                self._note_style(element)
            elif self.sheets and name == "table-column":
                self._note_column(element)
            elif self.sheets:
                self._take_row(element)
        return self.sheets[: self.limits.sheets]

    def _begin_sheet(self, element: Any) -> None:
        is_hidden = attribute(element, "style-name") in self.hidden_styles
        self.sheets.append(Sheet(attribute(element, "name"), is_hidden=is_hidden))
        self.row = 0
        self.column = 0

    def _note_style(self, element: Any) -> None:
        for part in element:
            if local_name(part) == "table-properties" and attribute(part, "display") == "false":
                self.hidden_styles.add(attribute(element, "name"))

    def _note_column(self, element: Any) -> None:
        repeated = int(attribute(element, "number-columns-repeated", "1"))
        last = min(self.column + repeated, self.limits.columns)
        if attribute(element, "visibility", "visible") != "visible":
            self.sheets[-1].hidden_columns.update(range(self.column, last))
        self.column += repeated

    def _take_row(self, element: Any) -> None:
        sheet = self.sheets[-1]
        repeated = int(attribute(element, "number-rows-repeated", "1"))
        first = self.row + 1
        self.row += repeated
        cells = self._cells(element, first)
        visibility = attribute(element, "visibility", "visible")
        # Beyond what anybody fills in, rows are repeated to the end of the sheet.
        for number in range(first, first + min(repeated, self.limits.rows + 1)):
            if visibility != "visible":
                sheet.hidden_rows.add(number)
                sheet.is_filtered |= visibility == "filter"
            if not any(cell.kind != CellKind.EMPTY for cell in cells):
                break
            self.collector.add(sheet, number, list(cells))

    def _cells(self, row: Any, number: int) -> list[Cell]:
        values: list[tuple[Value, str]] = []
        waiting: list[int] = []
        for element in row:
            if local_name(element) not in ("table-cell", "covered-table-cell"):
                continue
            self._note_merged(element, number, len(values))
            repeated = int(attribute(element, "number-columns-repeated", "1"))
            room = self.limits.columns - len(values)
            is_covered = local_name(element) == "covered-table-cell"
            value, pattern = (None, "") if is_covered else _value(element)
            if value is CellKind.FORMULA:
                waiting.append(len(values))
                value = None
            values += [(value, pattern)] * min(repeated, room)
        cells = make_cells(values, self.limits)
        for at in waiting:
            if at < len(cells):
                cells[at] = Cell("", CellKind.FORMULA)
        return cells

    def _note_merged(self, element: Any, row: int, column: int) -> None:
        rows = int(attribute(element, "number-rows-spanned", "1"))
        columns = int(attribute(element, "number-columns-spanned", "1"))
        if rows > 1 or columns > 1:
            area = Area(row, row + rows - 1, column + 1, column + columns)
            self.sheets[-1].merged.append(area)


def _value(element: Any) -> tuple[Any, str]:
    kind = attribute(element, "value-type")
    if kind in ("float", "currency"):
        return float(attribute(element, "value", "0")), ""
    if kind == "percentage":
        return float(attribute(element, "value", "0")), "%"
    if kind == "date":
        return datetime.datetime.fromisoformat(attribute(element, "date-value")), ""
    if kind == "boolean":
        return attribute(element, "boolean-value") == "true", ""
    shown = "\n".join("".join(part.itertext()) for part in element if local_name(part) == "p")
    if not shown and not kind and attribute(element, "formula"):
        return CellKind.FORMULA, ""
    return shown or None, ""
