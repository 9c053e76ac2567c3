"""The extracted text, a cleaned copy of it, and the way back from the copy to the original characters."""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

_GAPS = re.compile(r"\s{2,}")
_SPACES = dict.fromkeys(
    map(ord, "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "
)
_LINE_ENDS = {0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_NOTHING = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x0000, 0x000D], "")
_LETTERS = {0x01A2: "Ư", 0x01A3: "ư", 0x00D0: "Đ", 0x0110: "Đ", 0x2011: "-", 0x2212: "-", 0x2015: "–"}
_BULLETS = dict.fromkeys([0xF0B7, 0xF02D, 0xF0A7, 0xF0D8, 0xF0FC, 0x25AA, 0x25CF, 0x25E6, 0x2023, 0x2219, 0x00B7], "•")
_TABLE = {**_SPACES, **_LINE_ENDS, **_NOTHING, **_LETTERS, **_BULLETS}


@dataclass(frozen=True)
class Source:
    """`text` is `original` in composed Unicode without the damage of PDF fonts; `origins[i]` is where its character i came from."""

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
    """Clean `original` character by character; a base letter and its combining marks become one letter."""
    text, origins = [], array("L")
    position, length = 0, len(original)
    while position < length:
        end = position + 1
        while end < length and unicodedata.combining(original[end]) and end - position < 8:
            end += 1
        piece = original[position:end].translate(_TABLE)
        if end - position > 1:
            piece = unicodedata.normalize("NFC", piece).translate(_TABLE)
        text.append(piece)
        origins.extend([position] * len(piece))
        position = end
    cleaned = "".join(text)
    return Source(original, cleaned, None if cleaned == original else origins)

    def cleaned_span(self, start: int, end: int) -> tuple[int, int]:
        """The reverse of `original_span`."""
        if self.origins is None:
            return start, end
        return bisect_left(self.origins, start), bisect_left(self.origins, end)


@dataclass(frozen=True)
class Passage:
    """A stretch of document text that may skip page numbers and line ends; knows where each character stands in `Source.text`."""

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


def squeeze(text: str) -> str:
    """One space between words."""
    return " ".join(text.split())


def squeezed(text: str, start: int) -> Passage:
    """The passage of one line that begins at `start`, with one space between words."""
    anchors, pieces, at, length = [(0, start)], [], 0, 0
    for gap in _GAPS.finditer(text):
        pieces.append(text[at : gap.start() + 1])
        at = gap.end()
        length += len(pieces[-1])
        anchors.append((length, start + at))
    return Passage("".join(pieces) + text[at:], tuple(anchors))
