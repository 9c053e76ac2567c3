"""A text to be read aloud, as a document for Word with the official frame."""

from collections.abc import Sequence
from typing import IO

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt

from vietnam.text import without_controls
from workbooks.document import begin_document, number_pages, prepare_page, write_letterhead
from workbooks.sheets import Letterhead

# Points, lines: read from a desk, standing.
SIZE = 15
SPACING = 1.5


def write_text_document(
    head: Letterhead, paragraphs: Sequence[str], file: IO[bytes], *, stamp: str = ""
) -> None:
    """A4 upright, in large letters; no signatures."""
    document = begin_document(head.title, stamp)
    width = prepare_page(document, is_upright=True)
    write_letterhead(document, head, width)
    for text in paragraphs:
        paragraph = document.add_paragraph()
        paragraph.alignment = ALIGN.LEFT
        paragraph.paragraph_format.line_spacing = SPACING
        paragraph.paragraph_format.space_after = Pt(SIZE / 2)
        paragraph.add_run(without_controls(text)).font.size = Pt(SIZE)
    number_pages(document, stamp)
    document.save(file)
