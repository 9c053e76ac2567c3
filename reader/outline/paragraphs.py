"""Where paragraphs break: lines gathered by their marks, blanks, widths and words."""

import re
from dataclasses import dataclass

from reader.phrases.bodies import heading_bodies
from reader.phrases.field_labels import opens_field
from reader.phrases.vocabulary import BODY, OPENS_WITH_VERB
from reader.text.lines import TextLine
from reader.text.markers import ItemMarker
from reader.text.source import Passage, join_passages

_HANGING = re.compile(
    r"(?:,|\s[-–]|(?<!\w)(?i:và|của|các|với|để|cho|tại|về|do|bởi|trong|theo|từ|đến|ngày|tháng|số"
    r"|những|hoặc|trên|cùng))$"
)


@dataclass(frozen=True)
class LineSpacing:
    """How this document uses empty lines and how wide its lines are, in characters."""

    doubled: bool  # an empty line after each line: it says nothing
    separated: bool  # empty lines stand between paragraphs
    width: int

    def has_room(self, line: TextLine, following: TextLine) -> bool:
        """The first word of the next line would have fitted: the break was intended."""
        return len(line.text) + 1 + len(following.text.split(" ", 1)[0]) < self.width * 0.86


def measure_spacing(lines: list[TextLine]) -> LineSpacing:
    inner = [line for line in lines if line.opens_low and line.marker is None]
    gapped = sum(line.blanks > 0 for line in inner)
    most = sum(line.blanks > 0 for line in lines) > len(lines) * 0.75
    doubled = gapped > len(inner) / 2 and (most or len(inner) >= 3)
    marked = [line for line in lines if line.marker]
    separated = not doubled and sum(line.blanks > 0 for line in marked) > len(marked) / 2
    lengths = sorted(len(line.text) for line in lines)
    return LineSpacing(doubled, separated, lengths[int(len(lengths) * 0.9)] if lengths else 0)


def breaks_paragraph(before: TextLine, line: TextLine, spacing: LineSpacing) -> bool:
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
    marker: ItemMarker | None
    lines: tuple[TextLine, ...]

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def is_capitals(self) -> bool:
        return self.lines[0].is_capitals


def gather_paragraphs(lines: list[TextLine], spacing: LineSpacing) -> list[Paragraph]:
    groups: list[list[TextLine]] = []
    for line in lines:
        if groups and not _opens(groups[-1], line, spacing):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group) for group in groups]


def _opens(group: list[TextLine], line: TextLine, spacing: LineSpacing) -> bool:
    if line.marker is None:
        return _ends_heading(group, line) or breaks_paragraph(group[-1], line, spacing)
    return not line.marker.is_reference_after(group[-1].text)


def _ends_heading(group: list[TextLine], line: TextLine) -> bool:
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


def _paragraph(group: list[TextLine]) -> Paragraph:
    passage = join_passages([line.passage for line in group])
    marker = group[0].marker
    if marker:
        passage = passage.part(marker.length)
    return Paragraph(passage, marker, tuple(group))
