"""PDF by PDFium: positioned words become text, ruled tables are read cell by cell; pages that are
pictures are recognised, or reported.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from reader.errors import ReadError
from reader.extracted import ExtractedText, Unread, Why
from reader.extraction.pdf.grids import TableGrid, find_grids
from reader.extraction.pdf.margins import without_margins
from reader.extraction.pdf.pages import PdfPage, PdfWord, read_pdf_pages
from reader.extraction.pdf.paragraphs import TextFlow, write_flows
from reader.extraction.pdf.recognition import recognise_pages
from reader.extraction.pdf.rows import lines_in_reading_order
from reader.extraction.pdf.scans import has_large_picture, unread_reason
from reader.extraction.pdf.tables import TableText, continue_table, table_text

__all__ = ["read_pdf"]

_LEAST_LETTERS = 40  # in a document of which anything can be read


@dataclass
class FlowBlock:
    """Text in which a paragraph may go on from one page to the next; `recognised`: the pages that
    were pictures.
    """

    flows: list[TextFlow]
    recognised: list[int]


@dataclass
class UnreadPages:
    """Pages of which nothing is read, or one (`why` PICTURE) that is partly a picture. Pages count
    from 1.
    """

    why: Why
    pages: list[int]


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
    read = [page if number not in gaps else _emptied(page) for number, page in enumerate(pages)]
    tables = [find_grids(page.rulings) for page in read]
    texts = without_margins(read, tables)
    if sum(c.isalpha() for words in texts for word in words for c in word.text) < _LEAST_LETTERS:
        raise ReadError("letters" if Why.PAGE_LETTERS in gaps.values() else "scanned")
    blocks: list[PdfBlock] = []
    for number, (page, grids, words) in enumerate(zip(read, tables, texts, strict=True), 1):
        if why := gaps.get(number - 1):
            _add_gap(blocks, why, number)
            continue
        _add_page(blocks, grids, words, number if page.is_recognised else None)
        if not page.is_recognised and has_large_picture(page):
            blocks.append(UnreadPages(Why.PICTURE, [number]))
    return _written(blocks)


def _emptied(page: PdfPage) -> PdfPage:
    return PdfPage(page.width, page.height, [], [])


def _add_gap(blocks: list[PdfBlock], why: Why, number: int) -> None:
    last = blocks[-1] if blocks else None
    if isinstance(last, UnreadPages) and last.why is why:
        last.pages.append(number)
    else:
        blocks.append(UnreadPages(why, [number]))


def _add_page(
    blocks: list[PdfBlock], grids: list[TableGrid], words: list[PdfWord], recognised: int | None
) -> None:
    """The page's texts and tables in order; the first continues the last of the page before where
    it can.
    """
    tables = [(grid, [word for word in words if grid.square_at(word)]) for grid in grids]
    inside = {word.order for _, taken in tables for word in taken}
    free = [word for word in words if word.order not in inside]
    fresh = True
    for grid, taken in tables:
        above = [word for word in free if word.bottom <= grid.ys[0] + word.height / 2]
        fresh = _add_flow(blocks, above, recognised) and fresh
        free = [word for word in free if word.bottom > grid.ys[0] + word.height / 2]
        if not taken:
            continue
        table = table_text(grid, taken)
        last = blocks[-1] if blocks else None
        if not (fresh and isinstance(last, TableText) and continue_table(last, table)):
            blocks.append(table)
        fresh = False
    _add_flow(blocks, free, recognised)


def _add_flow(blocks: list[PdfBlock], words: list[PdfWord], recognised: int | None) -> bool:
    """Whether there was nothing to add."""
    lines = lines_in_reading_order(words)
    if not lines:
        return True
    last = blocks[-1] if blocks else None
    numbers = [recognised] if recognised else []
    if isinstance(last, FlowBlock) and bool(last.recognised) == bool(numbers):
        last.flows.append(TextFlow(lines))
        last.recognised.extend(numbers)
    else:
        blocks.append(FlowBlock([TextFlow(lines)], numbers))
    return False


def _written(blocks: list[PdfBlock]) -> ExtractedText:
    pieces: list[str] = []
    tables: list[list[list[tuple[int, int]]]] = []
    unread: list[Unread] = []
    length = 0
    for block in blocks:
        if isinstance(block, UnreadPages):
            unread.append(Unread(length, length, page_ranges(block.pages), block.why))
            continue
        if isinstance(block, TableText):
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
    runs = [ordered[a:b] for a, b in zip([0, *edges], [*edges, len(ordered)], strict=True)]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _cells_written(table: TableText, start: int) -> tuple[list[list[tuple[int, int]]], str]:
    """Where each cell stands, and the text: as for a table of a DOCX, a line for each paragraph and
    an empty one after each cell.
    """
    pieces: list[str] = []
    spans: list[list[tuple[int, int]]] = []
    for row in table.rows:
        spans.append([])
        for text in row:
            spans[-1].append((start, start + len(text) + 1 if text else start))
            pieces.append(f"{text}\n\n" if text else "")
            start += len(pieces[-1])
    return spans, "".join(pieces)
