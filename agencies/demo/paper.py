"""Builds the demonstration's documents as DOCX files in the form of decree 30/2020, annex I."""

import datetime
import io
import re
import zipfile
from dataclasses import dataclass

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from vietnam.dates import format_date_long

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
HEADING = re.compile(r"^(?:[IVX]+|\d+(?:\.\d+)?)\. ?(?=\S)")
LONGEST_HEADING = 90  # characters; a longer numbered line is a task itself


@dataclass(frozen=True)
class Paper:
    """An official document; `body` has one paragraph per line, numbered or dashed as it will be
    printed.
    """

    issuer: str
    number: str
    place: str
    issued_on: datetime.date
    kind: str
    title: str
    body: str
    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    signer: str


def write_paper(paper: Paper) -> bytes:
    # The same paper always gives the same bytes, so that uploading it twice is noticed.
    document = Document()
    _set_page(document, paper)
    _write_head(document, paper)
    for line in paper.body.strip().splitlines():
        _write_body_line(document, line.strip())
    _write_foot(document, paper)
    file = io.BytesIO()
    document.save(file)
    return _dated(file, paper.issued_on)


def _dated(docx: io.BytesIO, day: datetime.date) -> bytes:
    # The file with its parts stamped with the paper's day; python-docx would use the moment of
    # writing.
    file = io.BytesIO()
    with (
        zipfile.ZipFile(docx) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = zipfile.ZipInfo(name, date_time=(day.year, day.month, day.day, 8, 0, 0))
            target.writestr(part, source.read(name), zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _set_page(document: DocumentType, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width = Cm(21)
    section.page_height = Cm(29.7)
    section.left_margin = Cm(3)
    section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.name = "Times New Roman"
    style.font.size = Pt(14)
    style.paragraph_format.space_after = Pt(6)
    properties = document.core_properties
    properties.title = paper.title
    properties.author = paper.issuer
    properties.created = properties.modified = datetime.datetime.combine(
        paper.issued_on, datetime.time(8)
    )


def _write_head(document: DocumentType, paper: Paper) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    _lines(left, (paper.issuer.upper(), "bold"), (f"Số: {paper.number}", ""))
    day = f"{paper.place}, {format_date_long(paper.issued_on)}"
    _lines(right, (COUNTRY, "bold"), (MOTTO, "bold"), (day, "italic"))
    _centred(document.add_paragraph(), paper.kind.upper())
    _centred(document.add_paragraph(), paper.title)


def _write_body_line(document: DocumentType, line: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.add_run(line).bold = bool(HEADING.match(line)) and len(line) <= LONGEST_HEADING


def _write_foot(document: DocumentType, paper: Paper) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    last = len(paper.recipients) - 1
    names = [
        (f"- {name}{'.' if number == last else ';'}", "")
        for number, name in enumerate(paper.recipients)
    ]
    _lines(left, ("Nơi nhận:", "italic"), *names, align=WD_ALIGN_PARAGRAPH.LEFT)
    blank = [("", "")] * 3
    _lines(right, *((line, "bold") for line in paper.authority), *blank, (paper.signer, "bold"))


def _lines(
    cell: _Cell, *lines: tuple[str, str], align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER
) -> None:
    for number, (text, look) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run(text)
        run.bold = look == "bold"
        run.italic = look == "italic"
        run.font.size = Pt(13 if align else 12)


def _centred(paragraph: Paragraph, text: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = True
