"""Official papers in the layout of decree 30/2020: one value, written for Word and as PDF."""

from typing import IO

from papers.kinds import PaperKind
from papers.parts import (
    Annex,
    BlankDay,
    Block,
    Heading,
    Issuer,
    Item,
    PageBreak,
    Paper,
    Paragraph,
    Proof,
    Signature,
    Table,
    signed_for,
    signed_in_name_of,
)

__all__ = [
    "Annex",
    "BlankDay",
    "Block",
    "Heading",
    "Issuer",
    "Item",
    "PageBreak",
    "Paper",
    "PaperKind",
    "Paragraph",
    "Proof",
    "Signature",
    "Table",
    "draw_pdf",
    "signed_for",
    "signed_in_name_of",
    "write_docx",
]


def write_docx(paper: Paper, file: IO[bytes]) -> None:
    """As papers/word.py writes it; who describes papers alone does not load what writes them."""
    from papers.word.document import write_paper  # slow import: python-docx and lxml
    from workbooks.memory import release_memory

    write_paper(paper, file)
    release_memory()


def draw_pdf(paper: Paper) -> bytes:
    """As papers/pdf.py draws it. Raises DrawingError of papers/typesetting.py."""
    from papers.pdf import draw_paper  # slow import: the QR code's library

    return draw_paper(paper)
