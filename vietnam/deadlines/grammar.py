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
from vietnam.deadlines import citations, continuing, days, periods, recurring, relative
from vietnam.deadlines.context import Sight
from vietnam.deadlines.model import Deadline, DeadlineKind, Term
from vietnam.deadlines.rule import Rule
from vietnam.folding import Reading, clean_text, read

RULES: tuple[Rule, ...] = (
    *citations.RULES,
    *relative.RULES,
    *recurring.WITH_DAY,
    *days.RULES,
    *recurring.WITH_MONTH,
    *periods.RULES,
    *continuing.RULES,
    *recurring.PLAIN,
    *days.BARE,
    *periods.BARE,
)


def find_deadlines(
    text: str, *, issued_on: date | None = None, field: bool = False
) -> list[Deadline]:
    """Every deadline in a text, in its order.

    `issued_on` is the document's own date: it gives the year to days without one, and tells past
    from future. `field` says that the text is the value of a "Thời gian …:" line or the time cell
    of a table, where bare forms count.
    """
    reading = read(text)
    sight = Sight(reading.text, issued_on, field)
    claimed = bytearray(len(reading.text))
    deadlines: list[Deadline] = []
    for rule in RULES:
        if rule.applies(sight):
            deadlines += _apply(rule, reading, sight, claimed)
    return _without_named_periods(sorted(deadlines, key=lambda d: (d.start, d.end)), text)


def _without_named_periods(deadlines: list[Deadline], text: str) -> list[Deadline]:
    """In "định kỳ 06 tháng trước ngày 15/6/2023" the rhythm only names the report that is due that
    day.
    """
    kept = []
    for deadline, following in zip(deadlines, [*deadlines, None][1:], strict=True):
        rhythm = deadline.recurrence
        bare = rhythm is not None and rhythm.day is None and rhythm.min_count is None
        dated = following is not None and following.kind is DeadlineKind.ON
        if not (
            bare
            and dated
            and following is not None
            and not text[deadline.end : following.start].strip(" \n(,:")
        ):
            kept.append(deadline)
    return kept


def _apply(rule: Rule, reading: Reading, sight: Sight, claimed: bytearray) -> Iterator[Deadline]:
    for found in rule.pattern.finditer(reading.text):
        start, end = found.span()
        if any(claimed[start:end]):
            continue
        claimed[start:end] = b"\x01" * (end - start)
        for term in map(_within_years, rule.build(found, sight)):
            yield _place(_with_trigger(term, found, reading), rule, reading, sight, start, end)


def _within_years(term: Term) -> Term:
    """A term whose day lies outside the accepted years has no certain day, which the review asks
    about.
    """
    days = filter(None, (term.due_on, term.starts_on, term.ends_on))
    return term if all(map(is_within_years, days)) else Term(DeadlineKind.ON, term.bound)


def _with_trigger(term: Term, found: re.Match[str], reading: Reading) -> Term:
    """The event of a relative term in the words of the source, capitals included."""
    if term.relative is None or not term.relative.trigger:
        return term
    first, last = reading.span(*found.span("trigger"))
    return replace(
        term, relative=replace(term.relative, trigger=_one_line(reading.source[first:last]))
    )


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _place(
    term: Term, rule: Rule, reading: Reading, sight: Sight, start: int, end: int
) -> Deadline:
    first, last = reading.span(start, end)
    fixed = not (term.kind is DeadlineKind.ON and term.due_on is None)
    return Deadline(
        text=_one_line(reading.source[first:last]),
        start=first,
        end=last,
        tentative=sight.is_tentative(start, end),
        rule=rule.name,
        confidence=rule.confidence if fixed else 0.3,
        **vars(term),
    )
