"""Sheets as a document for Word, in the form of decree 30/2020: to be numbered, completed and
signed by hand.
"""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import IO

from django.utils import timezone
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from vietnam.dates import format_date, format_date_long
from vietnam.numbers import format_number
from vietnam.state import COUNTRY, MOTTO
from vietnam.text import without_controls
from workbooks.looks import FACE
from workbooks.sheets import Column, ColumnKind, Letterhead, Sheet, Value

LANGUAGE = "vi-VN"
BLACK = RGBColor(0, 0, 0)
LONG_SIDE = Mm(297)
SHORT_SIDE = Mm(210)
MARGINS = {"left_margin": 25, "right_margin": 15, "top_margin": 20, "bottom_margin": 20}  # mm
FITS_UPRIGHT = 95  # characters of all columns
SIGNING_SPACE = 4  # lines
ALIGNED = {
    ColumnKind.TEXT: ALIGN.LEFT,
    ColumnKind.SERIAL: ALIGN.CENTER,
    ColumnKind.DATE: ALIGN.CENTER,
}
LEAST = {  # mm, in letters of 11 points
    ColumnKind.SERIAL: 11,
    ColumnKind.NUMBER: 17,
    ColumnKind.DECIMAL: 17,
    ColumnKind.PERCENT: 18,
    ColumnKind.DATE: 26,
    ColumnKind.MOMENT: 26,
}
Total = int | Decimal | None
"""What a column adds up to; None of one that is not summed."""
CELL_MARGIN = 68  # twentieths of a point: 1,2 mm
HEAD_FILL = "F6F5F2"


def write_word_document(
    sheets: Sequence[Sheet], file: IO[bytes], *, title: str, stamp: str = ""
) -> None:
    """A4, upright or across by the width of the widest table, each table's head on each of its
    pages; of several tables each has its sheet's name above. The first sheet has a letterhead,
    which is the document's.
    """
    head = sheets[0].letterhead
    if head is None:
        raise ValueError("a document needs a letterhead")
    document = begin_document(title, stamp)
    widest = max(_characters(sheet.columns) for sheet in sheets)
    width = prepare_page(document, is_upright=widest <= FITS_UPRIGHT)
    write_letterhead(document, head, width)
    for sheet in sheets:
        if len(sheets) > 1:
            _write(document.add_paragraph(style="Heading 2"), sheet.name, bold=True, size=13)
        _write_table(document, sheet, width)
        if sheet is not sheets[-1]:
            document.add_paragraph()
    _write_closing(document, head, width)
    number_pages(document, stamp)
    document.save(file)


def begin_document(title: str, stamp: str):
    """Empty, with what Word shows about it."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = "Cầu Lao Động"
    document.core_properties.comments = stamp
    set_language(document)
    return document


def _characters(columns: Sequence[Column]) -> float:
    return sum(column.width for column in columns)


def set_language(document) -> None:
    """What Word checks the spelling by and screen readers speak: python-docx's own template says
    English.
    """
    document.core_properties.language = LANGUAGE
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for theme in document.settings.element.iter(qn("w:themeFontLang")):
        theme.set(qn("w:val"), LANGUAGE)


def prepare_page(document, *, is_upright: bool) -> int:
    """Returns the width between the margins."""
    normal = document.styles["Normal"]
    normal.font.name = FACE
    normal.font.size = Pt(13)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    normal.paragraph_format.space_after = Pt(0)
    for style in ("Heading 1", "Heading 2"):
        _prepare_heading(document.styles[style])
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT if is_upright else WD_ORIENT.LANDSCAPE
    section.page_width = SHORT_SIDE if is_upright else LONG_SIDE
    section.page_height = LONG_SIDE if is_upright else SHORT_SIDE
    for side, millimetres in MARGINS.items():
        setattr(section, side, Mm(millimetres))
    return section.page_width - section.left_margin - section.right_margin


def _prepare_heading(style: ParagraphStyle) -> None:
    # Headings by which a reader jumps; the title looks as decree 30/2020 prints it.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FACE)
    style.font.color.rgb = BLACK
    style.font.bold = True
    style.font.size = Pt(14)
    style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.space_after = Pt(0)


# Heading and end ----------------------------------------------------------------------------------
def write_letterhead(document, head: Letterhead, width: int) -> None:
    left, right = _side_by_side(document, width)
    for text, is_bold in ((head.issuer_above.upper(), False), (head.issuer.upper(), True)):
        if text:
            _add_line(left, text, bold=is_bold, size=12)
    _add_line(left, head.number, size=13)
    _add_line(right, COUNTRY, bold=True, size=12)
    _add_line(right, MOTTO, bold=True, size=13, underline=True)
    _add_line(right, f"{head.place}, {format_date_long(head.day)}", italic=True, size=13)
    document.add_paragraph()
    _write(document.add_paragraph(style="Heading 1"), head.title, bold=True, size=14)
    if head.subtitle:
        _write(document.add_paragraph(), head.subtitle, italic=True, size=12)
    document.add_paragraph()


def _write_closing(document, head: Letterhead, width: int) -> None:
    for note in head.notes:
        _write(document.add_paragraph(), note, italic=True, size=11, align=ALIGN.LEFT)
    if head.signatures:
        document.add_paragraph()
        titles = (head.signatures[0], head.signatures[-1])
        for cell, title in zip(_side_by_side(document, width), titles, strict=True):
            _add_line(cell, title.upper(), bold=True, size=13)
            for _line in range(SIGNING_SPACE):
                cell.add_paragraph()


def _side_by_side(document, width: int) -> tuple[_Cell, _Cell]:
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    left, right = table.rows[0].cells
    left.width = int(width * 0.45)
    right.width = int(width * 0.55)
    return left, right


def _add_line(cell: _Cell, text: str, **looks) -> None:
    first = cell.paragraphs[0]
    _write(cell.add_paragraph() if first.runs else first, text, **looks)


def _write(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
    size: int = 13,
    align: ALIGN = ALIGN.CENTER,
) -> None:
    paragraph.alignment = align
    run = paragraph.add_run(without_controls(text))
    run.bold = bold
    run.italic = italic
    run.underline = underline
    run.font.size = Pt(size)


# The table ----------------------------------------------------------------------------------------
def _write_table(document, sheet: Sheet, width: int) -> None:
    table = document.add_table(rows=1, cols=len(sheet.columns))
    table.style = "Table Grid"
    table.autofit = False
    _narrow_margins(table)
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # repeated on each page
    for cell, column in zip(head.cells, sheet.columns, strict=True):
        _write(cell.paragraphs[0], column.heading, bold=True, size=11)
        _shade(cell)
    sums: list[Total] = [0 if column.total else None for column in sheet.columns]
    for values in sheet.rows:
        cells = zip(values, sheet.columns, strict=True)
        _write_row(table, [_shown_value(value, column) for value, column in cells], sheet)
        sums = [_add_value(total, value) for total, value in zip(sums, values, strict=True)]
    if any(column.total for column in sheet.columns):
        _write_row(table, _totals(sums, sheet), sheet, bold=True)
    widths = _widths(sheet.columns, width)
    for grid_column, wide in zip(table.columns, widths, strict=True):
        grid_column.width = wide
    for row in table.rows:
        for cell, wide in zip(row.cells, widths, strict=True):
            cell.width = wide


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    # Figures and days never break; the rest of the width is for the texts, in proportion.
    fixed = [Mm(LEAST[column.kind]) if column.kind in LEAST else 0 for column in columns]
    texts = sum(column.width for column, least in zip(columns, fixed, strict=True) if not least)
    left = width - sum(fixed)
    if not texts:
        return [width * each // sum(fixed) for each in fixed]
    return [
        least or int(left * column.width / texts)
        for column, least in zip(columns, fixed, strict=True)
    ]


def _narrow_margins(table: Table) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(CELL_MARGIN))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _write_row(table: Table, texts: list[str], sheet: Sheet, *, bold: bool = False) -> None:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text, column in zip(row.cells, texts, sheet.columns, strict=True):
        _write(
            cell.paragraphs[0],
            text,
            bold=bold,
            size=11,
            align=ALIGNED.get(column.kind, ALIGN.RIGHT),
        )


def _add_value(total: Total, value: Value) -> Total:
    # An empty cell adds nothing; raises TypeError of one that holds no number under a column that
    # is summed.
    if total is None or not value:
        return total
    if isinstance(value, int):
        return total + value
    if isinstance(value, float | Decimal):
        return total + Decimal(str(value))
    raise TypeError(f"{value!r} cannot be summed")


def _totals(sums: list[Total], sheet: Sheet) -> list[str]:
    texts = ["" if value is None else format_number(value) for value in sums]
    labelled = next(i for i, column in enumerate(sheet.columns) if column.kind is ColumnKind.TEXT)
    texts[labelled] = sheet.total_label
    return texts


def _shown_value(value: Value, column: Column) -> str:
    # As decree 30/2020 and Vietnamese print it; a part of one under a heading of per cent as
    # 97,5 %.
    if isinstance(value, datetime.datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        return f"{moment:%H:%M} {format_date(moment.date())}"
    if isinstance(value, datetime.date):
        return format_date(value)
    if value is None or isinstance(value, str):
        return value or ""
    if column.kind is ColumnKind.PERCENT:
        return f"{format_number(round(Decimal(str(value)) * 100, 1))} %"
    return format_number(value if isinstance(value, int) else Decimal(str(value)))


def _shade(cell: _Cell) -> None:
    fill = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", HEAD_FILL)):
        fill.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(fill)


# Pages --------------------------------------------------------------------------------------------
def number_pages(document, stamp: str) -> None:
    # From the second page on, at the top in the middle (decree 30/2020, annex I); who took it is in
    # the footer.
    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    _write(paragraph, "", size=13)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text
        paragraph.runs[0]._r.append(part)
    for footer in (section.footer, section.first_page_footer):
        _write(footer.paragraphs[0], stamp, size=8, align=ALIGN.LEFT)
