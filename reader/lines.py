"""Lines of the cleaned text: which carry words, which are noise (page numbers, rules, addresses),
and where paragraphs break.
"""

import re
from dataclasses import dataclass, replace

from reader.bodies import heading_bodies
from reader.cells import opens_parted_table, parted_cells, with_bars
from reader.fields import opens_field
from reader.markers import UPPER, Marker, find_marker
from reader.source import Passage, Source, join_passages, squeezed
from reader.words import BODY, OPENS_WITH_VERB

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
_HANGING = re.compile(
    r"(?:,|\s[-–]|(?<!\w)(?i:và|của|các|với|để|cho|tại|về|do|bởi|trong|theo|từ|đến|ngày|tháng|số"
    r"|những|hoặc|trên|cùng))$"
)
_JOINED_HEADING = re.compile(
    rf"\S{{1,8}}\s+(?:[{UPPER}]{{2,}},?\s+){{2,20}}(?=[{UPPER}][^\W{UPPER}\d_])"
)


@dataclass(frozen=True)
class Line:
    """One line with words. `blanks` counts the empty lines before it, `cut` tells that a page
    number or rule stood there.
    """

    passage: Passage
    blanks: int
    cut: bool = False
    marker: Marker | None = None

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


def split_lines(source: Source) -> list[Line]:
    """The lines with words, in order; marker recognised, noise left out."""
    lines: list[Line] = []
    position, blanks, cut, in_table = 0, 0, False, False
    for raw in with_bars(source.text.split("\n")):
        cells = parted_cells(raw)
        in_table = opens_parted_table(cells) or (in_table and (len(cells) > 1 or "|" in raw))
        text = raw.replace("\t", " ").strip()
        start, begin = position + len(raw) - len(raw.lstrip()), position
        position += len(raw) + 1
        if not text:
            blanks += 1
        elif in_table:
            for at, cell in cells:
                passage = squeezed(cell, begin + at)
                lines.append(Line(passage, blanks, cut, find_marker(passage.text)))
                blanks, cut = 0, False
        elif _NOISE.match(text):
            cut = True
        else:
            lines.extend(_lines_of(squeezed(text, start), blanks, cut))
            blanks, cut = 0, False
    return lines


def _lines_of(passage: Passage, blanks: int, cut: bool) -> list[Line]:
    """One line, or two when a heading in capitals and the text under it were joined."""
    marker = find_marker(passage.text)
    joined = _JOINED_HEADING.match(passage.text) if marker and not marker.is_bullet else None
    if joined is None or passage.text[: joined.end()].isascii():
        return [Line(passage, blanks, cut, marker)]
    rest = passage.part(joined.end())
    return [
        Line(passage.part(0, joined.end()), blanks, cut, marker),
        Line(rest, 0, False, find_marker(rest.text)),
    ]


def without_page_numbers(lines: list[Line]) -> list[Line]:
    """Leave out the lines that hold only a number; the next line remembers the cut."""
    kept: list[Line] = []
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


@dataclass(frozen=True)
class Spacing:
    """How this document uses empty lines and how wide its lines are, in characters."""

    doubled: bool  # an empty line after each line: it says nothing
    separated: bool  # empty lines stand between paragraphs
    width: int

    def has_room(self, line: Line, following: Line) -> bool:
        """The first word of the next line would have fitted: the break was intended."""
        return len(line.text) + 1 + len(following.text.split(" ", 1)[0]) < self.width * 0.86


def measure_spacing(lines: list[Line]) -> Spacing:
    inner = [line for line in lines if line.opens_low and line.marker is None]
    gapped = sum(line.blanks > 0 for line in inner)
    most = sum(line.blanks > 0 for line in lines) > len(lines) * 0.75
    doubled = gapped > len(inner) / 2 and (most or len(inner) >= 3)
    marked = [line for line in lines if line.marker]
    separated = not doubled and sum(line.blanks > 0 for line in marked) > len(marked) / 2
    lengths = sorted(len(line.text) for line in lines)
    return Spacing(doubled, separated, lengths[int(len(lengths) * 0.9)] if lengths else 0)


def breaks_paragraph(before: Line, line: Line, spacing: Spacing) -> bool:
    """Whether `line`, which has no marker, opens a new paragraph after `before`."""
    if opens_field(line.text):
        return True
    if line.opens_low or _HANGING.search(before.text):
        return False
    if before.is_capitals != line.is_capitals and min(len(before.text), len(line.text)) > 8:
        return True
    if before.is_capitals and line.is_capitals:
        return line.blanks > (1 if spacing.doubled else 0)
    if line.cut and not before.ends_phrase:
        return before.marker is not None and spacing.has_room(before, line)
    if not spacing.doubled and line.blanks:
        return True
    if spacing.separated:
        return before.ends_phrase and spacing.has_room(before, line)
    return before.ends_sentence or spacing.has_room(before, line)


@dataclass(frozen=True)
class Paragraph:
    """Consecutive lines that belong together; `marker` opens it, or None."""

    passage: Passage
    marker: Marker | None
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def is_capitals(self) -> bool:
        return self.lines[0].is_capitals


def gather_paragraphs(lines: list[Line], spacing: Spacing) -> list[Paragraph]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _opens(groups[-1], line, spacing):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group) for group in groups]


def _opens(group: list[Line], line: Line, spacing: Spacing) -> bool:
    if line.marker is None:
        return _ends_heading(group, line) or breaks_paragraph(group[-1], line, spacing)
    return not line.marker.is_reference_after(group[-1].text)


def _ends_heading(group: list[Line], line: Line) -> bool:
    """The group is a heading that names bodies, and the line opens their duty."""
    first = group[0]
    if (
        first.marker is None
        or first.marker.is_bullet
        or len(group) > 4
        or not line.text[0].isupper()
    ):
        return False
    heading = join_passages([part.passage for part in group]).text[first.marker.length :]
    return (
        bool(OPENS_WITH_VERB.match(line.text))
        and bool(heading_bodies(heading))
        and not BODY.match(line.text)
    )


def _paragraph(group: list[Line]) -> Paragraph:
    passage = join_passages([line.passage for line in group])
    marker = group[0].marker
    if marker:
        passage = passage.part(marker.length)
    return Paragraph(passage, marker, tuple(group))
