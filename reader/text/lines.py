"""Lines of the cleaned text: which carry words, which are noise (page numbers, rules, addresses),
and where paragraphs break.
"""

import re
from dataclasses import dataclass, replace

from reader.text.markers import UPPER, ItemMarker, find_item_marker
from reader.text.separated_cells import (
    opens_separated_table,
    separated_cells,
    with_bars_between_cells,
)
from reader.text.source import Passage, Source, squeezed_passage

_NOISE = re.compile(
    r"""(?ix)^(?:
      (?:nguồn\s*:\s*)?(?:https?://|www\.)\S+
    | [-–—_=*.…\s/]{3,}
    | (?:trang|page)\s+\d{1,4}(?:\s*(?:/|trên|of)\s*\d{1,4})?
    | [-–—]\s*\d{1,3}\s*[-–—]
    | \d{1,3}\s*/\s*\d{1,3}
    )$"""
)
_NUMBER_ALONE = re.compile(r"^\d{1,3}$")
_SENTENCE_END = re.compile(r"[.!?…]['”\")\]]*$|\./\.$")
_PHRASE_END = re.compile(r"[.!?…:;]['”\")\]]*$|\./\.$")
_JOINED_HEADING = re.compile(
    rf"\S{{1,8}}\s+(?:[{UPPER}]{{2,}},?\s+){{2,20}}(?=[{UPPER}][^\W{UPPER}\d_])"
)


@dataclass(frozen=True)
class TextLine:
    """One line with words. `blanks` counts the empty lines before it, `cut` orders_nothing that a page
    number or rule stood there.
    """

    passage: Passage
    blanks: int
    cut: bool = False
    marker: ItemMarker | None = None

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def start(self) -> int:
        return self.passage.start

    @property
    def end(self) -> int:
        return self.passage.end

    @property
    def is_number(self) -> bool:
        return bool(_NUMBER_ALONE.match(self.text))

    @property
    def is_capitals(self) -> bool:
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.85 * len(letters)

    @property
    def opens_low(self) -> bool:
        """The line begins in the middle of a sentence."""
        return self.text[0].islower() or self.text[0] in ",;.)]”%&/"

    @property
    def ends_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.text))

    @property
    def ends_phrase(self) -> bool:
        return bool(_PHRASE_END.search(self.text))


def split_lines(source: Source) -> list[TextLine]:
    """The lines with words, in order; marker recognised, noise left out."""
    lines: list[TextLine] = []
    position, blanks, cut, in_table = 0, 0, False, False
    for raw in with_bars_between_cells(source.text.split("\n")):
        cells = separated_cells(raw)
        in_table = opens_separated_table(cells) or (in_table and (len(cells) > 1 or "|" in raw))
        text = raw.replace("\t", " ").strip()
        start, begin = position + len(raw) - len(raw.lstrip()), position
        position += len(raw) + 1
        if not text:
            blanks += 1
        elif in_table:
            for at, cell in cells:
                passage = squeezed_passage(cell, begin + at)
                lines.append(TextLine(passage, blanks, cut, find_item_marker(passage.text)))
                blanks, cut = 0, False
        elif _NOISE.match(text):
            cut = True
        else:
            lines.extend(_lines_of(squeezed_passage(text, start), blanks, cut))
            blanks, cut = 0, False
    return lines


def _lines_of(passage: Passage, blanks: int, cut: bool) -> list[TextLine]:
    """One line, or two when a heading in capitals and the text under it were joined."""
    marker = find_item_marker(passage.text)
    joined = _JOINED_HEADING.match(passage.text) if marker and not marker.is_bullet else None
    if joined is None or passage.text[: joined.end()].isascii():
        return [TextLine(passage, blanks, cut, marker)]
    rest = passage.part(joined.end())
    return [
        TextLine(passage.part(0, joined.end()), blanks, cut, marker),
        TextLine(rest, 0, False, find_item_marker(rest.text)),
    ]


def without_page_numbers(lines: list[TextLine]) -> list[TextLine]:
    """Leave out the lines that hold only a number; the next line remembers the cut."""
    kept: list[TextLine] = []
    pending = 0
    cut = False
    for line in lines:
        if line.is_number:
            pending, cut = pending + line.blanks, True
            continue
        kept.append(
            replace(line, blanks=line.blanks + pending, cut=line.cut or cut) if cut else line
        )
        pending, cut = 0, False
    return kept
