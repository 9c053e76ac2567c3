"""The extracted text, a cleaned copy of it, and the way back from the copy to the original
characters.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

_GAPS = re.compile(r"\s{2,}")
_SPACES = "\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff\x00"
_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
_LETTERS = {
    "\u01a2": "Ư",
    "\u01a3": "ư",
    "\u00d0": "Đ",
    "\u2011": "-",
    "\u2212": "-",
    "\u2015": "–",
}
_BULLETS = "\uf0b7\uf02d\uf0a7\uf0d8\uf0fc\u25aa\u25cf\u25e6\u2023\u2219\u00b7"
# One character for one character, so that places stay.
_REPLACED = str.maketrans(
    dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_LINE_ENDS, "\n")
    | _LETTERS
    | dict.fromkeys(_BULLETS, "•")
)
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060"
_MARKS = "\u0300-\u036f"
_CLUSTER = re.compile(rf"[^{_MARKS}][{_MARKS}]{{1,4}}|[{_INVISIBLE}]")


@dataclass(frozen=True)
class Source:
    """`text` is `original` in composed Unicode without the damage of PDF fonts; `origins[i]` is
    where its character i came from.
    """

    original: str
    text: str
    origins: array | None

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in `original` of the characters start..end of `text`."""
        if self.origins is None:
            return start, end
        last = self.origins[end] if end < len(self.origins) else len(self.original)
        return self.origins[start] if start < len(self.origins) else len(self.original), last

    def cleaned_span(self, start: int, end: int) -> tuple[int, int]:
        """The reverse of `original_span`."""
        if self.origins is None:
            return start, end
        return bisect_left(self.origins, start), bisect_left(self.origins, end)


def make_source(original: str) -> Source:
    """Clean `original`; a letter and its combining marks become one letter, invisible characters
    vanish.
    """
    text = original.replace("\r", "\n") if "\n" not in original else original
    text = text.translate(_REPLACED)
    if not _CLUSTER.search(text):
        return Source(original, text, None)
    pieces: list[str] = []
    origins = array("L")
    at = 0
    for cluster in _CLUSTER.finditer(text):
        pieces.append(text[at : cluster.start()])
        origins.extend(range(at, cluster.start()))
        composed = (
            ""
            if cluster[0] in _INVISIBLE
            else unicodedata.normalize("NFC", cluster[0]).translate(_REPLACED)
        )
        pieces.append(composed)
        origins.extend([cluster.start()] * len(composed))
        at = cluster.end()
    pieces.append(text[at:])
    origins.extend(range(at, len(text)))
    return Source(original, "".join(pieces), origins)


@dataclass(frozen=True)
class Passage:
    """A stretch of document text that may skip page numbers and line ends; knows the place of each
    character in `Source.text`.
    """

    text: str
    anchors: tuple[tuple[int, int], ...]

    def origin(self, index: int) -> int:
        """Offset in the cleaned text of the character at `index`."""
        at = max(bisect_right(self.anchors, (index, 1 << 60)) - 1, 0)
        here, there = self.anchors[at]
        return there + index - here

    @property
    def start(self) -> int:
        return self.origin(0)

    @property
    def end(self) -> int:
        return self.origin(len(self.text) - 1) + 1 if self.text else self.start

    def part(self, start: int, end: int | None = None) -> "Passage":
        """The stretch from `start` to `end`, without blanks at its ends."""
        end = len(self.text) if end is None else end
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start >= end:
            return Passage("", ((0, self.origin(min(start, max(len(self.text) - 1, 0)))),))
        inner = tuple((here - start, there) for here, there in self.anchors if start < here < end)
        return Passage(self.text[start:end], ((0, self.origin(start)), *inner))


def join_passages(passages: list[Passage], separator: str = " ") -> Passage:
    text, anchors, at = [], [], 0
    for number, passage in enumerate(passages):
        if number:
            text.append(separator)
            at += len(separator)
        anchors.extend((here + at, there) for here, there in passage.anchors)
        text.append(passage.text)
        at += len(passage.text)
    return Passage("".join(text), tuple(anchors))


def squeeze_spaces(text: str) -> str:
    """One space between words."""
    return " ".join(text.split())


def squeezed_passage(text: str, start: int) -> Passage:
    """The passage of one line that begins at `start`, with one space between words."""
    anchors, pieces, at, length = [(0, start)], [], 0, 0
    for gap in _GAPS.finditer(text):
        pieces.append(text[at : gap.start() + 1])
        at = gap.end()
        length += len(pieces[-1])
        anchors.append((length, start + at))
    return Passage("".join(pieces) + text[at:], tuple(anchors))
