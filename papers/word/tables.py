"""Tables of Word: the head on each page, columns as wide as asked for, one or two lines of
heads.
"""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as DocumentType
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row

from papers.cells import CENTRED, ShownRow, column_widths, shown_rows
from papers.parts import Table
from papers.word.text import write_line
from workbooks.heads import head_cells, head_lines
from workbooks.sheets import Column, ColumnKind

CELL_MARGIN = 68  # twentieths of a point: 1,2 mm
HEAD_FILL = "F6F5F2"
SMALL = 11  # points


def write_table(document: DocumentType, table: Table, width: float) -> None:
    """`width` between the margins, in mm."""
    written: Any = document.add_table(rows=0, cols=len(table.columns))
    written.style = "Table Grid"
    written.alignment = WD_TABLE_ALIGNMENT.CENTER
    written.autofit = False
    _narrow_margins(written)
    _write_heads(written, table.columns)
    for row in shown_rows(table):
        _write_row(written, row, table.columns)
    _set_widths(written, column_widths(table.columns, width))


def _write_heads(written: Any, columns: Sequence[Column]) -> None:
    lines = [_add_head(written) for _line in range(head_lines(columns))]
    cells = [line.cells for line in lines]
    for head in head_cells(columns):
        first = cells[head.line][head.column]
        last = cells[head.line + head.high - 1][head.column + head.wide - 1]
        _write_head(first.merge(last) if last is not first else first, head.text)


def _add_head(written: Any) -> _Row:
    row: _Row = written.add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    properties.append(OxmlElement("w:tblHeader"))  # repeated on each page
    return row


def _write_head(cell: _Cell, text: str) -> None:
    cell.vertical_alignment = VERTICAL.CENTER
    write_line(cell.paragraphs[0], text, bold=True, size=SMALL)
    for empty in cell.paragraphs[1:]:  # of the cells that were merged into it
        empty._p.getparent().remove(empty._p)
    fill = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", HEAD_FILL)):
        fill.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(fill)


def _write_row(written: Any, row: ShownRow, columns: Sequence[Column]) -> None:
    added = written.add_row()
    added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells = added.cells
    if row.is_section:
        cells = (cells[0].merge(cells[-1]),)
        columns = [Column("")]
    for cell, text, column in zip(cells, row.texts, columns, strict=True):
        line = write_line(
            cell.paragraphs[0], text, bold=row.is_bold, size=SMALL, align=_align(column)
        )
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(1.5)


def _align(column: Column) -> ALIGN:
    if column.kind is ColumnKind.TEXT:
        return ALIGN.LEFT
    return ALIGN.CENTER if column.kind in CENTRED else ALIGN.RIGHT


def _set_widths(written: Any, widths: list[float]) -> None:
    for grid_column, wide in zip(written.columns, widths, strict=True):
        grid_column.width = Mm(wide)
    for row in written.rows:
        for cell in row._tr.tc_lst:
            first = cell.grid_offset
            cell.width = Mm(sum(widths[first : first + cell.grid_span]))


def _narrow_margins(written: Any) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(CELL_MARGIN))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    written._tbl.tblPr.append(margins)
