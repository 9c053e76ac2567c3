"""Deadlines that name a month, a quarter, a half-year or a year: trong tháng 4/2024, sau quý
I/2024.
"""

import re
from datetime import date
from itertools import pairwise

from vietnam.dates import month_bounds, quarter_bounds
from vietnam.deadlines.context import Sight
from vietnam.deadlines.model import Bound, DeadlineKind, Term
from vietnam.deadlines.moments import (
    DASH,
    FINISH,
    MONTH,
    YEAR,
    Span,
    day_before,
    next_day,
    period,
    quarter_number,
    read_period,
)
from vietnam.deadlines.rule import Build, Rule

_TO = rf"(?: (?:đến|tới)(?: hết| cuối| đầu)? |{DASH})"


def _within(found: re.Match[str], sight: Sight) -> list[Term]:
    span, at = read_period(found, "a", sight), found.start()
    if span is None or sight.tells_event(at) or (not sight.field and sight.is_past(span[1])):
        return []
    if sight.tells_past(at, found.end()) and not re.match(FINISH, found.group()):
        return []
    if not sight.is_task(at):
        return []
    return [Term(DeadlineKind.WITHIN, starts_on=span[0], ends_on=span[1])]


def _until(found: re.Match[str], sight: Sight) -> list[Term]:
    """Such as "đến cuối năm 2025", which says no beginning."""
    span, at = read_period(found, "a", sight), found.start()
    if span is None or sight.counts_up_to(at) or sight.tells_past(at, found.end()):
        return []
    if not sight.field and (sight.is_past(span[1]) or not sight.is_task(at)):
        return []
    return [Term(DeadlineKind.WITHIN, ends_on=span[1])]


def _at_end(found: re.Match[str], sight: Sight) -> list[Term]:
    """ "Tổng kết cuối năm 2025"; but "kỳ họp cuối năm 2025" names a session."""
    named = re.search(
        r"\b(?:kỳ|phiên|họp|hội nghị|so với|kiểm tra|học kỳ|số liệu)(?: \S+){0,3}$",
        sight.segment_before(found.start()),
    )
    return [] if named else _until(found, sight)


def _before(found: re.Match[str], sight: Sight) -> list[Term]:
    """Before a month begins: its eve is the last day."""
    span, at = read_period(found, "a", sight), found.start()
    if span is None or sight.established_before(at) or not sight.is_task(at):
        return []
    due = span[1] if found["parta"] == "cuối " else day_before(span[0])
    return (
        [Term(DeadlineKind.ON, Bound.BY, due_on=due)]
        if sight.field or not sight.is_past(due)
        else []
    )


def _after(found: re.Match[str], sight: Sight) -> list[Term]:
    span, at = read_period(found, "a", sight), found.start()
    if (
        span is None
        or sight.tells_past(at, found.end())
        or (not sight.field and sight.is_past(span[1]))
    ):
        return []
    return [Term(DeadlineKind.FROM, starts_on=next_day(span[1]))]


def _from(found: re.Match[str], sight: Sight) -> list[Term]:
    span = read_period(found, "a", sight)
    if span is None or not (sight.starts_work(*found.span()) or "dự kiến" in found.group()):
        return []
    return (
        [Term(DeadlineKind.FROM, starts_on=span[0])]
        if sight.field or not sight.is_past(span[0])
        else []
    )


def _onwards(found: re.Match[str], sight: Sight) -> list[Term]:
    span = read_period(found, "a", sight)
    return [Term(DeadlineKind.FROM, starts_on=span[0])] if span else []


def _range(found: re.Match[str], sight: Sight) -> list[Term]:
    last, at = read_period(found, "b", sight), found.start()
    if (
        last is None
        or sight.tells_event(at)
        or sight.counts_up_to(at)
        or sight.tells_past(at, found.end())
    ):
        return []
    first = read_period(found, "a", sight, year=last[0].year)
    if (
        first is None
        or first[0] > last[1]
        or not sight.is_task(at)
        or (not sight.field and sight.is_past(last[1]))
    ):
        return []
    return [Term(DeadlineKind.WITHIN, starts_on=first[0], ends_on=last[1])]


def _several(unit: str) -> Build:
    """In "quý II, III/2025" stand two periods of one year; with a dash, all between."""

    def build(found: re.Match[str], sight: Sight) -> list[Term]:
        year = int(found["year"])
        numbers = [
            quarter_number(n) if unit == "quarter" else int(n)
            for n in re.findall(r"iv|i+|\d+", found["list"])
        ]
        bounds = [
            quarter_bounds(year, n) if unit == "quarter" else month_bounds(year, n) for n in numbers
        ]
        said = (
            sight.field or re.match("trong|vào", found.group()) or sight.opens_clause(found.start())
        )
        if (
            not said
            or not sight.is_task(found.start())
            or (not sight.field and sight.is_past(bounds[-1][1]))
        ):
            return []
        return _joined(bounds, through=bool(re.search(r"[-–—]", found["list"])))

    return build


def _joined(bounds: list[Span], *, through: bool = False) -> list[Term]:
    """Periods that follow each other are one."""
    if through or all(next_day(a[1]) == b[0] for a, b in pairwise(bounds)):
        return [_span(bounds[0][0], bounds[-1][1])]
    return [_span(*b) for b in bounds]


def _two(found: re.Match[str], sight: Sight) -> list[Term]:
    """In "trong tháng 11 và tháng 12/2025" the first takes its year from the second."""
    last, at = read_period(found, "b", sight), found.start()
    first = last and read_period(found, "a", sight, year=last[0].year)
    if (
        not first
        or not last
        or first[0] > last[0]
        or not sight.is_task(at)
        or sight.tells_past(at, found.end())
    ):
        return []
    return _joined([first, last]) if sight.field or not sight.is_past(last[1]) else []


def _opening(found: re.Match[str], sight: Sight) -> list[Term]:
    """At the head of its clause and before its verb: "Quý I năm 2026: tổ chức …"."""
    return (
        _within(found, sight)
        if sight.opens_clause(found.start()) and sight.does_next(found.end())
        else []
    )


def _expected(found: re.Match[str], sight: Sight) -> list[Term]:
    return _within(found, sight) if sight.issued_on or sight.field else []


def _span(first: date, last: date) -> Term:
    return Term(DeadlineKind.WITHIN, starts_on=first, ends_on=last)


def _years(found: re.Match[str], sight: Sight) -> list[Term]:
    first, last = int(found["first"]), int(found["last"] or found["first"])
    return [_span(date(first, 1, 1), date(last, 12, 31))] if first <= last else []


def _years_of_work(found: re.Match[str], sight: Sight) -> list[Term]:
    """In prose only where it opens its clause: "chương trình … từ năm 2021 đến năm 2030" is a
    horizon.
    """
    if not sight.field:
        before = sight.clause_before(found.start())
        if (
            found.group().startswith("năm")
            or "giai đoạn" in before
            or not sight.opens_clause(found.start())
        ):
            return []
    return _years(found, sight)


def _month(found: re.Match[str], sight: Sight) -> list[Term]:
    return [_span(*month_bounds(int(found["year"]), int(found["month"])))]


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
_TWO = rf"{period('a')}(?:, ?| và (?:trong )?){period('b', need_year=True)}"
_MONTH_LIST = rf"(?P<list>{MONTH}(?:(?:, ?| và (?:tháng )?|{DASH}){MONTH})+)"

RULES = (
    Rule(
        "year_and_following",
        re.compile(rf"\b{FINISH}?(?:trong |từ )?{period('a', need_year=True)}{_FOLLOWING}"),
        _onwards,
        0.95,
    ),
    Rule(
        "quarters",
        re.compile(rf"\b(?:trong |vào )?qu[ýí] {_QUARTER_LIST}(?: ?/ ?|,? năm )(?P<year>{YEAR})"),
        _several("quarter"),
        0.8,
    ),
    Rule(
        "months",
        re.compile(rf"\b(?:trong |vào )?tháng {_MONTH_LIST}(?: ?/ ?|,? năm )(?P<year>{YEAR})"),
        _several("month"),
        0.8,
    ),
    Rule(
        "two_periods",
        re.compile(rf"\b(?:{FINISH}?(?:trong|vào) |{FINISH}){_TWO}"),
        _two,
        0.85,
    ),
    Rule("two_periods_bare", re.compile(rf"\b{_TWO}"), _two, 0.8, "field"),
    Rule(
        "between_years",
        re.compile(
            rf"\b(?:trong |các )?(?:từ )?năm (?P<first>{YEAR})(?:{DASH}| đến (?:hết )?)(?:năm "
            rf")?(?P<last>{YEAR})"
        ),
        _years_of_work,
        0.8,
    ),
    Rule(
        "between_periods",
        re.compile(rf"\b(?:trong )?từ (?:đầu )?{period('a')}{_TO}{period('b', need_year=True)}"),
        _range,
        0.9,
    ),
    Rule(
        "between_periods_bare",
        re.compile(rf"\b{period('a')}{_TO}{period('b', need_year=True)}"),
        _range,
        0.8,
        "field",
    ),
    Rule(
        "until_period",
        re.compile(rf"\b(?:từ nay )?(?:(?:đến|tới)(?: hết)?|hết|{_LATEST}) (?!năm){period('a')}"),
        _until,
        0.9,
    ),
    Rule(
        "until_year",
        re.compile(rf"\b(?:từ nay )?(?:(?:đến|tới) hết|hết|{_LATEST}) {period('a')}"),
        _until,
        0.9,
    ),
    Rule("until_year_field", re.compile(rf"\b(?:đến|tới) {period('a')}"), _until, 0.6, "field"),
    Rule(
        "horizon", re.compile(rf"\b(?:đến|tới) {period('a')}"), lambda found, sight: [], 0, "prose"
    ),
    Rule("before_period", re.compile(rf"\b{FINISH}?trước {period('a')}"), _before, 0.75),
    Rule("after_period", re.compile(rf"\bsau {period('a', need_year=True)}"), _after, 0.9),
    Rule(
        "from_period",
        re.compile(rf"\b(?:dự kiến )?(?:bắt đầu )?(?:kể )?từ (?:đầu )?{period('a')}"),
        _from,
        0.85,
    ),
    Rule(
        "in_period",
        re.compile(rf"\b{FINISH}?(?:dự kiến )?(?:ngay )?trong {period('a')}"),
        _within,
        0.95,
    ),
    Rule(
        "at_period",
        re.compile(
            r"\b(?:(?:dự kiến )?(?:vào|khoảng)|dự kiến"
            rf"|{FINISH}) ?(?:dự kiến )?(?!năm){period('a')}"
        ),
        _within,
        0.8,
    ),
    Rule(
        "expected_period",
        re.compile(rf"\bdự kiến (?:[^\W\d]+ ){{1,4}}?(?!năm){period('a', need_year=True)}"),
        _within,
        0.7,
    ),
    Rule(
        "end_of_period",
        re.compile(rf"\b(?:dự kiến )?(?:vào )?(?=cuối ){period('a', need_year=True)}"),
        _at_end,
        0.7,
        "prose",
    ),
    Rule("at_year", re.compile(rf"\bvào {period('a', need_year=True)}"), _expected, 0.7),
    Rule(
        "finish_year",
        re.compile(rf"\b{FINISH}(?:dự kiến )?{period('a', need_year=True)}"),
        _within,
        0.8,
    ),
    Rule(
        "opening_period",
        re.compile(rf"\b{period('a', need_year=True)}(?=\)?[:,]? )"),
        _opening,
        0.7,
        "prose",
    ),
)

# In a time field a period alone is when it is owed.
BARE = (
    Rule("field_period", re.compile(rf"\b{period('a')}"), _within, 0.85, "field"),
    Rule(
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
    Rule(
        "field_month",
        re.compile(rf"(?<![\d/.-])(?P<month>{MONTH})/(?P<year>{YEAR})(?![\d/])"),
        _month,
        0.75,
        "field",
    ),
    Rule(
        "field_from_year",
        re.compile(rf"\btừ (?P<first>{YEAR})(?P<last>)(?![\d/])"),
        lambda f, s: [Term(DeadlineKind.FROM, starts_on=date(int(f["first"]), 1, 1))],
        0.7,
        "field",
    ),
    Rule(
        "field_year",
        re.compile(rf"(?<![\d/.-])(?:trong )?(?P<first>{YEAR})(?P<last>)(?![\d/.-])"),
        _years,
        0.7,
        "field",
    ),
)
