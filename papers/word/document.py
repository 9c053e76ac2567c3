"""A paper as a document for Word: to be numbered, completed and signed by hand."""

from collections.abc import Iterable
from typing import IO

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from papers.numbering import marked_blocks
from papers.page import (
    LEFT_MARGIN,
    LONG_SIDE,
    OTHER_MARGIN,
    RIGHT_MARGIN,
    SHORT_SIDE,
    text_width,
)
from papers.parts import Annex, Block, Heading, Item, PageBreak, Paper, Paragraph, Table
from papers.word.frame import write_addressees, write_closing, write_head, write_proof, write_title
from papers.word.tables import write_table
from papers.word.text import number_page, prepare_styles, write_line, write_run
from papers.words import heading_text, name_annex, refer_to_paper
from vietnam.text import without_controls

LONGEST_PROPERTY = 255  # characters; python-docx refuses more
INDENT = Mm(10)
AFTER = Pt(6)


def write_paper(paper: Paper, file: IO[bytes]) -> None:
    document = Document()
    properties = document.core_properties
    properties.title = without_controls(paper.title)[:LONGEST_PROPERTY]
    properties.author = "Cầu Lao Động"
    properties.comments = without_controls(paper.stamp)[:LONGEST_PROPERTY]
    prepare_styles(document, size=paper.text_size)
    width = _prepare_section(document.sections[0], is_across=paper.is_across)
    document.sections[0].different_first_page_header_footer = True
    write_head(document, paper, width)
    write_title(document, paper)
    write_addressees(document, paper)
    _BodyWriter(document, paper, width).write(paper.body)
    write_closing(document, paper, width)
    write_proof(document, paper, width)
    for number, annex in enumerate(paper.annexes, 1):
        _write_annex(document, paper, annex, number)
    _number_pages(document, paper.stamp)
    document.save(file)


def _prepare_section(section: Section, *, is_across: bool) -> float:
    # Returns the width between the margins, in mm.
    section.orientation = WD_ORIENT.LANDSCAPE if is_across else WD_ORIENT.PORTRAIT
    wide, high = (LONG_SIDE, SHORT_SIDE) if is_across else (SHORT_SIDE, LONG_SIDE)
    section.page_width = Mm(wide)
    section.page_height = Mm(high)
    section.left_margin = Mm(LEFT_MARGIN)
    section.right_margin = Mm(RIGHT_MARGIN)
    section.top_margin = section.bottom_margin = Mm(OTHER_MARGIN)
    section.header_distance = Mm(10)
    section.footer_distance = Mm(8)
    return text_width(is_across=is_across)


def _number_pages(document: DocumentType, stamp: str) -> None:
    # From the second page on, at the top in the middle (decree 30/2020, annex I); who took it is in
    # the footer. The sections after the first go on with both.
    section = document.sections[0]
    number_page(section.header.paragraphs[0])
    for footer in (section.footer, section.first_page_footer):
        write_line(footer.paragraphs[0], stamp, size=8, align=ALIGN.LEFT)


def _write_annex(document: DocumentType, paper: Paper, annex: Annex, number: int) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    width = _prepare_section(section, is_across=annex.is_across)
    title = document.add_paragraph(style="Heading 1")
    write_line(title, name_annex(number, len(paper.annexes)), bold=True, size=14)
    write_line(document.add_paragraph(), annex.title.upper(), bold=True, size=14)
    reference = write_line(document.add_paragraph(), refer_to_paper(paper), italic=True, size=13)
    reference.paragraph_format.space_after = AFTER * 2
    _BodyWriter(document, paper, width).write(annex.body)


class _BodyWriter:
    def __init__(self, document: DocumentType, paper: Paper, width: float) -> None:
        self.document = document
        self.paper = paper
        self.width = width
        self.begins_page = False

    def write(self, blocks: Iterable[Block]) -> None:
        for mark, block in marked_blocks(blocks):
            match block:
                case Heading():
                    self._write_heading(mark, block)
                case Paragraph():
                    self._write_paragraph(block)
                case Item():
                    self._write_text(self._add(), mark, block.lead, block.text)
                case Table():
                    self._write_table(block)
                case PageBreak():
                    self.begins_page = True
        if self.document.paragraphs:  # the signature never stands alone on a page
            self.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def _add(self, style: str = "Normal") -> WordParagraph:
        paragraph = self.document.add_paragraph(style=style)
        paragraph.paragraph_format.page_break_before = self.begins_page
        self.begins_page = False
        return paragraph

    def _write_heading(self, mark: str, heading: Heading) -> None:
        paragraph = self._add(f"Heading {heading.level + 1}")
        paragraph.paragraph_format.first_line_indent = INDENT
        paragraph.paragraph_format.space_before = AFTER
        paragraph.paragraph_format.space_after = AFTER
        paragraph.paragraph_format.keep_with_next = True
        is_point = heading.level == 3
        write_run(
            paragraph,
            mark + heading_text(heading),
            size=self.paper.text_size,
            bold=True,
            italic=is_point,
        )
        paragraph.alignment = ALIGN.JUSTIFY

    def _write_table(self, table: Table) -> None:
        above = [(table.caption, True, ALIGN.CENTER), (table.unit, False, ALIGN.RIGHT)]
        if self.begins_page and not (table.caption or table.unit):
            self._add().paragraph_format.line_spacing = Pt(1)
        for text, is_caption, align in above:
            if text:
                line = write_line(
                    self._add(), text, bold=is_caption, italic=not is_caption, align=align
                )
                line.paragraph_format.keep_with_next = True
        write_table(self.document, table, self.width)
        self._add().paragraph_format.line_spacing = Pt(10)

    def _write_paragraph(self, block: Paragraph) -> None:
        paragraph = self._add()
        is_indented = block.is_indented and not block.centred
        self._write_text(
            paragraph,
            "",
            block.lead,
            block.text,
            bold=block.bold,
            italic=block.italic,
            is_indented=is_indented,
        )
        if block.centred:
            paragraph.alignment = ALIGN.CENTER

    def _write_text(
        self,
        paragraph: WordParagraph,
        mark: str,
        lead: str,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        is_indented: bool = True,
    ) -> None:
        paragraph.alignment = ALIGN.JUSTIFY
        layout = paragraph.paragraph_format
        layout.space_after = AFTER
        layout.line_spacing = self.paper.line_spacing
        layout.first_line_indent = INDENT if is_indented else None
        size = self.paper.text_size
        for part, is_bold in ((mark, bold), (lead, True), (text, bold)):
            if part:
                write_run(paragraph, part, size=size, bold=is_bold, italic=italic)
