"""PDF by PDFium: words with their places to text, ruled tables cell by cell."""

from agencies.reader.errors import ReadError
from agencies.reader.extraction.extract import Extract
from agencies.reader.extraction.pdf.grids import Grid, find_grids
from agencies.reader.extraction.pdf.margins import without_margins
from agencies.reader.extraction.pdf.pages import Word, read_pages
from agencies.reader.extraction.pdf.paragraphs import Flow, write_flows
from agencies.reader.extraction.pdf.rows import lines_of
from agencies.reader.extraction.pdf.tables import TableText, continue_table, table_text

__all__ = ["read_pdf"]

_LEAST_LETTERS = 40  # on a page on average; below it the pages are pictures

Block = list[Flow] | TableText


def read_pdf(data: bytes) -> Extract:
    """Raises ReadError: `encrypted`, `too_many_pages`, `too_long`, `scanned` for pages without text, `damaged`."""
    pages = read_pages(data)
    tables = [find_grids(page.rulings) for page in pages]
    texts = without_margins(pages, tables)
    if sum(c.isalpha() for words in texts for word in words for c in word.text) < _LEAST_LETTERS * len(pages):
        raise ReadError("scanned", pages=len(pages))
    blocks: list[Block] = []
    for grids, words in zip(tables, texts, strict=True):
        _add_page(blocks, grids, words)
    return _written(blocks)


def _add_page(blocks: list[Block], grids: list[Grid], words: list[Word]) -> None:
    """The page's texts and tables in order; the first goes on from the last of the page before where it can."""
    tables = [(grid, [word for word in words if grid.square_at(word)]) for grid in grids]
    inside = {word.order for _, taken in tables for word in taken}
    free = [word for word in words if word.order not in inside]
    fresh = True
    for grid, taken in tables:
        above = [word for word in free if word.bottom <= grid.ys[0] + word.height / 2]
        fresh = _add_flow(blocks, above) and fresh
        free = [word for word in free if word.bottom > grid.ys[0] + word.height / 2]
        if not taken:
            continue
        table = table_text(grid, taken)
        last = blocks[-1] if blocks else None
        if not (fresh and isinstance(last, TableText) and continue_table(last, table)):
            blocks.append(table)
        fresh = False
    _add_flow(blocks, free)


def _add_flow(blocks: list[Block], words: list[Word]) -> bool:
    """Whether there was nothing to add."""
    lines = lines_of(words)
    if not lines:
        return True
    if blocks and isinstance(blocks[-1], list):
        blocks[-1].append(Flow(lines))
    else:
        blocks.append([Flow(lines)])
    return False


def _written(blocks: list[Block]) -> Extract:
    pieces: list[str] = []
    tables: list[list[list[tuple[int, int]]]] = []
    length = 0
    for block in blocks:
        if isinstance(block, TableText):
            spans, text = _cells_written(block, length)
            tables.append(spans)
        else:
            text = write_flows(block) + "\n\n"
        pieces.append(text)
        length += len(text)
    return Extract("".join(pieces), tables)


def _cells_written(table: TableText, start: int) -> tuple[list[list[tuple[int, int]]], str]:
    """Where each cell stands, and the text: as for a table of a DOCX, a line for each paragraph and an empty one after each cell."""
    pieces: list[str] = []
    spans: list[list[tuple[int, int]]] = []
    for row in table.rows:
        spans.append([])
        for text in row:
            spans[-1].append((start, start + len(text) + 1 if text else start))
            pieces.append(f"{text}\n\n" if text else "")
            start += len(pieces[-1])
    return spans, "".join(pieces)
