"""What is on a page without belonging to its text: page numbers, running heads and feet, stamps of
digital signatures.
"""

import re
from collections import Counter
from statistics import median

from reader.extraction.pdf.grids import TableGrid
from reader.extraction.pdf.pages import PdfPage, PdfWord
from reader.extraction.pdf.rows import words_in_rows

_EDGE = 0.12  # of the page's height, above and below
_NUMBER = re.compile(
    r"(?i)^[-–—\s]*(?:(?:trang|page)\s*)?\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—\s]*$"
)
_SIGNED = re.compile(
    r"(?i)^(?:(?:đã\s+)?ký\s+(?:số\s+)?bởi|người\s+ký|(?:digitally\s+)?signed\s+by"
    r"|signature\s+(?:not\s+)?(?:valid|verified))\b"
)
_FIELD = re.compile(
    r"(?i)^(?:e-?mail|cơ\s+quan|đơn\s+vị|tổ\s+chức|chức\s+vụ|(?:thời\s+gian|ngày|giờ|lý\s+do|nơi"
    r"|địa\s+điểm)\s+ký|thời\s+gian|ngày|date|reason|location|contact|issuer|nhà\s+cung\s+cấp"
    r"|số\s+(?:chứng\s+thư|serial)|(?:đã\s+)?ký\s+(?:số\s+)?bởi|người\s+ký"
    r"|(?:digitally\s+)?signed\s+by)\b\s*:"
)
_MOST_STAMP_LINES = 12


def without_margins(pages: list[PdfPage], tables: list[list[TableGrid]]) -> list[list[PdfWord]]:
    """The words of each page that belong to its text; what stands in a table does."""
    kept = [_without_stamps(page) for page in pages]
    heads = [_edge_rows(*of_page) for of_page in zip(pages, kept, tables, strict=True)]
    repeated = _running([_keys(number, pages, rows) for number, rows in enumerate(heads, 1)])
    result = []
    for number, (words, rows) in enumerate(zip(kept, heads, strict=True), 1):
        keys = _keys(number, pages, rows)
        away = {
            word.order
            for row, key in zip(rows, keys, strict=True)
            if key in repeated or _is_number(row)
            for word in row
        }
        result.append([word for word in words if word.order not in away])
    return result


def _is_number(row: list[PdfWord]) -> bool:
    return bool(_NUMBER.match(_text(row)))


def _text(row: list[PdfWord]) -> str:
    return " ".join(word.text for word in row)


def _edge_rows(page: PdfPage, words: list[PdfWord], grids: list[TableGrid]) -> list[list[PdfWord]]:
    """The first two and the last two rows outside tables, as far as they stand at the edge of the
    page.
    """
    rows = words_in_rows(word for word in words if not any(grid.square_at(word) for grid in grids))
    upper = [row for row in rows[:2] if row[0].bottom < _EDGE * page.height]
    return upper + [
        row
        for row in rows[max(len(rows) - 2, len(upper)) :]
        if row[0].top > (1 - _EDGE) * page.height
    ]


def _keys(number: int, pages: list[PdfPage], rows: list[list[PdfWord]]) -> list[tuple[str, int]]:
    """Text of each row and its distance from the nearer edge; the page's own number and the count
    of pages read as signs.
    """
    own = re.compile(rf"\b(?:{number}|{len(pages)})\b")
    height = pages[number - 1].height
    return [
        (own.sub("#", _text(row)), round(min(row[0].bottom, height - row[0].bottom) / 4))
        for row in rows
    ]


def _running(keys: list[list[tuple[str, int]]]) -> set[tuple[str, int]]:
    """Rows that recur at the same height on most pages."""
    counted = Counter(key for page in keys for key in set(page))
    return {key for key, times in counted.items() if times >= max(2, 0.6 * (len(keys) - 1))}


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
    """Words drawn one after the other on one line."""
    runs: list[list[PdfWord]] = []
    for word in words:
        last = runs[-1][-1] if runs else None
        if (
            last
            and abs(word.bottom - last.bottom) < 0.4 * last.height
            and -1 < word.x0 - last.x1 < 1.5 * last.height
        ):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _stamp(runs: list[list[PdfWord]], at: int) -> list[list[PdfWord]]:
    """The lines drawn after the first one, close below it and no larger."""
    lines = [runs[at]]
    first = runs[at][0]
    for run in runs[at + 1 : at + _MOST_STAMP_LINES]:
        step = run[0].bottom - lines[-1][0].bottom
        near = (
            -0.5 * first.height < step < 2.2 * first.height
            and abs(run[0].x0 - first.x0) < 8 * first.height
        )
        if not near or run[0].height > 1.25 * first.height:
            break
        lines.append(run)
    return lines
