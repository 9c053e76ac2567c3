"""The words and ruled lines of a PDF, page by page, read by PDFium in a process of its own."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agencies.reader.apart import Bounds, read_apart
from agencies.reader.errors import ReadError
from agencies.reader.limits import MAX_CHARACTERS, MAX_PAGES

_PROGRAM = Path(__file__).with_name("glyphs.py")
PAGE_SECONDS = 5.0  # of processor time
_BOUNDS = Bounds(memory=2 * 1024**3, processor=30, clock=60)


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box in points from the upper left of its page; `order` counts the words as the page draws them."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    order: int

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Ruling:
    """A level or upright line."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    words: list[Word]
    rulings: list[Ruling]


def read_pages(data: bytes, page_seconds: float = PAGE_SECONDS) -> list[Page]:
    """Raises ReadError: `encrypted`, `too_many_pages`, `too_long`, or `damaged`, also for a page that takes too long."""
    answer = read_apart(_PROGRAM, MAX_PAGES, MAX_CHARACTERS, page_seconds, data=data, bounds=_BOUNDS)
    records = answer.records
    for record in records:
        if "error" in record:
            raise ReadError(record.pop("error"), **record)
    if not answer.is_whole or not records or records[0].get("pages") != len(records) - 1:
        raise ReadError("damaged")
    return [_page(record) for record in records[1:]]


def _page(record: dict[str, Any]) -> Page:
    words = [Word(*word, order=order) for order, word in enumerate(record["words"])]
    width, height = record["size"]
    return Page(width, height, words, [Ruling(*ruling) for ruling in record["rulings"]])
