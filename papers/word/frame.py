"""What stands around the body: issuer and state, title, addressees, recipients, signatures, the
code.
"""

import io
from typing import Any

from docx.document import Document as DocumentType
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import _Cell

from papers.kinds import PaperKind
from papers.parts import Paper, Signature
from papers.qr import draw_qr
from papers.word.text import draw_line, next_paragraph, write_line
from papers.words import RECIPIENTS, SUBJECT, TO, listed, name_kind, proof_lines
from workbooks.sheets import COUNTRY, MOTTO

LEFT_PART = 0.43
MOTTO_WIDTH = 58  # mm, in bold letters of 13 points
ISSUER_LINE = 24
TITLE_LINE = 34
ADDRESSED = 46  # mm: "Kính gửi:" before several
SIGNING_SPACE = 4  # lines
QR_WIDTH = 22  # mm


# Above --------------------------------------------------------------------------------------------
def write_head(document: DocumentType, paper: Paper, width: float) -> None:
    left, right = _side_by_side(document, width)
    if paper.issuer.above:
        write_line(next_paragraph(left), paper.issuer.above.upper(), size=12)
    write_line(next_paragraph(left), paper.issuer.name.upper(), size=12, bold=True)
    draw_line(left.add_paragraph(), inset=(width * LEFT_PART - ISSUER_LINE) / 2)
    write_line(left.add_paragraph(), paper.number_line, size=13)
    if paper.kind is PaperKind.LETTER:
        write_line(left.add_paragraph(), f"{SUBJECT} {paper.title}", size=12)
    write_line(next_paragraph(right), COUNTRY, size=12, bold=True)
    write_line(next_paragraph(right), MOTTO, size=13, bold=True)
    draw_line(right.add_paragraph(), inset=(width * (1 - LEFT_PART) - MOTTO_WIDTH) / 2)
    write_line(right.add_paragraph(), paper.place_and_day, size=13, italic=True)


def write_title(document: DocumentType, paper: Paper) -> None:
    document.add_paragraph()
    if paper.kind is PaperKind.LETTER:
        return
    if kind := name_kind(paper):
        write_line(document.add_paragraph(style="Heading 1"), kind, size=14, bold=True)
    style = "Normal" if kind else "Heading 1"
    write_line(document.add_paragraph(style=style), paper.title, size=14, bold=True)
    if paper.subtitle:
        write_line(document.add_paragraph(), paper.subtitle, size=12, italic=True)
    if kind:
        draw_line(document.add_paragraph(), inset=(_width(document) - TITLE_LINE) / 2)
    document.add_paragraph().paragraph_format.line_spacing = Pt(8)


def _width(document: DocumentType) -> float:
    section: Any = document.sections[0]
    return float((section.page_width - section.left_margin - section.right_margin) / Mm(1))


def write_addressees(document: DocumentType, paper: Paper) -> None:
    if not paper.addressees:
        return
    if len(paper.addressees) == 1:
        line = document.add_paragraph()
        write_line(line, f"{TO} {paper.addressees[0]}", size=paper.text_size)
    else:
        table = document.add_table(rows=1, cols=2)
        table.autofit = False
        head, names = table.rows[0].cells
        for place, wide in enumerate((ADDRESSED, _width(document) - ADDRESSED)):
            table.columns[place].width = table.rows[0].cells[place].width = Mm(wide)
        write_line(head.paragraphs[0], TO, size=paper.text_size, align=ALIGN.RIGHT)
        next_paragraph(names)
        for text in listed(paper.addressees):
            write_line(next_paragraph(names), text, size=paper.text_size, align=ALIGN.LEFT)
    document.add_paragraph().paragraph_format.line_spacing = Pt(10)


# Below --------------------------------------------------------------------------------------------
def write_closing(document: DocumentType, paper: Paper, width: float) -> None:
    if not (paper.recipients or paper.signatures):
        return
    document.add_paragraph().paragraph_format.line_spacing = Pt(8)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    left, right = _side_by_side(document, width, 0.5)
    if paper.recipients:
        _write_recipients(left, paper)
    signatures = [*paper.signatures]
    if len(signatures) > 1 and not paper.recipients:
        _write_signature(left, signatures.pop(0), paper.text_size)
    for signature in signatures:
        _write_signature(right, signature, paper.text_size)


def _write_recipients(cell: _Cell, paper: Paper) -> None:
    head = write_line(
        next_paragraph(cell), RECIPIENTS, size=12, bold=True, italic=True, align=ALIGN.LEFT
    )
    head.paragraph_format.keep_with_next = True
    for text in listed(paper.recipients):
        write_line(cell.add_paragraph(), text, size=11, align=ALIGN.LEFT)


def _write_signature(cell: _Cell, signature: Signature, size: float) -> None:
    for line in signature.lines:
        write_line(next_paragraph(cell), line.upper(), size=size, bold=True)
    if signature.hint:
        write_line(cell.add_paragraph(), f"({signature.hint})", size=12, italic=True)
    for _line in range(SIGNING_SPACE):
        write_line(cell.add_paragraph(), "", size=size)
    write_line(cell.add_paragraph(), signature.name, size=size, bold=True)


def write_proof(document: DocumentType, paper: Paper, width: float) -> None:
    if paper.proof is None:
        return
    document.add_paragraph().paragraph_format.line_spacing = Pt(8)
    picture, words = _side_by_side(document, width, (QR_WIDTH + 4) / width)
    image = io.BytesIO(draw_qr(paper.proof.address, "png"))
    picture.paragraphs[0].add_run().add_picture(image, width=Mm(QR_WIDTH))
    words.vertical_alignment = VERTICAL.CENTER
    for text in proof_lines(paper.proof):
        write_line(next_paragraph(words), text, size=10, align=ALIGN.LEFT)


def _side_by_side(
    document: DocumentType, width: float, left_part: float = LEFT_PART
) -> tuple[_Cell, _Cell]:
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells = table.rows[0].cells
    for place, part in enumerate((left_part, 1 - left_part)):
        table.columns[place].width = Mm(width * part)
        cells[place].width = Mm(width * part)
    return cells[0], cells[1]
