"""A paper as PDF, drawn by typst with the same words and measures as the document for Word."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from papers.cells import CENTRED, column_widths, shown_rows
from papers.kinds import PaperKind
from papers.numbering import marked_blocks
from papers.page import text_width
from papers.parts import Annex, Block, Heading, Item, Paper, Paragraph, Signature, Table
from papers.qr import draw_qr
from papers.typesetting import ACCESSIBLE, draw_template
from papers.words import (
    RECIPIENTS,
    SUBJECT,
    TO,
    heading_text,
    listed,
    name_annex,
    name_kind,
    proof_lines,
    refer_to_paper,
)
from reader.sandbox.processes import SandboxLimits
from vietnam.text import without_controls
from workbooks.heads import head_cells
from workbooks.sheets import COUNTRY, MOTTO, ColumnKind

TEMPLATE = Path(__file__).with_name("paper.typ")
FONTS = Path(__file__).with_name("fonts")
# A paper with annexes of many pages.
BOUNDS = SandboxLimits(memory=1024**3, processor=20, clock=40)


def draw_paper(paper: Paper) -> bytes:
    """Raises DrawingError, as papers/typesetting.py says."""
    said = {"data": json.dumps(_cleaned(_paper_words(paper)))}
    if paper.proof:
        said["qr"] = draw_qr(paper.proof.address, "svg").decode()
    return draw_template(
        TEMPLATE, said, kind="pdf", fonts=FONTS, standards=ACCESSIBLE, limits=BOUNDS
    )


def _cleaned(said: Any) -> Any:
    if isinstance(said, str):
        return without_controls(said)
    if isinstance(said, list):
        return [_cleaned(each) for each in said]
    if isinstance(said, dict):
        return {name: _cleaned(each) for name, each in said.items()}
    return said


def _paper_words(paper: Paper) -> dict[str, Any]:
    is_letter = paper.kind is PaperKind.LETTER
    several = len(paper.addressees) > 1
    return {
        "title": paper.title,
        "above": paper.issuer.above.upper(),
        "issuer": paper.issuer.name.upper(),
        "number": paper.number_line,
        "subject": f"{SUBJECT} {paper.title}" if is_letter else "",
        "country": COUNTRY,
        "motto": MOTTO,
        "day": paper.place_and_day,
        "kind": name_kind(paper),
        "subtitle": paper.subtitle,
        "to": f"{TO} " if several else "".join([f"{TO} {each}" for each in paper.addressees]),
        "addressees": listed(paper.addressees) if several else [],
        "body": _body_words(paper.body, is_across=paper.is_across),
        "recipients": [RECIPIENTS, *listed(paper.recipients)] if paper.recipients else [],
        "signatures": [_signature_words(signature) for signature in paper.signatures],
        "annexes": [
            _annex_words(paper, annex, number) for number, annex in enumerate(paper.annexes, 1)
        ],
        "proof": proof_lines(paper.proof) if paper.proof else [],
        "stamp": paper.stamp,
        "size": paper.text_size,
        "spacing": paper.line_spacing,
        "is_across": paper.is_across,
    }


def _signature_words(signature: Signature) -> dict[str, Any]:
    return {
        "lines": [line.upper() for line in signature.lines],
        "hint": f"({signature.hint})" if signature.hint else "",
        "name": signature.name,
    }


def _annex_words(paper: Paper, annex: Annex, number: int) -> dict[str, Any]:
    return {
        "name": name_annex(number, len(paper.annexes)),
        "title": annex.title.upper(),
        "reference": refer_to_paper(paper),
        "body": _body_words(annex.body, is_across=annex.is_across),
        "is_across": annex.is_across,
    }


def _body_words(blocks: Iterable[Block], *, is_across: bool) -> list[dict[str, Any]]:
    width = text_width(is_across=is_across)
    return [_block_words(mark, block, width) for mark, block in marked_blocks(blocks)]


def _block_words(mark: str, block: Block, width: float) -> dict[str, Any]:
    match block:
        case Heading():
            return {"is": "heading", "level": block.level, "text": mark + heading_text(block)}
        case Paragraph():
            return {"is": "text", "mark": "", **asdict(block)}
        case Item():
            return {"is": "text", "mark": mark, **asdict(Paragraph(block.text, block.lead))}
        case Table():
            return {"is": "table", **_table_words(block, width)}
    return {"is": "break"}


def _table_words(table: Table, width: float) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "unit": table.unit,
        "widths": column_widths(table.columns, width),
        "aligned": [_aligned(column.kind) for column in table.columns],
        "heads": [asdict(cell) for cell in head_cells(table.columns)],
        "rows": [asdict(row) for row in shown_rows(table)],
    }


def _aligned(kind: ColumnKind) -> str:
    if kind is ColumnKind.TEXT:
        return "left"
    return "center" if kind in CENTRED else "right"
