"""The deadline grammar: rules are tried in their order of strength, and no two deadlines share a
word.

A rule that recognises a phrase but refuses it (the date of a flood, of a cited decision) claims its
place too, so that no weaker rule takes the same date for a deadline.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from vietnam.dates import is_within_years
from vietnam.deadlines import citations, continuing, days, periods, relative
from vietnam.deadlines.context import PhraseContext, PhraseRule
from vietnam.deadlines.model import DeadlineKind, RelativeTerm, StatedDeadline
from vietnam.deadlines.recurring import dated, frequencies
from vietnam.folding import NormalizedText, clean_text, normalize_text

RULES: tuple[PhraseRule, ...] = (
    *citations.RULES,
    *relative.RULES,
    *dated.WITH_DAY,
    *days.RULES,
    *dated.WITH_MONTH,
    *periods.RULES,
    *continuing.RULES,
    *frequencies.RULES,
    *days.BARE,
    *periods.BARE,
)


def find_deadlines(
    text: str, *, issued_on: date | None = None, field: bool = False
) -> list[StatedDeadline]:
    """Every deadline in a text, in its order.

    `issued_on` is the document's own date: it gives the year to days without one, and tells past
    from future. `field` says that the text is the value of a "Thời gian …:" line or the time cell
    of a table, where bare forms count.
    """
    reading = normalize_text(text)
    context = PhraseContext(reading.text, issued_on, field)
    claimed = bytearray(len(reading.text))
    deadlines: list[StatedDeadline] = []
    for rule in RULES:
        if rule.applies(context):
            deadlines += _apply(rule, reading, context, claimed)
    return _without_named_periods(sorted(deadlines, key=lambda d: (d.start, d.end)), text)


def _without_named_periods(deadlines: list[StatedDeadline], text: str) -> list[StatedDeadline]:
    # In "định kỳ 06 tháng trước ngày 15/6/2023" the rhythm only names the report that is due that
    # day.
    kept = []
    for deadline, following in zip(deadlines, [*deadlines, None][1:], strict=True):
        rhythm = deadline.recurrence
        is_bare = rhythm is not None and rhythm.day is None and rhythm.min_count is None
        names_following = (
            is_bare
            and following is not None
            and (following.kind is DeadlineKind.ON or not (rhythm and rhythm.freq))
            and following.kind in (DeadlineKind.ON, DeadlineKind.RECURRING)
            and not text[deadline.end : following.start].strip(" \n(,:")
        )
        if not names_following and not _bounds_rhythm(deadline, deadlines, text):
            kept.append(deadline)
    return kept


def _bounds_rhythm(deadline: StatedDeadline, deadlines: list[StatedDeadline], text: str) -> bool:
    # In "hằng năm, từ năm 2022 đến năm 2030" the years only say how long the rhythm lasts.
    first, last = deadline.starts_on, deadline.ends_on
    if first is None or last is None or last.year == first.year:
        return False
    yearly = (d for d in deadlines if d.recurrence and d.recurrence.freq)
    return any(
        not text[min(d.end, deadline.end) : max(d.start, deadline.start)].strip(" \n(,;:")
        for d in yearly
    )


def _apply(
    rule: PhraseRule, reading: NormalizedText, context: PhraseContext, claimed: bytearray
) -> Iterator[StatedDeadline]:
    for found in rule.pattern.finditer(reading.text):
        start, end = found.span()
        if any(claimed[start:end]):
            continue
        claimed[start:end] = b"\x01" * (end - start)
        first, last = reading.span(start, end)
        for meant in map(_within_years, rule.build(found, context)):
            yield replace(
                meant,
                relative=_as_written(meant.relative, found, reading),
                text=_one_line(reading.source[first:last]),
                tentative=context.is_tentative(start, end),
                rule=rule.name,
                start=first,
                end=last,
                confidence=0.3 if meant.has_unknown_day else rule.confidence,
            )


def _within_years(meant: StatedDeadline) -> StatedDeadline:
    # A day outside the accepted years is no certain day: the review asks about it.
    days = filter(None, (meant.due_on, meant.starts_on, meant.ends_on))
    if all(map(is_within_years, days)):
        return meant
    return StatedDeadline(DeadlineKind.ON, meant.bound)


def _as_written(
    term: RelativeTerm | None, found: re.Match[str], reading: NormalizedText
) -> RelativeTerm | None:
    # The event in the words of the source, capitals included.
    if term is None or not term.trigger:
        return term
    first, last = reading.span(*found.span("trigger"))
    return replace(term, trigger=_one_line(reading.source[first:last]))


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())
