"""PDF by PDFium: positioned words become text, ruled tables are read cell by cell; pages that are
pictures are recognised, or reported.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from reader.errors import ReadError
from reader.extracted import ExtractedText, Unread, Why
from reader.extraction.pdf.margins import without_margins
from reader.extraction.pdf.pages import PdfPage, PdfWord, read_pdf_pages
from reader.extraction.pdf.paragraphs import TextFlow, write_flows
from reader.extraction.pdf.rows import lines_in_reading_order
from reader.extraction.pdf.scans import has_large_picture, recognise_pages, unread_reason
from reader.extraction.pdf.tables import (
    TableGrid,
    TableText,
    continue_table,
    find_grids,
    table_text,
)

__all__ = ["read_pdf"]

_LEAST_LETTERS = 40  # in a document of which anything can be read


@dataclass
class FlowBlock:
    """Text in which a paragraph may go on from one page to the next; `recognised`: the pages that
    were pictures.
    """

    flows: list[TextFlow] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)


@dataclass
class UnreadPages:
    """Pages of which nothing is read, or one (`why` PICTURE) that is partly a picture. Pages count
    from 1.
    """

    why: Why
    pages: list[int] = field(default_factory=list)


PdfBlock = FlowBlock | TableText | UnreadPages


def read_pdf(data: bytes) -> ExtractedText:
    """Raises ReadError: `encrypted`, `too_many_pages`, `too_long`, `damaged`; `scanned` or
    `letters` when no page can be read.
    """
    pages = read_pdf_pages(data)
    gaps = {number: why for number, page in enumerate(pages) if (why := unread_reason(page))}
    for number, page in recognise_pages(data, list(gaps)).items():
        pages[number] = page
        del gaps[number]
    for number in gaps:
        pages[number] = PdfPage(pages[number].width, pages[number].height, [], [])
    tables = [find_grids(page.rulings) for page in pages]
    texts = without_margins(pages, tables)
    if sum(c.isalpha() for words in texts for word in words for c in word.text) < _LEAST_LETTERS:
        raise ReadError("letters" if Why.PAGE_LETTERS in gaps.values() else "scanned")
    blocks: list[PdfBlock] = []
    for number, (page, grids, words) in enumerate(zip(pages, tables, texts, strict=True), 1):
        if why := gaps.get(number - 1):
            last = blocks[-1] if blocks else None
            if not isinstance(last, UnreadPages) or last.why is not why:
                last = UnreadPages(why)
                blocks.append(last)
            last.pages.append(number)
            continue
        _add_page(blocks, grids, words, [number] if page.is_recognised else [])
        if not page.is_recognised and has_large_picture(page):
            blocks.append(UnreadPages(Why.PICTURE, [number]))
    return _join_blocks(blocks)


def _add_page(
    blocks: list[PdfBlock], grids: list[TableGrid], words: list[PdfWord], recognised: list[int]
) -> None:
    # The page's texts and tables in order; the first continues the last of the page before where
    # it can.
    tables = [(grid, [word for word in words if grid.square_at(word)]) for grid in grids]
    inside = {word.order for _, taken in tables for word in taken}
    free = [word for word in words if word.order not in inside]
    is_first = True
    for grid, taken in tables:
        above = [word for word in free if word.bottom <= grid.ys[0] + word.height / 2]
        free = [word for word in free if word.bottom > grid.ys[0] + word.height / 2]
        _add_flow(blocks, above, recognised)
        is_first = is_first and not above
        if not taken:
            continue
        table = table_text(grid, taken)
        last = blocks[-1] if is_first and blocks else None
        if not (isinstance(last, TableText) and continue_table(last, table)):
            blocks.append(table)
        is_first = False
    _add_flow(blocks, free, recognised)


def _add_flow(blocks: list[PdfBlock], words: list[PdfWord], recognised: list[int]) -> None:
    if not words:
        return
    last = blocks[-1] if blocks else None
    if not isinstance(last, FlowBlock) or bool(last.recognised) != bool(recognised):
        last = FlowBlock()
        blocks.append(last)
    last.flows.append(TextFlow(lines_in_reading_order(words)))
    last.recognised.extend(recognised)


def _join_blocks(blocks: list[PdfBlock]) -> ExtractedText:
    pieces: list[str] = []
    tables: list[list[list[tuple[int, int]]]] = []
    unread: list[Unread] = []
    length = 0
    for block in blocks:
        text = ""
        if isinstance(block, UnreadPages):
            unread.append(Unread(length, length, page_ranges(block.pages), block.why))
        elif isinstance(block, TableText):
            spans, text = _cells_written(block, length)
            tables.append(spans)
        else:
            text = write_flows(block.flows) + "\n\n"
            if block.recognised:
                pages = page_ranges(block.recognised)
                unread.append(Unread(length, length + len(text.rstrip()), pages, Why.RECOGNISED))
        pieces.append(text)
        length += len(text)
    return ExtractedText("".join(pieces), tables, unread)


def page_ranges(numbers: Iterable[int]) -> str:
    """ "2–4, 7" """
    ordered = sorted(set(numbers))
    edges = [at for at, (one, other) in enumerate(pairwise(ordered), 1) if other - one > 1]
    runs = [ordered[a:b] for a, b in pairwise([0, *edges, len(ordered)])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _cells_written(table: TableText, start: int) -> tuple[list[list[tuple[int, int]]], str]:
    # Where each cell stands, and the text: as for a table of a DOCX, a line for each paragraph and
    # an empty one after each cell.
    pieces: list[str] = []
    spans: list[list[tuple[int, int]]] = []
    for row in table.rows:
        spans.append([])
        for column, text in enumerate(row):
            if text is None:  # the cell above goes on
                spans[-1].append(spans[-2][column] if len(spans) > 1 else (start, start))
                continue
            spans[-1].append((start, start + len(text) + 1 if text else start))
            pieces.append(f"{text}\n\n" if text else "")
            start += len(pieces[-1])
    return spans, "".join(pieces)
