"""Lines of the cleaned text: which carry words, which are noise (page numbers, rules, links)."""

import re
from dataclasses import dataclass, replace

from reader.text.markers import UPPER, ItemMarker, find_item_marker
from reader.text.separated_cells import (
    opens_separated_table,
    separated_cells,
    with_bars_between_cells,
)
from reader.text.source import Passage, Source, join_passages, squeezed_passage

_NOISE = re.compile(
    r"""
    ^(?:
      (?:nguồn\s*:\s*)?(?:https?://|www\.)\S+
    | [-–—_=*.…\s/]{3,}
    | (?:trang|page)\s+\d{1,4}(?:\s*(?:/|trên|of)\s*\d{1,4})?
    | [-–—]\s*\d{1,3}\s*[-–—]
    | \d{1,3}\s*/\s*\d{1,3}
    )$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BULLETS = ("-", "–", "—", "•", "+")
_NUMBER_ALONE = re.compile(r"^\d{1,3}$")
_SENTENCE_END = re.compile(r"[.!?…]['”\")\]]*$|\./\.$")
_PHRASE_END = re.compile(r"[.!?…:;]['”\")\]]*$|\./\.$")
_JOINED_HEADING = re.compile(
    rf"\S{{1,8}}\s+(?:[{UPPER}]{{2,}},?\s+){{2,20}}(?=[{UPPER}][^\W{UPPER}\d_])"
)


@dataclass(frozen=True)
class TextLine(Passage):
    """One line with words. `blanks` counts the empty lines before it, `cut` says that a page
    number or rule stood there.
    """

    blanks: int = 0
    cut: bool = False
    marker: ItemMarker | None = None

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
    position = blanks = 0
    cut = in_table = False
    bullet: Passage | None = None  # a bullet that stands alone in its line, before its item
    for raw in with_bars_between_cells(source.text.split("\n")):
        cells = separated_cells(raw)
        in_table = opens_separated_table(cells) or (in_table and (len(cells) > 1 or "|" in raw))
        text = raw.replace("\t", " ").strip()
        found: list[TextLine] = []
        if in_table:
            found = [_text_line(squeezed_passage(cell, position + at)) for at, cell in cells]
        elif _NOISE.match(text):
            cut = True
        elif text:
            passage = squeezed_passage(text, position + len(raw) - len(raw.lstrip()))
            if text in _BULLETS:
                bullet = passage
            else:
                whole = join_passages([bullet, passage]) if bullet else passage
                found = _without_joined_heading(_text_line(whole))
                bullet = None
        position += len(raw) + 1
        if found:
            lines += [replace(found[0], blanks=blanks, cut=cut), *found[1:]]
            blanks = 0
            cut = False
        elif not text:
            blanks += 1
    return lines


def _text_line(passage: Passage) -> TextLine:
    return TextLine(passage.text, passage.anchors, marker=find_item_marker(passage.text))


def _without_joined_heading(line: TextLine) -> list[TextLine]:
    # A heading in capitals and the text under it may have been joined into one line.
    if line.marker is None or line.marker.is_bullet:
        return [line]
    joined = _JOINED_HEADING.match(line.text)
    if joined is None or line.text[: joined.end()].isascii():
        return [line]
    heading = line.part(0, joined.end())
    return [
        TextLine(heading.text, heading.anchors, marker=line.marker),
        _text_line(line.part(joined.end())),
    ]


def without_page_numbers(lines: list[TextLine]) -> list[TextLine]:
    """Leave out the lines that hold only a number; the next line remembers the cut."""
    kept: list[TextLine] = []
    pending = 0
    cut = False
    for line in lines:
        if line.is_number:
            pending += line.blanks
            cut = True
            continue
        kept.append(replace(line, blanks=line.blanks + pending, cut=True) if cut else line)
        pending = 0
        cut = False
    return kept
