"""Deadlines that name a month, a quarter, a half-year or a year: trong tháng 4/2024, sau quý
I/2024.
"""

import re
from datetime import date
from itertools import pairwise

from vietnam.deadlines.context import Build, PhraseContext, PhraseRule
from vietnam.deadlines.model import Bound, DeadlineKind, StatedDeadline
from vietnam.deadlines.moments import (
    DASH,
    FINISH,
    MONTH,
    QUARTERS,
    YEAR,
    day_before,
    next_day,
    period_of_match,
    period_pattern,
)
from vietnam.periods import Period

_TO = rf"(?: (?:đến|tới)(?: hết| cuối| đầu)? |{DASH})"


def _within(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    span = period_of_match(found, "a", context)
    at = found.start()
    if (
        span is None
        or context.belongs_to_event(at)
        or (not context.field and context.is_past(span.last))
    ):
        return []
    if context.reports_past(at, found.end()) and not re.match(FINISH, found.group()):
        return []
    if not context.is_task(at):
        return []
    return [_during(span.first, span.last)]


def _until(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # Such as "đến cuối năm 2025", which says no beginning.
    span = period_of_match(found, "a", context)
    at = found.start()
    if span is None or context.counts_up_to(at) or context.reports_past(at, found.end()):
        return []
    if not context.field and (context.is_past(span.last) or not context.is_task(at)):
        return []
    return [StatedDeadline(DeadlineKind.WITHIN, ends_on=span.last)]


def _at_end(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # "Tổng kết cuối năm 2025"; but "kỳ họp cuối năm 2025" names a session.
    named = re.search(
        r"\b(?:kỳ|phiên|họp|hội nghị|so với|kiểm tra|học kỳ|số liệu)(?: \S+){0,3}$",
        context.segment_before(found.start()),
    )
    return [] if named else _until(found, context)


def _before(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # Before a month begins: its eve is the last day.
    span = period_of_match(found, "a", context)
    at = found.start()
    if span is None or context.states_condition(at) or not context.is_task(at):
        return []
    due = span.last if found["parta"] == "cuối " else day_before(span.first)
    return (
        [StatedDeadline(DeadlineKind.ON, Bound.BY, due_on=due)]
        if context.field or not context.is_past(due)
        else []
    )


def _after(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    span = period_of_match(found, "a", context)
    at = found.start()
    if (
        span is None
        or context.reports_past(at, found.end())
        or (not context.field and context.is_past(span.last))
    ):
        return []
    return [StatedDeadline(DeadlineKind.FROM, starts_on=next_day(span.last))]


def _from(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    span = period_of_match(found, "a", context)
    if span is None or not (context.starts_work(*found.span()) or "dự kiến" in found.group()):
        return []
    return (
        [StatedDeadline(DeadlineKind.FROM, starts_on=span.first)]
        if context.field or not context.is_past(span.first)
        else []
    )


def _onwards(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    span = period_of_match(found, "a", context)
    return [StatedDeadline(DeadlineKind.FROM, starts_on=span.first)] if span else []


def _range(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
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
        or (not context.field and context.is_past(last.last))
    ):
        return []
    return [_during(first.first, last.last)]


def _several(unit: str) -> Build:
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
        if (
            not is_meant
            or not context.is_task(found.start())
            or (not context.field and context.is_past(periods[-1].last))
        ):
            return []
        return _joined(periods, through=bool(re.search(r"[-–—]", found["list"])))

    return build


def _joined(periods: list[Period], *, through: bool = False) -> list[StatedDeadline]:
    # Periods that follow each other are one.
    if through or all(next_day(a.last) == b.first for a, b in pairwise(periods)):
        return [_during(periods[0].first, periods[-1].last)]
    return [_during(each.first, each.last) for each in periods]


def _two(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
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
    return _joined([first, last]) if context.field or not context.is_past(last.last) else []


def _opening(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # At the head of its clause and before its verb: "Quý I năm 2026: tổ chức …".
    return (
        _within(found, context)
        if context.opens_clause(found.start()) and context.does_next(found.end())
        else []
    )


def _expected(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return _within(found, context) if context.issued_on or context.field else []


def _during(first: date, last: date) -> StatedDeadline:
    return StatedDeadline(DeadlineKind.WITHIN, starts_on=first, ends_on=last)


def _years(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    first = int(found["first"])
    last = int(found["last"] or first)
    return [_during(date(first, 1, 1), date(last, 12, 31))] if first <= last else []


def _years_of_work(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
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
    return _years(found, context)


def _month(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    month = Period.of_month(int(found["year"]), int(found["month"]))
    return [_during(month.first, month.last)]


_LATEST = r"(?:chậm|muộn) nhất(?: là| trong| vào| đến| hết)*"
_FOLLOWING = (
    r"(?: và (?:các |những )?năm (?:tiếp theo|sau|kế tiếp|tiếp sau)| trở đi"
    r"|,? (?:và )?thường xuyên "
    r"(?:các|những) năm (?:tiếp theo|sau))"
)
_QUARTER_LIST = (
    rf"(?P<list>(?:iv|i{{1,3}}|[1-4])(?:(?:, ?| và (?:qu[ýí] )?|{DASH})(?:iv|i{{1,3}}"
    r"|[1-4])(?![a-zà-ỹ\d]))+)"
)
_TWO = rf"{period_pattern('a')}(?:, ?| và (?:trong )?){period_pattern('b', need_year=True)}"
_MONTH_LIST = rf"(?P<list>{MONTH}(?:(?:, ?| và (?:tháng )?|{DASH}){MONTH})+)"

RULES = (
    PhraseRule(
        "year_and_following",
        re.compile(rf"\b{FINISH}?(?:trong |từ )?{period_pattern('a', need_year=True)}{_FOLLOWING}"),
        _onwards,
        0.95,
    ),
    PhraseRule(
        "quarters",
        re.compile(rf"\b(?:trong |vào )?qu[ýí] {_QUARTER_LIST}(?: ?/ ?|,? năm )(?P<year>{YEAR})"),
        _several("quarter"),
        0.8,
    ),
    PhraseRule(
        "months",
        re.compile(rf"\b(?:trong |vào )?tháng {_MONTH_LIST}(?: ?/ ?|,? năm )(?P<year>{YEAR})"),
        _several("month"),
        0.8,
    ),
    PhraseRule(
        "two_periods",
        re.compile(rf"\b(?:{FINISH}?(?:trong|vào) |{FINISH}){_TWO}"),
        _two,
        0.85,
    ),
    PhraseRule("two_periods_bare", re.compile(rf"\b{_TWO}"), _two, 0.8, "field"),
    PhraseRule(
        "between_years",
        re.compile(
            rf"\b(?:trong |các )?(?:từ )?năm (?P<first>{YEAR})(?:{DASH}| đến (?:hết )?)(?:năm "
            rf")?(?P<last>{YEAR})"
        ),
        _years_of_work,
        0.8,
    ),
    PhraseRule(
        "between_periods",
        re.compile(
            rf"\b(?:trong )?từ (?:đầu )?{period_pattern('a')}{_TO}"
            rf"{period_pattern('b', need_year=True)}"
        ),
        _range,
        0.9,
    ),
    PhraseRule(
        "between_periods_bare",
        re.compile(rf"\b{period_pattern('a')}{_TO}{period_pattern('b', need_year=True)}"),
        _range,
        0.8,
        "field",
    ),
    PhraseRule(
        "until_period",
        re.compile(
            rf"\b(?:từ nay )?(?:(?:đến|tới)(?: hết)?|hết|{_LATEST}) (?!năm){period_pattern('a')}"
        ),
        _until,
        0.9,
    ),
    PhraseRule(
        "until_year",
        re.compile(rf"\b(?:từ nay )?(?:(?:đến|tới) hết|hết|{_LATEST}) {period_pattern('a')}"),
        _until,
        0.9,
    ),
    PhraseRule(
        "until_year_field",
        re.compile(rf"\b(?:đến|tới) {period_pattern('a')}"),
        _until,
        0.6,
        "field",
    ),
    PhraseRule(
        "horizon",
        re.compile(rf"\b(?:đến|tới) {period_pattern('a')}"),
        lambda found, context: [],
        0,
        "prose",
    ),
    PhraseRule(
        "before_period", re.compile(rf"\b{FINISH}?trước {period_pattern('a')}"), _before, 0.75
    ),
    PhraseRule(
        "after_period", re.compile(rf"\bsau {period_pattern('a', need_year=True)}"), _after, 0.9
    ),
    PhraseRule(
        "from_period",
        re.compile(rf"\b(?:dự kiến )?(?:bắt đầu )?(?:kể )?từ (?:đầu )?{period_pattern('a')}"),
        _from,
        0.85,
    ),
    PhraseRule(
        "in_period",
        re.compile(rf"\b{FINISH}?(?:dự kiến )?(?:ngay )?trong {period_pattern('a')}"),
        _within,
        0.95,
    ),
    PhraseRule(
        "at_period",
        re.compile(
            r"\b(?:(?:dự kiến )?(?:vào|khoảng)|dự kiến"
            rf"|{FINISH}) ?(?:dự kiến )?(?!năm){period_pattern('a')}"
        ),
        _within,
        0.8,
    ),
    PhraseRule(
        "expected_period",
        re.compile(rf"\bdự kiến (?:[^\W\d]+ ){{1,4}}?(?!năm){period_pattern('a', need_year=True)}"),
        _within,
        0.7,
    ),
    PhraseRule(
        "end_of_period",
        re.compile(rf"\b(?:dự kiến )?(?:vào )?(?=cuối ){period_pattern('a', need_year=True)}"),
        _at_end,
        0.7,
        "prose",
    ),
    PhraseRule(
        "at_year", re.compile(rf"\bvào {period_pattern('a', need_year=True)}"), _expected, 0.7
    ),
    PhraseRule(
        "finish_year",
        re.compile(rf"\b{FINISH}(?:dự kiến )?{period_pattern('a', need_year=True)}"),
        _within,
        0.8,
    ),
    PhraseRule(
        "opening_period",
        re.compile(rf"\b{period_pattern('a', need_year=True)}(?=\)?[:,]? )"),
        _opening,
        0.7,
        "prose",
    ),
)

# In a time field a period alone is when it is owed.
BARE = (
    PhraseRule("field_period", re.compile(rf"\b{period_pattern('a')}"), _within, 0.85, "field"),
    PhraseRule(
        "field_stage",
        re.compile(
            rf"\b(?:giai đoạn |các năm )?(?:từ )?(?:năm )?(?P<first>{YEAR})(?:{DASH}| đến (?:hết "
            r")?(?:năm "
            rf")?)(?P<last>{YEAR})"
        ),
        _years,
        0.6,
        "field",
    ),
    PhraseRule(
        "field_month",
        re.compile(rf"(?<![\d/.-])(?P<month>{MONTH})/(?P<year>{YEAR})(?![\d/])"),
        _month,
        0.75,
        "field",
    ),
    PhraseRule(
        "field_from_year",
        re.compile(rf"\btừ (?P<first>{YEAR})(?P<last>)(?![\d/])"),
        lambda f, s: [StatedDeadline(DeadlineKind.FROM, starts_on=date(int(f["first"]), 1, 1))],
        0.7,
        "field",
    ),
    PhraseRule(
        "field_year",
        re.compile(rf"(?<![\d/.-])(?:trong )?(?P<first>{YEAR})(?P<last>)(?![\d/.-])"),
        _years,
        0.7,
        "field",
    ),
)
