"""What the reader was unsure of or left out: listed by place, and subtracted from the confidence of
the tasks it touches.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from reader.extracted import Unread, Why, holder_of
from reader.phrases.bodies import read_addressee
from reader.phrases.times import deadlines_in, deadlines_in_field
from reader.phrases.undated import find_undated_phrases
from reader.result import DocumentReading
from reader.text.source import Source, squeeze_spaces
from vietnam.deadlines import StatedDeadline

_BLOCK = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_EXACT = re.compile(
    r"(?i)ngày|tháng|quý|quí|\d/"
)  # "trong năm 2026" is an aim more often than a deadline
_NEAR = 1500  # characters
_SENTENCE = 200  # characters before the day that tell what it is about

# Below the 0.75 from which a proposal counts as certain.
_MOST_CONFIDENCE = {Why.UNDATED: 0.5, Why.LETTERS: 0.5}
_RECOGNISED = 0.75  # of the confidence the same words would have in print


def add_unread(
    reading: DocumentReading, extracted: list[Unread], source: Source, issued_on: date | None
) -> None:
    """Note on the reading what extraction left out and which deadlines have no day; no task that
    they touch stays certain.
    """
    undated = [
        Unread(
            *source.original_span(start, end), squeeze_spaces(source.text[start:end]), Why.UNDATED
        )
        for start, end in find_undated_phrases(source.text, issued_on)
    ]
    told = [_with_meaning(one, issued_on) for one in extracted]
    loose = _loose_dates(reading, source, issued_on)
    reading.unread = sorted([*told, *undated, *loose], key=lambda one: (one.start, one.end))
    spans = [(task.start, task.end) for task in reading.tasks]
    for one in reading.unread:
        if one.why is Why.RECOGNISED:
            _lower_recognised(reading, one)
        elif one.why in _MOST_CONFIDENCE and (at := holder_of(one, spans)) is not None:
            reading.tasks[at].confidence = min(
                reading.tasks[at].confidence, _MOST_CONFIDENCE[one.why]
            )


def _loose_dates(
    reading: DocumentReading, source: Source, issued_on: date | None
) -> Iterator[Unread]:
    """Future dates that are in no task and are not the deadline of a task nearby, to whose cell or
    line of time they belong.
    """
    tasks = sorted(
        (*source.cleaned_span(task.start, task.end), _days_of(task.deadlines))
        for task in reading.tasks
    )
    for block in _BLOCK.finditer(source.text):
        for deadline in deadlines_in(block[0].replace("\n", " "), issued_on):
            start, end = block.start() + deadline.start, block.start() + deadline.end
            day = deadline.due_on or deadline.ends_on
            if day is None or not _EXACT.search(deadline.text) or (issued_on and day <= issued_on):
                continue
            if not any(
                a <= start <= b or (day in days and abs(start - b) < _NEAR) for a, b, days in tasks
            ):
                sentence = source.text[
                    _sentence_start(source.text, start, max(block.start(), start - _SENTENCE)) : end
                ]
                place = source.original_span(start, end)
                yield _with_meaning(Unread(*place, squeeze_spaces(sentence), Why.LOOSE), issued_on)


def _days_of(deadlines: list[StatedDeadline]) -> list[date | None]:
    return [deadline.due_on or deadline.ends_on for deadline in deadlines]


def _sentence_start(text: str, at: int, first: int) -> int:
    return max(first, *(text.rfind(sign, first, at) + len(sign) for sign in (". ", "; ", ": ")))


def _lower_recognised(reading: DocumentReading, pages: Unread) -> None:
    for task in reading.tasks:
        if task.start < pages.end and pages.start < task.end:
            task.confidence = min(task.confidence * _RECOGNISED, 0.7)


def _with_meaning(one: Unread, issued_on: date | None) -> Unread:
    """The deadline and the body named in the words that were left out."""
    if one.why in (Why.PAGES, Why.RECOGNISED):
        return one
    found = deadlines_in(one.text, issued_on) or deadlines_in_field(one.text, issued_on)
    deadline = next(iter(found), None)
    addressee = read_addressee(one.text)
    return replace(
        one,
        date=deadline.text if deadline else None,
        agency=addressee.names[0] if addressee and addressee.names else None,
    )
