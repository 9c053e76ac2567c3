"""What a document holds that the reader did not read, or not surely: told to the officer, never passed over in silence."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

_NEAR = 600  # characters between a task and the cell or line that gives its time


class Why(StrEnum):
    """Why something was not read. The values are part of the JSON contract (DESIGN.md, section 6)."""

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


@dataclass(frozen=True)
class Unread:
    """`start`, `end`: characters in the extracted text; the same where it holds nothing of it.

    `text`: what was left out, or the numbers of pages ("2–4"). `date`, `agency`: as written in it, when there is one.
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


def holder_of(place: Unread, spans: Sequence[tuple[int, int]]) -> int | None:
    """The task to which a place belongs, as its number in `spans` (in the text's order).

    The last one that holds it; a deadline in none belongs to the task above it (a cell beside it, a line below it).
    """
    touching = [at for at, (start, end) in enumerate(spans) if start <= place.start <= end]
    if touching or place.why is not Why.UNDATED:
        return touching[-1] if touching else None
    above = [at for at, (_, end) in enumerate(spans) if 0 <= place.start - end < _NEAR]
    return above[-1] if above else None
