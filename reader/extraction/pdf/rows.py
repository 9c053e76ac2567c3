"""From the words of a page without its tables to lines in reading order: rows, and where two
columns stand side by side the left one first.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reader.extraction.pdf.pages import PdfWord

_MOTTO = "CỘNG"  # begins the national motto, beside the issuer's name
_LABEL = re.compile(
    r"^(?:\(?\d{1,3}(?:\.\d{1,3})*[.)]?|[a-zđ][.)]|[IVXLC]{1,6}[.)]?|[-–—+•*·\uf0b7\uf02d]+)$"
)
_FILLED_IN = re.compile(r"^\d{1,5}$")  # number or day, put into its blank when the paper was issued
# "Số: 12 /KH-UBND", where the number was filled in by hand.
_BEFORE_CODE = re.compile(r"(?<=\d) (?=/[A-ZĐ]{2})")
_KIND = re.compile(
    r"(?:KẾ HOẠCH|QUYẾT ĐỊNH|CHỈ THỊ|CÔNG ĐIỆN|THÔNG BÁO|NGHỊ QUYẾT|CHƯƠNG TRÌNH|HƯỚNG DẪN"
    r"|KẾT LUẬN)$"
)
_WIDE = 2.0  # heights of a letter; a wider gap parts two columns
_MOST_APART = 2.2  # heights between two rows of a column
_NARROWEST = 1.0  # points between two columns
_OFF_MIDDLE = 8.0  # points
_SIGNATURE = 9.0  # heights left for a hand-written signature


@dataclass(frozen=True)
class WordGroup:
    """Words that stand beside each other without a wide gap."""

    words: tuple[PdfWord, ...]

    @property
    def text(self) -> str:
        return _BEFORE_CODE.sub("", " ".join(word.text for word in self.words))

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return median(word.bottom for word in self.words)

    @property
    def height(self) -> float:
        return median(word.height for word in self.words)


@dataclass(frozen=True)
class PlacedLine(WordGroup):
    """`aside`: it belongs to one of two columns (head, signature) and is never joined to the
    next.
    """

    aside: bool = False


def words_in_rows(words: Iterable[PdfWord]) -> list[list[PdfWord]]:
    """Words at one height, from left to right; rows from top to bottom."""
    rows: list[list[PdfWord]] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        if rows and _are_level(rows[-1][0], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: (word.x0, word.order)) for row in rows]


def _are_level(first: PdfWord, word: PdfWord) -> bool:
    overlap = min(first.bottom, word.bottom) - max(first.top, word.top)
    return overlap > 0.55 * min(first.height, word.height)


def lines_in_reading_order(words: Iterable[PdfWord]) -> list[PlacedLine]:
    rows = [_groups(row) for row in words_in_rows(words)]
    left = min((row[0].x0 for row in rows), default=0)
    right = max((row[-1].x1 for row in rows), default=0)
    lines: list[PlacedLine] = []
    at = done = 0  # rows before `done` stand in their columns already
    while at < len(rows):
        if len(rows[at]) == 1:
            lines.append(PlacedLine(rows[at][0].words))
            at += 1
            continue
        first, end, gutter = _band(rows, at, done, (left + right) / 2)
        if end - first == 1 and gutter[1] - gutter[0] < 3 * _WIDE * rows[at][0].height:
            lines.append(_line(rows[at]))
        else:
            del lines[len(lines) - (at - first) :]
            lines.extend(_columns(rows[first:end], gutter))
        at = done = end
    return lines


def _line(groups: list[WordGroup], *, aside: bool = False) -> PlacedLine:
    return PlacedLine(tuple(word for group in groups for word in group.words), aside)


def _groups(row: list[PdfWord]) -> list[WordGroup]:
    gaps = [max(after.x0 - before.x1, 0) for before, after in pairwise(row)]
    usual = median(gaps) if len(gaps) > 2 else 0
    groups: list[list[PdfWord]] = [[row[0]]]
    for gap, before, word in zip(gaps, row, row[1:], strict=False):
        is_label = len(groups[-1]) == 1 and bool(_LABEL.match(before.text))
        if not is_label and _parts_columns(before, word, gap, usual):
            groups.append([word])
        else:
            groups[-1].append(word)
    return [WordGroup(tuple(words)) for words in groups]


def _parts_columns(before: PdfWord, word: PdfWord, gap: float, usual: float) -> bool:
    if word.text == _MOTTO or gap > max(_WIDE * max(before.height, word.height), 3 * usual):
        return True
    # Words that are not drawn one after the other stand in two columns.
    is_filled_in = _FILLED_IN.match(before.text) or _FILLED_IN.match(word.text)
    return word.order != before.order + 1 and gap > 0.1 * word.height and not is_filled_in


def _band(
    rows: list[list[WordGroup]], at: int, done: int, middle: float
) -> tuple[int, int, tuple[float, float]]:
    """The rows around row `at` that leave the same upright strip empty, and the strip."""
    left, right = max(pairwise(rows[at]), key=lambda pair: pair[1].x0 - pair[0].x1)
    gutter = (left.x1, right.x0)
    end = at + 1
    while end < len(rows) and not _stands_at(middle, rows[end]):
        narrowed = _narrow_gutter(gutter, rows[end])
        if narrowed is None:
            break
        is_right = rows[end][0].x0 >= narrowed[1] - 0.01
        room = (_SIGNATURE if is_right else _MOST_APART) * rows[end][0].height
        if rows[end][0].top - rows[end - 1][0].bottom > room:
            break
        gutter = narrowed
        end += 1
    first = at
    while first > done and len(rows[first - 1]) == 1:
        above = rows[first - 1][0]
        narrowed = _narrow_gutter(gutter, rows[first - 1])
        is_near = rows[first][0].top - above.bottom < 2 * rows[first][0].height
        if narrowed is None or not is_near or above.x0 < narrowed[1]:
            break
        gutter = narrowed
        first -= 1
    return first, end, gutter


def _stands_at(middle: float, row: list[WordGroup]) -> bool:
    # A title in the middle of the page, or at its left edge: then its words tell.
    if len(row) == 1 and _KIND.match(row[0].text):
        return True
    return len(row) == 1 and abs(row[0].x0 + row[0].x1 - 2 * middle) < 2 * _OFF_MIDDLE


def _narrow_gutter(gutter: tuple[float, float], row: list[WordGroup]) -> tuple[float, float] | None:
    # What the row leaves of the strip; None when it crosses it.
    low, high = gutter
    for segment in row:
        if segment.x1 < high and segment.x0 < low:
            low = max(low, segment.x1)
        elif segment.x0 > low:
            high = min(high, segment.x0)
        else:
            return None
    return (low, high) if high - low >= _NARROWEST else None


def _columns(rows: list[list[WordGroup]], gutter: tuple[float, float]) -> list[PlacedLine]:
    middle = (gutter[0] + gutter[1]) / 2
    return [
        _line(part, aside=True)
        for is_right in (False, True)
        for row in rows
        if (part := [group for group in row if (group.x0 > middle) == is_right])
    ]
