"""Pages and pictures of a PDF whose words are not in the file as letters; where Debian's packages
are installed, tesseract recognises them with its Vietnamese data.
"""

import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

from reader.extracted import Why
from reader.extraction.pdf.pages import PdfPage, PdfWord
from reader.sandbox.processes import SandboxLimits, run_in_sandbox
from vietnam.language.syllables import is_illegible

# A grid laid over the page to measure how much of it pictures cover.
_ROWS = 56
_COLUMNS = 40
_WHOLE = 0.5  # of the page: from here on the page is a picture
_LARGE = 0.12  # of the page: more than an emblem or a signature with its stamp
# On a page, more than a stamp and a page number; a page of text has five times as many.
_LETTERS = 300
_FIGURES = 3_000  # pieces of curves: the letters themselves are drawn
_MOST_PICTURES = 500
_PROGRAM = Path(__file__).with_name("ocr.py")
SECONDS = 40  # for all pages of a file, two to four a page: somebody waits for the answer
MOST_PAGES = 20
# The processor time counts for each program alone: the one that draws, and tesseract anew for each
# page.
_LIMITS = SandboxLimits(memory=2 * 1024**3, processor=SECONDS, clock=SECONDS + 10)


def unread_reason(page: PdfPage) -> Why | None:
    """Why the words of the whole page cannot be taken from the file; None when they can, or when
    there are none.
    """
    letters = sum(c.isalpha() for word in page.words for c in word.text)
    if page.lost > letters or is_illegible(page.text):
        return Why.PAGE_LETTERS
    if letters >= _LETTERS:
        return None
    is_drawn = page.drawn >= _FIGURES and letters < _LETTERS / 4
    return Why.PAGES if is_drawn or _covered_share(page) >= _WHOLE else None


def has_large_picture(page: PdfPage) -> bool:
    """A part of the page is a picture, large enough to hold words, on which hardly any letters
    lie.
    """
    share = _covered_share(page)
    inside = sum(
        len(word.text)
        for word in page.words
        if _is_inside(page, (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
    )
    return share >= _LARGE and inside < share * _LETTERS


def _covered_share(page: PdfPage) -> float:
    # Of the page's area, by one picture or by many strips.
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
        for left, top, right, bottom in page.pictures[:_MOST_PICTURES]
    )


def recognise_pages(data: bytes, numbers: list[int]) -> dict[int, PdfPage]:
    """Those of the pages (from 0) on which words were recognised in time; none where tesseract or
    its Vietnamese is missing.
    """
    tesseract = find_tesseract()
    if tesseract is None or not numbers:
        return {}
    wanted = ",".join(map(str, numbers[:MOST_PAGES]))
    ended = run_in_sandbox(_PROGRAM, tesseract, SECONDS, wanted, data=data, limits=_LIMITS)
    pages = {}
    for record in ended.records:
        words = [
            PdfWord(text, x0, top, x1, bottom, order)
            for order, (text, x0, top, x1, bottom) in enumerate(record["words"])
        ]
        if words:
            width, height = record["size"]
            pages[record["page"]] = PdfPage(width, height, words, [], is_recognised=True)
    return pages


def find_tesseract() -> str | None:
    """The path of a tesseract that reads Vietnamese."""
    path = shutil.which("tesseract")
    return path if path and _reads_vietnamese(path) else None


@lru_cache(maxsize=4)
def _reads_vietnamese(path: str) -> bool:
    try:
        ended = subprocess.run([path, "--list-langs"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"vie" in ended.stdout.split()
