"""The words and ruled lines of a PDF, page by page, read by PDFium in a process of its own."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agencies.reader.errors import ReadError
from agencies.reader.limits import MAX_CHARACTERS, MAX_PAGES

_PROGRAM = Path(__file__).with_name("glyphs.py")
PAGE_SECONDS = 5.0  # of processor time
_MOST_SECONDS = 60


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
    limits = map(str, (MAX_PAGES, MAX_CHARACTERS, page_seconds))
    command = [sys.executable, "-P", str(_PROGRAM), *limits]
    try:
        answer = subprocess.run(command, input=data, capture_output=True, timeout=_MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise ReadError("damaged") from error
    records = [json.loads(line) for line in answer.stdout.splitlines() if line.endswith(b"}")]
    for record in records:
        if "error" in record:
            raise ReadError(record.pop("error"), **record)
    if answer.returncode or not records or records[0].get("pages") != len(records) - 1:
        raise ReadError("damaged")
    return [_page(record) for record in records[1:]]


def _page(record: dict[str, Any]) -> Page:
    words = [Word(*word, order=order) for order, word in enumerate(record["words"])]
    width, height = record["size"]
    return Page(width, height, words, [Ruling(*ruling) for ruling in record["rulings"]])
