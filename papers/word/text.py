"""Paragraphs of Word: their looks, the styles of a document, fields and thin lines."""

from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from vietnam.text import without_controls

FACE = "Times New Roman"
LANGUAGE = "vi-VN"
BLACK = RGBColor(0, 0, 0)


def write_run(
    paragraph: Paragraph,
    text: str,
    *,
    size: float,
    bold: bool = False,
    italic: bool = False,
) -> None:
    run = paragraph.add_run(without_controls(text))
    run.bold = bold
    run.italic = italic
    run.font.size = Pt(size)


def write_line(
    paragraph: Paragraph,
    text: str,
    *,
    size: float = 13,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN = ALIGN.CENTER,
) -> Paragraph:
    """A paragraph of one look."""
    paragraph.alignment = align
    write_run(paragraph, text, size=size, bold=bold, italic=italic)
    return paragraph


def next_paragraph(cell: _Cell) -> Paragraph:
    """A cell begins with an empty paragraph, which is used first."""
    first = cell.paragraphs[0]
    is_free = len(cell.paragraphs) == 1 and not first.runs
    new: Paragraph = first if is_free else cell.add_paragraph()
    return new


def draw_line(paragraph: Paragraph, *, inset: float) -> None:
    """A thin line below; `inset`: how far from each side it begins, in mm."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Mm(inset)
    layout.line_spacing = Pt(3)
    layout.space_after = Pt(4)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def number_page(paragraph: Paragraph) -> None:
    """Becomes the number of its page."""
    write_line(paragraph, "", size=13)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text
        paragraph.runs[0]._r.append(part)


# Styles -------------------------------------------------------------------------------------------
def prepare_styles(document: DocumentType, *, size: float) -> None:
    _set_language(document)
    normal = document.styles["Normal"]
    normal.font.name = FACE
    normal.font.size = Pt(size)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    normal.paragraph_format.space_after = Pt(0)
    for name in ("Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        _prepare_heading(document.styles[name])


def _set_language(document: DocumentType) -> None:
    # What Word checks the spelling by and screen readers speak: python-docx's own template says
    # English.
    document.core_properties.language = LANGUAGE
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for theme in document.settings.element.iter(qn("w:themeFontLang")):
        theme.set(qn("w:val"), LANGUAGE)


def _prepare_heading(style: ParagraphStyle) -> None:
    # Headings by which a reader jumps, looking as decree 30/2020 prints them.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FACE)
    style.font.color.rgb = BLACK
    style.font.bold = False
    style.font.italic = False
    style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.space_after = Pt(0)
