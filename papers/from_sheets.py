"""Sheets and texts with a letterhead as papers: what is in the sheet is in the document."""

from collections.abc import Sequence
from typing import Any

from papers.kinds import PaperKind
from papers.parts import Block, Heading, Issuer, Paper, Paragraph, Signature, Table
from workbooks.sheets import Column, Letterhead, Sheet

FITS_UPRIGHT = 95  # characters of all columns
# Points, lines: read from a desk, standing.
SPOKEN_SIZE = 15
SPOKEN_SPACING = 1.5


def paper_of_sheets(sheets: Sequence[Sheet], *, stamp: str = "") -> Paper:
    """Upright or across by the width of the widest table; of several tables each has its sheet's
    name above. The first sheet has a letterhead, which is the document's.
    """
    head = sheets[0].letterhead
    if head is None:
        raise ValueError("a document needs a letterhead")
    body: list[Block] = []
    for sheet in sheets:
        if len(sheets) > 1:
            body.append(Heading(sheet.name, level=1, is_numbered=False))
        body.append(Table(sheet.columns, sheet.rows, sheet.total_label))
    body += [Paragraph(note, italic=True, is_indented=False) for note in head.notes]
    widest = max(_characters(sheet.columns) for sheet in sheets)
    return _framed(head, body, stamp, is_across=widest > FITS_UPRIGHT)


def paper_to_be_read_aloud(head: Letterhead, texts: Sequence[str], *, stamp: str = "") -> Paper:
    """In large letters; nobody signs it."""
    body = [Paragraph(text, is_indented=False) for text in texts]
    unsigned = Letterhead(**{**vars(head), "signatures": (), "notes": ()})
    return _framed(unsigned, body, stamp, text_size=SPOKEN_SIZE, line_spacing=SPOKEN_SPACING)


def _characters(columns: Sequence[Column]) -> float:
    return sum(column.width for column in columns)


def _framed(head: Letterhead, body: Sequence[Block], stamp: str, **looks: Any) -> Paper:
    return Paper(
        kind=PaperKind.LIST,
        issuer=Issuer(head.issuer, head.issuer_above, place=head.place),
        day=head.day,
        title=head.title,
        subtitle=head.subtitle,
        number=head.number,
        body=body,
        signatures=[Signature((title,)) for title in head.signatures],
        stamp=stamp,
        **looks,
    )
