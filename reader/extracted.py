"""What is taken from a file, and what is not: reported to the officer, never dropped silently."""

import sys
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

_OVERLAPPING = 20  # tasks of one place at most
_NEAR = 600  # characters between a task and the cell or line that gives its time


class Why(StrEnum):
    """Why something was not read. The values are part of the JSON contract (docs/reader.md)."""

    PAGES = "page is a picture"
    PAGE_LETTERS = "page without Unicode"
    PICTURE = "picture"
    RECOGNISED = "read from a picture"  # by optical recognition: to be compared with the paper
    LETTERS = "letters without Unicode"
    EMBEDDED = "embedded object"
    HIDDEN = "hidden text"
    STRUCK = "struck text"
    DELETED = "deleted text with a date"
    NOTE = "footnote"
    UNDATED = "deadline without a date"
    LOOSE = "date in no proposal"
    DUTY = "duty in no proposal"  # a body and a verb of duty
    PARAGRAPH = "paragraph in no proposal"


@dataclass(frozen=True)
class Unread:
    """`start`, `end`: characters in the extracted text; equal where it contains nothing of it.

    `text`: what was left out, or the numbers of pages ("2–4"). `date`, `agency`: as written in it,
    where there is one.
    """

    start: int
    end: int
    text: str
    why: Why
    date: str | None = None
    agency: str | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "why": str(self.why),
            "date": self.date,
            "agency": self.agency,
        }


@dataclass(frozen=True)
class ExtractedText:
    """`tables`: for each table its rows, for each row the (start, end) offsets of its cells in
    `text`; a cell merged downwards stands in each of its rows. `unread`: what was left out.
    """

    text: str
    tables: list[list[list[tuple[int, int]]]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def holder_of(place: Unread, spans: Sequence[tuple[int, int]]) -> int | None:
    """The task to which a place belongs, as its number in `spans` (in the text's order).

    The last one that contains it; a deadline in none belongs to the task above it (a cell beside
    it, a line below it).
    """
    at = bisect_right(spans, (place.start, sys.maxsize))
    before = range(at - 1, max(at - _OVERLAPPING, 0) - 1, -1)
    touching = next((number for number in before if spans[number][1] >= place.start), None)
    if touching is not None or place.why is not Why.UNDATED:
        return touching
    return next((number for number in before if place.start - spans[number][1] < _NEAR), None)
