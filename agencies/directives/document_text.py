"""A directive's text laid out for reading: lines of a paragraph joined, every character at its own
offset.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from agencies.directives.models import Proposal
from reader.outline.paragraphs import Paragraph, gather_paragraphs, measure_spacing
from reader.text import MarkerLevel, Source, make_source, split_lines, without_page_numbers

_PDF_LETTERS = str.maketrans("ƢƣÐ", "ƯưĐ")
_HEADING = re.compile(r"(?i)^(?:phần|chương|mục|phụ lục)\s")
_MOTTO = re.compile(r"(?i)^\W*độc lập\W+tự do\W+hạnh phúc\W*$")
_HEADING_LENGTH = 100  # characters; a longer numbered paragraph is read as text


@dataclass(frozen=True)
class TextMark:
    """A stretch of the text to highlight; `key` names what it belongs to."""

    start: int
    end: int
    key: int


@dataclass(frozen=True)
class MarkedRun:
    """Characters from `start` of the text; `keys` are the marks that cover them, innermost first.

    `space` says where the blank between two lines goes: inside the mark, outside, or nowhere.
    """

    start: int
    text: str
    keys: tuple[int, ...]
    space: str = ""

    @property
    def key(self) -> int | None:
        return self.keys[0] if self.keys else None


@dataclass
class TextBlock:
    """One paragraph. `look`: heading, number, capitals, item, sub or plain; `begins`: the marks
    that start here.
    """

    start: int
    end: int
    look: str
    runs: list[MarkedRun]
    begins: list[int] = field(default_factory=list)
    anchors: list[int] = field(default_factory=list)

    @property
    def keys(self) -> set[int]:
        return {key for run in self.runs for key in run.keys}


def lay_out_text(
    text: str, marks: Iterable[TextMark] = (), anchors: Iterable[tuple[int, int]] = ()
) -> list[TextBlock]:
    """The paragraphs of a text with its marks. `anchors` are (offset, key) of places that links
    lead to.
    """
    source = make_source(text)
    lines = without_page_numbers(split_lines(source))
    cutter = _Cutter(text, list(marks))
    blocks = [
        b
        for p in gather_paragraphs(lines, measure_spacing(lines))
        for b in cutter.blocks(p, source)
    ]
    _hang_names(blocks, ((mark.start, mark.key) for mark in cutter.marks), "begins")
    _hang_names(blocks, anchors, "anchors")
    return blocks


def _hang_names(blocks: list[TextBlock], places: Iterable[tuple[int, int]], name: str) -> None:
    starts = [block.start for block in blocks]
    for offset, key in sorted(places):
        if blocks:
            at = max(bisect_right(starts, offset) - 1, 0)
            at += at + 1 < len(blocks) and offset >= blocks[at].end
            getattr(blocks[at], name).append(key)


class _Cutter:
    """Cuts lines at the edges of the marks."""

    def __init__(self, text: str, marks: list[TextMark]) -> None:
        self.text = text
        self.marks = sorted(marks, key=lambda m: (m.start, -m.end))
        self.edges = sorted({edge for mark in marks for edge in (mark.start, mark.end)})

    def blocks(self, paragraph: Paragraph, source: Source) -> Iterator[TextBlock]:
        # One block; for a heading in capitals one for each line, as on paper.
        look = _look_of(paragraph)
        spans = [source.original_span(line.start, line.end) for line in paragraph.lines]
        for part in (
            [[span] for span in spans] if look == "capitals" else _after_motto(paragraph, spans)
        ):
            runs = _join_runs([run for span in part for run in self._runs(*span)])
            yield TextBlock(part[0][0], part[-1][1], look, runs)

    def _runs(self, start: int, end: int) -> Iterator[MarkedRun]:
        inside = self.edges[bisect_right(self.edges, start) : bisect_right(self.edges, end - 1)]
        for a, b in zip([start, *inside], [*inside, end], strict=True):
            yield self._run(a, b)

    def _run(self, start: int, end: int) -> MarkedRun:
        covering = sorted(
            (m for m in self.marks if m.start <= start and end <= m.end),
            key=lambda m: (m.end - m.start, -m.start),
        )
        return MarkedRun(
            start,
            self.text[start:end].translate(_PDF_LETTERS),
            tuple(mark.key for mark in covering),
        )


def _after_motto(paragraph: Paragraph, spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    # The national motto has a line of its own, even without a blank line after it.
    if len(spans) > 1 and _MOTTO.match(paragraph.lines[0].text):
        return [spans[:1], spans[1:]]
    return [spans]


def _join_runs(runs: list[MarkedRun]) -> list[MarkedRun]:
    # A space after each line; inside its mark when the mark continues, so that it shows no gap.
    following = [*runs[1:], None]
    return [
        replace(run, space=_space_between(run, after))
        for run, after in zip(runs, following, strict=True)
    ]


def _space_between(run: MarkedRun, after: MarkedRun | None) -> str:
    if after is None or run.start + len(run.text) == after.start:
        return ""
    return "inside" if run.keys == after.keys else "outside"


def _look_of(paragraph: Paragraph) -> str:
    marker = paragraph.marker
    if (marker and marker.level <= MarkerLevel.ARTICLE) or _HEADING.match(paragraph.text):
        return "heading"
    if paragraph.is_capitals:
        return "capitals"
    if marker is None:
        return "plain"
    if marker.level is MarkerLevel.PLUS:
        return "sub"
    if marker.level >= MarkerLevel.LETTER:
        return "item"
    return "number" if len(paragraph.text) <= _HEADING_LENGTH else "plain"


@dataclass(frozen=True)
class SplitPlace:
    """A sentence or line of a marked stretch; `at` is the character at which it starts."""

    at: int
    text: str


def split_places(proposal: Proposal) -> list[SplitPlace]:
    text = proposal.directive.text
    start = proposal.start
    end = proposal.end
    runs = [
        run
        for block in lay_out_text(text, [TextMark(start, end, 0)])
        for run in block.runs[:1]
        if run.keys
    ]
    sentences = (start + match.end() for match in re.finditer(r"[.;:]\s+", text[start:end]))
    edges = sorted({start, *(run.start for run in runs), *sentences} - {end})
    return [SplitPlace(a, text[a:b]) for a, b in zip(edges, [*edges[1:], end], strict=True)]
