"""What a phrase means that names a month, a quarter, a half-year or a year, by the words around
it; nothing where the context forbids a deadline.
"""

import re
from datetime import date
from itertools import pairwise

from vietnam.deadlines.context import Build, PhraseContext
from vietnam.deadlines.model import Bound, DeadlineKind, StatedDeadline
from vietnam.deadlines.moments import FINISH, QUARTERS, day_before, next_day, period_of_match
from vietnam.periods import Period


def within_period(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    span = period_of_match(found, "a", context)
    at = found.start()
    finishes = re.match(FINISH, found.group())
    if (
        span is None
        or context.belongs_to_event(at)
        or context.is_over(span.last)
        or (not finishes and context.reports_past(at, found.end()))
        or not (finishes or context.is_task(at) or _opens_work(found, context))
    ):
        return []
    return [_within_days(span.first, span.last)]


def _opens_work(found: re.Match[str], context: PhraseContext) -> bool:
    # "Sở Nội vụ, trong quý I/2026, tổ chức …"; a year says too little by itself.
    return found["pyda"] is None and context.does_next(found.end())


def until_period(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # Such as "đến cuối năm 2025", which says no beginning.
    span = period_of_match(found, "a", context)
    at = found.start()
    if (
        span is None
        or context.counts_up_to(at)
        or context.reports_past(at, found.end())
        or context.is_over(span.last)
        or not context.is_task(at)
    ):
        return []
    return [StatedDeadline(DeadlineKind.WITHIN, ends_on=span.last)]


def at_end_of_period(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # "Tổng kết cuối năm 2025"; but "kỳ họp cuối năm 2025" names a session.
    named = re.search(
        r"\b(?:kỳ|phiên|họp|hội nghị|so với|kiểm tra|học kỳ|số liệu)(?: \S+){0,3}$",
        context.segment_before(found.start()),
    )
    return [] if named else until_period(found, context)


def before_period(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # Before a month begins: its eve is the last day.
    span = period_of_match(found, "a", context)
    at = found.start()
    finishes = re.match(FINISH, found.group())
    if span is None or context.states_condition(at) or not (finishes or context.is_task(at)):
        return []
    due = span.last if found["parta"] == "cuối " else day_before(span.first)
    return [] if context.is_over(due) else [StatedDeadline(DeadlineKind.ON, Bound.BY, due_on=due)]


def part_of_month(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # "trong 10 ngày đầu tháng 4/2026", "nửa cuối tháng 5"
    month = period_of_match(found, "a", context)
    at = found.start()
    finishes = re.match(FINISH, found.group())
    if month is None or context.is_over(month.last) or not (finishes or context.is_task(at)):
        return []
    if found["half"] == "cuối":
        return [_within_days(month.first.replace(day=16), month.last)]
    return [_within_days(month.first, month.first.replace(day=int(found["days"] or 15)))]


def after_period(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    span = period_of_match(found, "a", context)
    at = found.start()
    if span is None or context.reports_past(at, found.end()) or context.is_over(span.last):
        return []
    return [StatedDeadline(DeadlineKind.FROM, starts_on=next_day(span.last))]


def from_period(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    span = period_of_match(found, "a", context)
    if span is None or not (context.starts_work(*found.span()) or "dự kiến" in found.group()):
        return []
    is_over = context.is_over(span.first)
    return [] if is_over else [StatedDeadline(DeadlineKind.FROM, starts_on=span.first)]


def from_year_onwards(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    span = period_of_match(found, "a", context)
    return [StatedDeadline(DeadlineKind.FROM, starts_on=span.first)] if span else []


def from_years_onwards(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # In prose "giai đoạn … và những năm tiếp theo" names a programme, unless it opens its clause.
    return from_year(found, context) if context.field or context.opens_clause(found.start()) else []


def between_periods(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    last = period_of_match(found, "b", context)
    at = found.start()
    if (
        last is None
        or context.belongs_to_event(at)
        or context.counts_up_to(at)
        or context.reports_past(at, found.end())
    ):
        return []
    first = period_of_match(found, "a", context, year=last.first.year)
    if (
        first is None
        or first.first > last.last
        or not context.is_task(at)
        or context.is_over(last.last)
    ):
        return []
    return [_within_days(first.first, last.last)]


def several_periods(unit: str) -> Build:
    # In "quý II, III/2025" stand two periods of one year; with a dash, all between.

    def build(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
        year = int(found["year"])
        numbers = [
            QUARTERS[n] if unit == "quarter" else int(n)
            for n in re.findall(r"iv|i+|\d+", found["list"])
        ]
        make = Period.of_quarter if unit == "quarter" else Period.of_month
        periods = [make(year, n) for n in numbers]
        is_meant = (
            context.field
            or re.match("trong|vào", found.group())
            or context.opens_clause(found.start())
        )
        if not is_meant or not context.is_task(found.start()) or context.is_over(periods[-1].last):
            return []
        return _join_periods(periods, through=bool(re.search(r"[-–—]", found["list"])))

    return build


def _join_periods(periods: list[Period], *, through: bool = False) -> list[StatedDeadline]:
    # Periods that follow each other are one.
    if through or all(next_day(a.last) == b.first for a, b in pairwise(periods)):
        return [_within_days(periods[0].first, periods[-1].last)]
    return [_within_days(each.first, each.last) for each in periods]


def two_periods(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # In "trong tháng 11 và tháng 12/2025" the first takes its year from the second.
    last = period_of_match(found, "b", context)
    at = found.start()
    first = last and period_of_match(found, "a", context, year=last.first.year)
    if (
        not first
        or not last
        or first.first > last.first
        or not context.is_task(at)
        or context.reports_past(at, found.end())
    ):
        return []
    return [] if context.is_over(last.last) else _join_periods([first, last])


def opening_period(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # At the head of its clause and before its verb: "Quý I năm 2026: tổ chức …".
    names_year = found.group().startswith("năm")
    is_done = context.does_next(found.end()) or (not names_year and context.is_done(found.end()))
    return within_period(found, context) if context.opens_clause(found.start()) and is_done else []


def expected_period(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return within_period(found, context) if context.issued_on or context.field else []


def _within_days(first: date, last: date) -> StatedDeadline:
    return StatedDeadline(DeadlineKind.WITHIN, starts_on=first, ends_on=last)


def between_years(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    first = int(found["first"])
    last = int(found["last"] or first)
    return [_within_days(date(first, 1, 1), date(last, 12, 31))] if first <= last else []


def years_of_work(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # In prose only where it opens its clause: "chương trình … từ năm 2021 đến năm 2030" is a
    # horizon.
    if not context.field:
        before = context.clause_before(found.start())
        if (
            found.group().startswith("năm")
            or "giai đoạn" in before
            or not context.opens_clause(found.start())
        ):
            return []
    return between_years(found, context)


def one_month(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    month = Period.of_month(int(found["year"]), int(found["month"]))
    return [_within_days(month.first, month.last)]


def from_year(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return [StatedDeadline(DeadlineKind.FROM, starts_on=date(int(found["first"]), 1, 1))]
