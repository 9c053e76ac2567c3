"""Pages and pictures of a PDF whose words are not in the file as letters."""

from reader.extracted import Why
from reader.extraction.pdf.pages import PdfPage
from vietnam.syllables import is_illegible

_ROWS, _COLUMNS = 56, 40  # a grid laid over the page to measure how much of it pictures cover
_WHOLE = 0.5  # of the page: from here on the page is a picture
_LARGE = 0.12  # of the page: more than an emblem or a signature with its stamp
_LETTERS = (
    300  # on a page, more than a stamp and a page number; a page of text has five times as many
)
_FIGURES = 3_000  # pieces of curves: the letters themselves are drawn


def unread_reason(page: PdfPage) -> Why | None:
    """Why the words of the whole page cannot be taken from the file; None when they can, or when
    there are none.
    """
    letters = count_letters(page)
    if page.lost > letters or is_illegible(page.text):
        return Why.PAGE_LETTERS
    if letters >= _LETTERS:
        return None
    if covered_share(page) >= _WHOLE or (page.drawn >= _FIGURES and letters < _LETTERS / 4):
        return Why.PAGES
    return None


def has_large_picture(page: PdfPage) -> bool:
    """A part of the page is a picture, large enough to hold words, on which hardly any letters
    lie.
    """
    share = covered_share(page)
    inside = sum(
        len(word.text)
        for word in page.words
        if _is_inside(page, (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
    )
    return share >= _LARGE and inside < share * _LETTERS


def count_letters(page: PdfPage) -> int:
    return sum(c.isalpha() for word in page.words for c in word.text)


def covered_share(page: PdfPage) -> float:
    """Of the page's area, by one picture or by many strips."""
    if not page.pictures:
        return 0.0
    points = (
        ((column + 0.5) * page.width / _COLUMNS, (row + 0.5) * page.height / _ROWS)
        for row in range(_ROWS)
        for column in range(_COLUMNS)
    )
    return sum(_is_inside(page, x, y) for x, y in points) / (_ROWS * _COLUMNS)


def _is_inside(page: PdfPage, x: float, y: float) -> bool:
    return any(
        left <= x <= right and top <= y <= bottom
        for left, top, right, bottom in page.pictures[:500]
    )
