"""From lines to paragraphs, by where they begin and end: a line after which the next word would
still have fitted ends its paragraph.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from reader.extraction.pdf.rows import PlacedLine, WordGroup
from reader.text.markers import find_item_marker

_CLOSE = 3.0  # points between places that are meant as one
_ENDS = (".", ";", ":", "!", "?", "…")
_DATE_OPENS = re.compile(r"(?<![\d/])\d{1,2}/(?:\d{1,2}/?)?\d{0,3}$|(?<![\d/])\d{1,2}$")
_DATE = re.compile(r"\d{1,2}/(?:\d{1,2}/)?(?:19|20)\d\d(?!\d)")


class LineJoin(Enum):
    """The relation of two lines; OPEN leaves it to the words."""

    WORD = ""
    JOIN = " "
    OPEN = "\n"
    BREAK = "\n\n"


@dataclass(frozen=True)
class TextFrame:
    """The edges between which the lines run, and the usual distance of two lines."""

    left: float
    right: float
    pitch: float
    starts: Counter[int]  # how many lines begin in each strip of 4 points

    def has_start(self, x: float) -> bool:
        """At least three lines begin there: an indent of the document, not a centred line."""
        return sum(self.starts[round(x / 4) + near] for near in (-1, 0, 1)) > 2


_NO_FRAME = TextFrame(0, 0, 0, Counter())


@dataclass
class TextFlow:
    """Lines one after the other, of one page or of one cell."""

    lines: list[PlacedLine]
    frame: TextFrame = field(init=False)

    def __post_init__(self) -> None:
        self.frame = text_frame(self.lines)


def text_frame(lines: list[PlacedLine]) -> TextFrame:
    running = [line.segment for line in lines if not line.aside] or [line.segment for line in lines]
    if not running:
        return _NO_FRAME
    steps = sorted(b.bottom - a.bottom for a, b in pairwise(running) if b.bottom > a.bottom)
    pitch = steps[len(steps) // 5] if steps else 0
    starts = Counter(round(line.x0 / 4) for line in running)
    return TextFrame(
        min(line.x0 for line in running), _right_edge([line.x1 for line in running]), pitch, starts
    )


def _right_edge(ends: list[float]) -> float:
    """Where justified lines end together; else the farthest end."""
    strips = Counter(round(end / 3) for end in ends)
    strip, count = strips.most_common(1)[0]
    if count < 3 or count < 0.2 * len(ends) or 3 * strip < 0.85 * max(ends):
        return max(ends)
    return max(end for end in ends if abs(end / 3 - strip) < 1.5)


def write_flows(flows: list[TextFlow]) -> str:
    """The text of flows that follow each other; a paragraph may go on from one to the next (a page
    break).
    """
    pieces: list[str] = []
    paragraph: list[PlacedLine] = []
    frame = _NO_FRAME
    for flow in flows:
        for number, line in enumerate(flow.lines):
            if paragraph:
                step = _step(paragraph, line, frame, flow.frame, turned=number == 0)
                if is_cut_date(paragraph[-1].text, line.text):
                    step = LineJoin.WORD
                pieces.append(step.value)
                paragraph = paragraph if step in (LineJoin.JOIN, LineJoin.WORD) else []
            pieces.append(line.text)
            paragraph.append(line)
            frame = flow.frame
    return "".join(pieces)


def _step(
    paragraph: list[PlacedLine],
    line: PlacedLine,
    before: TextFrame,
    after: TextFrame,
    *,
    turned: bool,
) -> LineJoin:
    """`turned`: the line is the first of the next flow, so nothing is known of its distance."""
    last, this = paragraph[-1].segment, line.segment
    if paragraph[-1].aside or line.aside:
        return LineJoin.OPEN if paragraph[-1].aside and line.aside else LineJoin.BREAK
    if not turned and this.bottom - last.bottom > 1.3 * before.pitch + 1:
        return LineJoin.BREAK
    if abs(this.height - last.height) > 0.3 * max(this.height, last.height):
        return LineJoin.BREAK
    centred = _is_centred(last, before), _is_centred(this, after)
    if any(centred):
        return LineJoin.OPEN if all(centred) else LineJoin.BREAK
    if last.x1 + 0.25 * last.height + (this.words[0].x1 - this.words[0].x0) < before.right - 1:
        return LineJoin.BREAK
    return _full_step(paragraph, this.x0 - after.left, before.left, line)


def _full_step(
    paragraph: list[PlacedLine], indent: float, left: float, line: PlacedLine
) -> LineJoin:
    """After a line that is full to the right edge only the indent and the words can tell."""
    first, last = paragraph[0].segment.x0 - left, paragraph[-1].segment.x0 - left
    marked = find_item_marker(line.text) is not None
    if line.text.isupper() and " " in line.text and not paragraph[-1].text.isupper():
        return LineJoin.OPEN  # a heading in capitals
    if indent < first - _CLOSE and indent < _CLOSE:
        return LineJoin.JOIN  # the first line of the paragraph was indented, this one is not
    if len(paragraph) > 1 and abs(indent - last) > _CLOSE:
        return LineJoin.BREAK
    if len(paragraph) == 1 and indent > first + _CLOSE:
        hanging = find_item_marker(paragraph[0].text) is not None and not marked
        return LineJoin.JOIN if hanging else LineJoin.OPEN
    ended = paragraph[-1].text.endswith(_ENDS)
    attached = line.text[0] == "(" and line.text[1:2].isupper()
    if marked or attached or (ended and not line.text[0].islower()):
        return LineJoin.OPEN
    return LineJoin.JOIN


def _is_centred(segment: WordGroup, frame: TextFrame) -> bool:
    """Equally far from both edges, and clearly so."""
    left, right = segment.x0 - frame.left, frame.right - segment.x1
    if frame.has_start(segment.x0):
        return False
    return left > _CLOSE and right > _CLOSE and abs(left - right) < 4 * _CLOSE


def is_cut_date(before: str, after: str) -> bool:
    """A narrow column broke "31/10/2026" after any of its characters."""
    opening = _DATE_OPENS.search(before)
    if not opening or not re.match(r"[\d/]", after):
        return False
    date = _DATE.match(opening[0] + after)
    return date is not None and date.end() > len(opening[0])
