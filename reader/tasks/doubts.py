"""What the reader was unsure of or left out: listed by place, and subtracted from the confidence of
the tasks it touches.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from reader.extracted import Unread, Why, holder_of
from reader.phrases import deadlines_in, deadlines_in_field, find_undated_phrases, read_addressee
from reader.result import CoveredSentence, DocumentReading
from reader.text import Source, squeeze_spaces
from vietnam.deadlines import StatedDeadline

_BLOCK = re.compile(r"\S(?:.|\n(?!\s*\n))*")
# "trong năm 2026" is an aim more often than a deadline.
_EXACT = re.compile(r"(?i)ngày|tháng|quý|quí|\d/")
_NEAR = 1500  # characters
_SENTENCE = 200  # characters before the day that tell what it is about

# Below the 0.75 from which a proposal counts as certain.
_MOST_CONFIDENCE = {Why.UNDATED: 0.5, Why.LETTERS: 0.5}
_RECOGNISED = 0.75  # of the confidence the same words would have in print
_MOST_RECOGNISED = 0.7


def add_unread(
    reading: DocumentReading, extracted: list[Unread], source: Source, issued_on: date | None
) -> None:
    """Note on the reading what extraction left out and which deadlines have no day; no task that
    they touch stays certain.
    """
    undated = [
        _unread_in(source, start, end, Why.UNDATED)
        for start, end in find_undated_phrases(source.text, issued_on)
    ]
    left_out = [_with_meaning(one, issued_on) for one in extracted]
    passed_over = [_with_meaning(one, issued_on) for one in _passed_over(reading, source)]
    loose = [
        one for one in _loose_dates(reading, source, issued_on) if not _is_within(one, passed_over)
    ]
    found = [*left_out, *undated, *passed_over, *loose]
    reading.unread = sorted(found, key=lambda one: (one.start, one.end))
    spans = [(task.start, task.end) for task in reading.tasks]
    for one in reading.unread:
        if one.why is Why.RECOGNISED:
            _lower_recognised(reading, one)
        elif one.why in _MOST_CONFIDENCE and (at := holder_of(one, spans)) is not None:
            task = reading.tasks[at]
            task.confidence = min(task.confidence, _MOST_CONFIDENCE[one.why])


def _unread_in(source: Source, start: int, end: int, why: Why, first: int | None = None) -> Unread:
    # `first`: where the words begin that say what it is about.
    words = source.text[start if first is None else first : end]
    return Unread(*source.original_span(start, end), squeeze_spaces(words), why)


def _passed_over(reading: DocumentReading, source: Source) -> Iterator[Unread]:
    # The sentences in no proposal and not of the structure; those of one paragraph that follow
    # each other are one place.
    def key(sentence: CoveredSentence) -> tuple[int, bool]:
        return sentence.paragraph, sentence.why is None

    for (_, is_read), group in groupby(reading.coverage, key):
        if is_read:
            continue
        run = list(group)
        why = Why.DUTY if any(one.why is Why.DUTY for one in run) else Why.PARAGRAPH
        start = run[0].passage.start
        agency = next((one.agency for one in run if one.agency), None)
        yield replace(_unread_in(source, start, run[-1].passage.end, why), agency=agency)


def _is_within(one: Unread, places: list[Unread]) -> bool:
    at = bisect_right(places, (one.start, sys.maxsize), key=lambda p: (p.start, p.end)) - 1
    return at >= 0 and one.end <= places[at].end


def _loose_dates(
    reading: DocumentReading, source: Source, issued_on: date | None
) -> Iterator[Unread]:
    # Future dates that are in no task and are not the deadline of a task nearby, to whose cell or
    # line of time they belong.
    tasks = sorted(
        (*source.cleaned_span(task.start, task.end), [_last_day(d) for d in task.deadlines])
        for task in reading.tasks
    )
    for block in _BLOCK.finditer(source.text):
        for deadline in deadlines_in(block[0].replace("\n", " "), issued_on):
            day = _last_day(deadline)
            if day is None or not _EXACT.search(deadline.text) or (issued_on and day <= issued_on):
                continue
            start = block.start() + deadline.start
            is_in_task = any(
                a <= start <= b or (day in days and abs(start - b) < _NEAR) for a, b, days in tasks
            )
            if not is_in_task:
                first = _sentence_start(source.text, start, max(block.start(), start - _SENTENCE))
                end = block.start() + deadline.end
                loose = _unread_in(source, start, end, Why.LOOSE, first)
                yield _with_meaning(loose, issued_on)


def _last_day(deadline: StatedDeadline) -> date | None:
    return deadline.due_on or deadline.ends_on


def _sentence_start(text: str, at: int, first: int) -> int:
    return max(first, *(text.rfind(sign, first, at) + len(sign) for sign in (". ", "; ", ": ")))


def _lower_recognised(reading: DocumentReading, pages: Unread) -> None:
    for task in reading.tasks:
        if task.start < pages.end and pages.start < task.end:
            task.confidence = min(task.confidence * _RECOGNISED, _MOST_RECOGNISED)


def _with_meaning(one: Unread, issued_on: date | None) -> Unread:
    # The deadline and the body named in the words that were left out.
    if one.why in (Why.PAGES, Why.RECOGNISED):
        return one
    found = deadlines_in(one.text, issued_on) or deadlines_in_field(one.text, issued_on)
    addressee = None if one.agency else read_addressee(one.text)
    return replace(
        one,
        date=found[0].text if found else None,
        agency=addressee.names[0] if addressee and addressee.names else one.agency,
    )
