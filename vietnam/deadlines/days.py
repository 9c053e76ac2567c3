"""Deadlines that name a day: trước ngày D, chậm nhất ngày D, đến hết ngày D, vào ngày D, từ ngày D
đến ngày E.
"""

import re
from datetime import date

from vietnam.deadlines.context import Build, PhraseContext, PhraseRule
from vietnam.deadlines.model import Bound, DeadlineKind, Recurrence, StatedDeadline
from vietnam.deadlines.moments import (
    DASH,
    DAY,
    FINISH,
    MONTH,
    day_of_match,
    full_day_pattern,
    make_day,
    short_day_pattern,
    slashed_day_pattern,
)

_LATEST = (
    r"(?:(?:chậm|muộn|trễ) nhất|không (?:muộn|chậm|trễ) hơn|không quá|hạn (?:cuối|chót)(?: cùng)?"
    r"|(?<!có )thời hạn(?: cuối)?(?: hoàn thành| thực hiện| gửi| nộp)?(?: báo cáo)?)"
)


def _build_on(bound: Bound | None) -> Build:
    def build(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
        return _every_year(found, context, bound) or [
            StatedDeadline(DeadlineKind.ON, bound, due_on=_day(found, context))
        ]

    return build


def _day(found: re.Match[str], context: PhraseContext) -> date | None:
    return day_of_match(found, next(k for k in "abc" if found.groupdict().get(f"d{k}")), context)


def _every_year(
    found: re.Match[str], context: PhraseContext, bound: Bound | None
) -> list[StatedDeadline]:
    # After "định kỳ" a day without a year comes back: định kỳ 6 tháng (trước ngày 15/6), năm
    # (trước ngày 15/12).
    groups = found.groupdict()
    day = groups.get("db") or groups.get("dc")
    if not day or not re.search(
        r"\b(?:định kỳ|(?:hàng|hằng) (?:năm|quý))\b", context.clause_before(found.start())
    ):
        return []
    month = int(groups.get("mab") or groups.get("mcb") or groups.get("mac") or 0)
    return [
        StatedDeadline(
            DeadlineKind.RECURRING, bound, recurrence=Recurrence("yearly", int(day), month)
        )
    ]


def _read_before(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    if yearly := _every_year(found, context, Bound.BEFORE):
        return yearly
    due = _day(found, context)
    if context.is_over(due) or context.states_condition(found.start()):
        return []
    return [StatedDeadline(DeadlineKind.ON, Bound.BEFORE, due_on=due)]


def _read_until(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    due = _day(found, context)
    at = found.start()
    if (
        context.counts_up_to(at)
        or context.belongs_to_event(at)
        or context.reports_past(at, found.end())
        or context.is_over(due)
        or not (context.is_task(at) or context.does_next(found.end()))
    ):
        return []
    return [StatedDeadline(DeadlineKind.ON, Bound.BY, due_on=due)]


def _read_moment(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    due = _day(found, context)
    at = found.start()
    if (
        context.is_over(due)
        or context.reports_past(at, found.end())
        or context.belongs_to_event(at)
        or context.dates_event_aside(at, found.end())
        or not context.is_task(at)
    ):
        return []
    return [
        StatedDeadline(
            DeadlineKind.ON, Bound.BY if "trong" in found.group() else Bound.AT, due_on=due
        )
    ]


def _read_from(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    start = _day(found, context)
    if start is None or not context.starts_work(*found.span()) or context.is_over(start):
        return []
    return [StatedDeadline(DeadlineKind.FROM, starts_on=start)]


ANNIVERSARY = 10  # years; a longer range in prose tells a jubilee, no time for work


def _read_between(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    last = day_of_match(found, "b", context)
    at = found.start()
    if (
        last is None
        or context.belongs_to_event(at)
        or context.counts_up_to(at)
        or context.reports_past(at, found.end())
        or context.is_over(last)
        or not context.is_task(at)
    ):
        return []
    first = _first_day(found, last)
    if first and not context.field and last.year - first.year > ANNIVERSARY:
        return []
    if first and found["and"] and not found["more"] and (last - first).days > 1:
        return [StatedDeadline(DeadlineKind.ON, Bound.AT, due_on=day) for day in (first, last)]
    return [StatedDeadline(DeadlineKind.WITHIN, starts_on=first, ends_on=last)] if first else []


def _first_day(found: re.Match[str], last: date) -> date | None:
    # The first day of a range takes what it does not say from the last: từ ngày 16 đến ngày
    # 22/11/2025.
    month = int(found["fm"] or last.month)
    year = int(found["fy"] or (last.year if month <= last.month else last.year - 1))
    first = make_day(year, month, int(found["fd"]))
    return first if first and first <= last else None


_FIRST = (
    rf"(?:ngày )?(?P<fd>{DAY})(?:(?: ?/ ?| tháng )(?P<fm>{MONTH})(?:(?: ?/ ?"
    r"|,? năm )(?P<fy>(?:19|20)\d\d))?)?"
)
_TO = (
    rf"(?P<more>(?:, ?{DAY}){{1,6}}(?= và))?"  # 18, 19 và 20
    rf"(?: (?:đến|tới)(?: hết)?(?: ngày)? |{DASH}|(?P<and> và (?:ngày )?|, ?))"
)


def _either_day_pattern(words: str) -> re.Pattern[str]:
    # The words followed by a day, whose year may be unsaid.
    return re.compile(rf"{words}(?:{full_day_pattern('a')}|{short_day_pattern('b')})")


def _announced_day_pattern(words: str) -> re.Pattern[str]:
    # The same, or a day that only the words before it tell from a fraction: trước 31/5.
    days = (full_day_pattern("a"), short_day_pattern("b"), slashed_day_pattern("c"))
    return re.compile(rf"{words}(?:{'|'.join(days)})")


def _read_tentative(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    due = _day(found, context)
    return [] if context.is_past(due) else [StatedDeadline(DeadlineKind.ON, Bound.AT, due_on=due)]


RULES = (
    PhraseRule(
        "between_days",
        re.compile(
            rf"\b(?:trong (?:\d+ )?|các |vào )?(?:từ )?{_FIRST}{_TO}{full_day_pattern('b')}"
        ),
        _read_between,
        0.9,
    ),
    PhraseRule(
        "latest_day",
        _announced_day_pattern(rf"\b{_LATEST}:? (?:là )?(?:(?:trước|trong|vào|đến|hết|sau) )*"),
        _build_on(Bound.BY),
        0.98,
    ),
    PhraseRule(
        "before_day",
        _announced_day_pattern(
            rf"\b{FINISH}?(?:(?:từ nay )?(?:cho )?(?:đến|tới) )?trước (?:khi )?"
        ),
        _read_before,
        0.98,
    ),
    PhraseRule(
        "until_day",
        _either_day_pattern(r"\b(?:từ nay )?(?:cho )?(?:(?:đến|tới)(?: hết| cuối)?|hết) "),
        _read_until,
        0.9,
    ),
    PhraseRule(
        "on_day",
        _either_day_pattern(rf"\b(?:{FINISH}?(?:vào|trong) |{FINISH})"),
        _read_moment,
        0.85,
    ),
    PhraseRule(
        "from_day", _either_day_pattern(r"\b(?:bắt đầu |kể )?(?:từ|sau) "), _read_from, 0.85
    ),
    PhraseRule(
        "tentative_day",
        re.compile(rf"\b{full_day_pattern('a')} ?\(dự kiến\)"),
        _read_tentative,
        0.8,
    ),
)


def _read_held(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # "tổ chức phiên giao dịch ngày 18/4/2026.": the day on which what is ordered takes place.
    due = _day(found, context)
    at = found.start()
    before = context.segment_before(at)
    if context.is_over(due) or context.segment_after(found.end()) or _OF_OTHERS.search(before):
        return []
    is_held = _HOLDS.search(before) if before else context.is_task(at)
    return [StatedDeadline(DeadlineKind.ON, Bound.AT, due_on=due)] if is_held else []


_HOLDS = re.compile(r"\b(?:tổ chức|khai mạc|khai giảng|phát động|ra quân)(?: \S+){0,12}$")
_OF_OTHERS = re.compile(
    r"\b(?:cho|phục vụ|chuẩn bị|dự|tại|sau|trước|từ|đến|kết quả|kết luận|thông báo|theo|số|của"
    r"|kể từ|tính|đã|được|ký|ban hành)\b"
)

# In a time field a day alone is the day it is due.
BARE = (
    PhraseRule("field_day", re.compile(full_day_pattern("a")), _build_on(None), 0.8, "field"),
    PhraseRule(
        "held_day", re.compile(rf"\b(?=ngày ){full_day_pattern('a')}"), _read_held, 0.7, "prose"
    ),
)
