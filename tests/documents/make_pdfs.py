"""Prints the papers of the tests as PDF: LibreOffice prints, pypdf stamps.

Run by hand from the checkout after a change: `.venv/bin/python -m tests.documents.make_pdfs` (needs
`soffice`).
"""

import io
import subprocess
import tempfile
from pathlib import Path

import docx
from docx.document import Document
from docx.shared import Cm, Pt
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from tests.documents.papers import DOCUMENTS

PLACE = Path(__file__).parent / "pdf"
STAMP_PRINTED = [
    "Người ký: Văn phòng UBND tỉnh",
    "Email: vanphong@hatrung.example",
    "Cơ quan: Ủy ban nhân dân tỉnh Hà Trung",
    "Ngày ký: 14-04-2026 16:05:21 +07:00",
]
STAMP_ATTACHED = [
    "Ký bởi: Trịnh Quang Thụ",
    "Cơ quan: Văn phòng UBND tỉnh",
    "Thời gian ký: 14/04/2026 15:48",
]


def _stamp(lines: list[str], left: float, top: float) -> Document:
    """A page with nothing but small lines; places in centimetres."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Liberation Sans"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin = Cm(left), Cm(0.5), Cm(top)
    for line in lines:
        paragraph = document.add_paragraph()
        paragraph.add_run(line).font.size = Pt(7)
        paragraph.paragraph_format.space_after = Pt(0)
    return document


def _printed(document: Document, scratch: Path) -> bytes:
    source = scratch / "printed.docx"
    document.save(str(source))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{scratch}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", str(scratch), str(source)], check=True, capture_output=True
    )
    return source.with_suffix(".pdf").read_bytes()


def _signed(printed: bytes, drawn: bytes, attached: bytes) -> bytes:
    """Two stamps, as signing programs set them: one drawn into the first page, one attached as an
    annotation.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(printed)))
    page = writer.pages[0]
    page.merge_page(PdfReader(io.BytesIO(drawn)).pages[0])
    stamp = PdfReader(io.BytesIO(attached)).pages[0]
    appearance = StreamObject()
    appearance.set_data(stamp.get_contents().get_data())
    appearance.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(map(FloatObject, stamp.mediabox)),
            NameObject("/Resources"): stamp["/Resources"].clone(writer),
        }
    )
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/F"): NumberObject(4),
            NameObject("/Rect"): ArrayObject(map(FloatObject, stamp.mediabox)),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(appearance)}),
        }
    )
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    page.compress_content_streams()
    writer.compress_identical_objects()
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def main() -> None:
    PLACE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for name, build in DOCUMENTS.items():
            printed = _printed(build(), scratch)
            if name == "notice":
                stamps = (_stamp(STAMP_PRINTED, 13.2, 0.3), _stamp(STAMP_ATTACHED, 14, 26))
                printed = _signed(printed, *(_printed(stamp, scratch) for stamp in stamps))
            (PLACE / f"{name}.pdf").write_bytes(printed)


if __name__ == "__main__":
    main()
