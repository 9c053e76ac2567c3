"""What is on a page without belonging to its text: page numbers, running heads and feet, stamps of
digital signatures.
"""

import re
from collections import Counter
from statistics import median

from reader.extraction.pdf.pages import PdfPage, PdfWord
from reader.extraction.pdf.rows import words_in_rows
from reader.extraction.pdf.tables import TableGrid

_EDGE = 0.12  # of the page's height, above and below
_NUMBER = re.compile(
    r"""
    ^[-–—\s]*(?:(?:trang|page)\s*)?
    \d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?
    [-–—\s]*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What programs for digital signatures print: who signed, and the fields below.
_BY_WHOM = r"(?:đã\s+)?ký\s+(?:số\s+)?bởi|người\s+ký|(?:digitally\s+)?signed\s+by"
_SIGNED = re.compile(
    rf"""
    ^(?:{_BY_WHOM}|signature\s+(?:not\s+)?(?:valid|verified))\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FIELD = re.compile(
    rf"""
    ^(?:
      e-?mail|cơ\s+quan|đơn\s+vị|tổ\s+chức|chức\s+vụ
    | (?:thời\s+gian|ngày|giờ|lý\s+do|nơi|địa\s+điểm)\s+ký
    | thời\s+gian|ngày|date|reason|location|contact|issuer|nhà\s+cung\s+cấp
    | số\s+(?:chứng\s+thư|serial)
    | {_BY_WHOM}
    )\b\s*:
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MOST_STAMP_LINES = 12
EdgeKey = tuple[str, int]
"""Text of a row at the edge, and its distance from the nearer edge in strips of 4 points."""


def without_margins(pages: list[PdfPage], tables: list[list[TableGrid]]) -> list[list[PdfWord]]:
    """The words of each page that belong to its text; what stands in a table does."""
    kept = [_without_stamps(page) for page in pages]
    edges: list[list[tuple[EdgeKey, list[PdfWord]]]] = []
    for number, (page, words, grids) in enumerate(zip(pages, kept, tables, strict=True), 1):
        # The page's own number and the count of pages read as signs.
        own = re.compile(rf"\b(?:{number}|{len(pages)})\b")
        edges.append([(_edge_key(row, page, own), row) for row in _edge_rows(page, words, grids)])
    counted = Counter(key for of_page in edges for key in {key for key, _ in of_page})
    # Rows that recur at the same height on most pages.
    least = max(2, 0.6 * (len(pages) - 1))
    result = []
    for words, of_page in zip(kept, edges, strict=True):
        away = {
            word.order
            for key, row in of_page
            if counted[key] >= least or _NUMBER.match(_text(row))
            for word in row
        }
        result.append([word for word in words if word.order not in away])
    return result


def _edge_key(row: list[PdfWord], page: PdfPage, own: re.Pattern[str]) -> EdgeKey:
    height = min(row[0].bottom, page.height - row[0].bottom)
    return own.sub("#", _text(row)), round(height / 4)


def _text(row: list[PdfWord]) -> str:
    return " ".join(word.text for word in row)


def _edge_rows(page: PdfPage, words: list[PdfWord], grids: list[TableGrid]) -> list[list[PdfWord]]:
    # The first two and the last two rows outside tables, as far as they stand at the edge of the
    # page.
    rows = words_in_rows(word for word in words if not any(g.square_at(word) for g in grids))
    upper = [row for row in rows[:2] if row[0].bottom < _EDGE * page.height]
    lower = rows[max(len(rows) - 2, len(upper)) :]
    return upper + [row for row in lower if row[0].top > (1 - _EDGE) * page.height]


def _without_stamps(page: PdfPage) -> list[PdfWord]:
    runs = _runs(page.words)
    usual = median(word.height for word in page.words) if page.words else 0
    stamped: set[int] = set()
    for at, run in enumerate(runs):
        if _SIGNED.match(_text(run)) and run[0].order not in stamped:
            stamp = _stamp(runs, at)
            fields = sum(bool(_FIELD.match(_text(line))) for line in stamp)
            if fields > 1 or run[0].height < 0.8 * usual:
                stamped.update(word.order for line in stamp for word in line)
    return [word for word in page.words if word.order not in stamped]


def _runs(words: list[PdfWord]) -> list[list[PdfWord]]:
    # Words drawn one after the other on one line.
    runs: list[list[PdfWord]] = []
    for word in words:
        if runs and _follows_line(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _follows_line(last: PdfWord, word: PdfWord) -> bool:
    is_level = abs(word.bottom - last.bottom) < 0.4 * last.height
    return is_level and -1 < word.x0 - last.x1 < 1.5 * last.height


def _stamp(runs: list[list[PdfWord]], at: int) -> list[list[PdfWord]]:
    # The lines drawn after the first one, close below it and no larger.
    lines = [runs[at]]
    first = runs[at][0]
    for run in runs[at + 1 : at + _MOST_STAMP_LINES]:
        step = run[0].bottom - lines[-1][0].bottom
        is_below = -0.5 * first.height < step < 2.2 * first.height
        is_near = abs(run[0].x0 - first.x0) < 8 * first.height
        if not is_below or not is_near or run[0].height > 1.25 * first.height:
            break
        lines.append(run)
    return lines
