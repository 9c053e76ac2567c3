"""Recurring deadlines with a day or a month: trước ngày 20 hằng tháng, 15/11 hằng năm."""

import re

from vietnam.deadlines.context import PhraseContext, PhraseRule
from vietnam.deadlines.model import Bound, DeadlineKind, Frequency, Recurrence, StatedDeadline
from vietnam.deadlines.moments import DAY, EACH, MONTH, QUARTERS, YEAR

_FREQUENCIES: dict[str, Frequency] = {
    "tuần": "weekly",
    "tháng": "monthly",
    "1 tháng": "monthly",
    "quý": "quarterly",
    "quí": "quarterly",
    "3 tháng": "quarterly",
    "6 tháng": "half_yearly",
    "sáu tháng": "half_yearly",
    "nửa năm": "half_yearly",
    "năm": "yearly",
    "1 năm": "yearly",
    "12 tháng": "yearly",
}
_WEEKDAYS = {
    "hai": 1,
    "ba": 2,
    "tư": 3,
    "năm": 4,
    "sáu": 5,
    "bảy": 6,
    "2": 1,
    "3": 2,
    "4": 3,
    "5": 4,
    "6": 5,
    "7": 6,
}
_MONTHS_OF_QUARTER = {"đầu": 1, "thứ nhất": 1, "giữa": 2, "thứ hai": 2, "cuối": 3, "thứ ba": 3}

_PREPOSITION = r"(?:(?:(?:chậm|muộn) nhất(?: là)?|trước|vào|đến|hết|trong) )"
_PERIODICALLY = r"\b(?:định kỳ,? )?"
_CLOCK = r"(?:\d{1,2} ?(?:giờ|h)(?: ?\d{2})?(?: phút)?,? ?)?"
UNIT = (
    r"(?:tuần|0?1 tháng|0?3 tháng|0?6 tháng|sáu tháng|12 tháng|tháng|qu[ýí]|0?1 năm|nửa năm"
    r"|năm)(?!\w)"
)
_NOT_A_DATE = rf"(?! ?/ ?\d)(?! (?:tháng )?{MONTH}/)(?! năm {YEAR})"


def frequency(written: str) -> Frequency:
    return _FREQUENCIES[re.sub(r"^0", "", written)]


def _bound(found: re.Match[str]) -> Bound | None:
    words = found["prep"] or ""
    if "nhất" in words or "đến" in words or "hết" in words:
        return Bound.BY
    return Bound.BEFORE if "trước" in words else Bound.AT if "vào" in words else None


def recurring(recurrence: Recurrence, bound: Bound | None = None) -> StatedDeadline:
    return StatedDeadline(DeadlineKind.RECURRING, bound, recurrence=recurrence)


def _yearly_days(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    days = re.findall(rf"({DAY})(?: ?/ ?| tháng )({MONTH})", found["list"])
    return [
        recurring(Recurrence("yearly", int(day), int(month)), _bound(found)) for day, month in days
    ]


def _monthly_days(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return [
        recurring(Recurrence("monthly", int(day)), _bound(found))
        for day in re.findall(r"\d+", found["list"])
    ]


def _monthly_day(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return [
        recurring(
            Recurrence("monthly", int(found["day"]), 2 if found["next"] else None), _bound(found)
        )
    ]


def _quarterly_day(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    month = _MONTHS_OF_QUARTER[found["place"]] + (3 if found["next"] else 0)
    return [recurring(Recurrence("quarterly", int(found["day"]), month), _bound(found))]


def _of_frequency_day(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # In "hằng quý, trước ngày 20" the day falls in the last month of the period.
    return [recurring(Recurrence(frequency(found["unit"]), int(found["day"])), _bound(found))]


def _weekly_day(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    day = 7 if found["weekday"] == "chủ nhật" else _WEEKDAYS[found["weekday"].removeprefix("thứ ")]
    return [recurring(Recurrence("weekly", day), _bound(found))]


def _yearly_span(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # "từ tháng 3 đến tháng 11 hằng năm" is owed by its end.
    day = int(found["day"]) if found["day"] else None
    return [recurring(Recurrence("yearly", day, int(found["month"])))]


def _following_year(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # "trước ngày 30/01 của năm tiếp theo" comes back each year.
    return [recurring(Recurrence("yearly", int(found["day"]), int(found["month"])), _bound(found))]


def _yearly_period(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    months = [int(m) for m in re.findall(r"\d+", found["months"] or "")]
    months += [3 * QUARTERS[q] for q in re.findall(r"iv|i+|[1-4]", found["quarters"] or "")]
    return [recurring(Recurrence("yearly", month=month)) for month in months]


_DAY_OF_YEAR = rf"(?:ngày )?{DAY}(?: ?/ ?| tháng ){MONTH}(?! ?/ ?\d)(?! năm \d)"
_DAYS_OF_YEAR = (
    rf"(?P<list>{_DAY_OF_YEAR}(?:(?: và |, ?|; ?| hoặc ){_PREPOSITION}?{_DAY_OF_YEAR})*)"
)
_PERIODIC_REPORT = rf"(?:(?:định kỳ,? (?:{EACH} )?|{EACH} )(?:{UNIT}(?:, | và |; )?)+)"

WITH_DAY = (
    PhraseRule(
        "monthly_days",
        re.compile(
            rf"{_PERIODICALLY}(?P<prep>{_PREPOSITION})?(?:các )?ngày "
            rf"(?P<list>{DAY}(?:(?:, ?| và |; ?)(?:ngày )?{DAY})+) (?:của )?{EACH} tháng"
        ),
        _monthly_days,
        0.95,
    ),
    PhraseRule(
        "yearly_day",
        re.compile(rf"{_PERIODICALLY}(?P<prep>{_PREPOSITION})?{_DAYS_OF_YEAR} (?:của )?{EACH} năm"),
        _yearly_days,
        0.97,
    ),
    PhraseRule(
        "following_year",
        re.compile(
            rf"{_PERIODICALLY}(?P<prep>{_PREPOSITION})?(?:ngày )?(?P<day>{DAY})(?: ?/ ?| tháng )"
            rf"(?P<month>{MONTH}) (?:của )?năm (?:tiếp theo|sau|kế tiếp|liền kề)"
            r"(?: (?:liền kề|đó|tiếp theo))?"
        ),
        _following_year,
        0.9,
    ),
    PhraseRule(
        "yearly_span",
        re.compile(
            rf"\btừ (?:(?:đầu )?tháng {MONTH}|(?:ngày )?{DAY} ?/ ?{MONTH}) (?:đến|tới) "
            rf"(?:hết |cuối )?(?:(?:ngày )?(?P<day>{DAY})(?: ?/ ?| tháng )|tháng )"
            rf"(?P<month>{MONTH}) (?:của )?{EACH} năm"
        ),
        _yearly_span,
        0.9,
    ),
    PhraseRule(
        "periodic_days",
        re.compile(
            rf"\b{_PERIODIC_REPORT},? ?\(?(?P<prep>{_PREPOSITION})(?:các )?{_DAYS_OF_YEAR}\)?"
        ),
        _yearly_days,
        0.85,
    ),
    PhraseRule(
        "quarterly_day",
        re.compile(
            rf"\b(?:(?:định kỳ )?{EACH} quý,? ?\(?)?(?P<prep>{_PREPOSITION})?ngày (?P<day>{DAY}) "
            r"(?:của "
            rf")?tháng (?P<place>đầu|cuối|giữa|thứ nhất|thứ hai|thứ ba)"
            rf"(?: tiên| cùng)? (?:của )?(?:{EACH} |mỗi )?quý(?P<next> (?:sau|tiếp theo|kế tiếp"
            r"|liền "
            rf"kề))?(?: {EACH} quý)?"
        ),
        _quarterly_day,
        0.95,
    ),
    PhraseRule(
        "monthly_day",
        re.compile(
            rf"{_PERIODICALLY}(?P<prep>{_PREPOSITION})?{_CLOCK}(?:ngày )(?P<day>{DAY}) (?:của )?"
            rf"(?:{EACH} tháng|tháng (?P<next>sau|tiếp theo|kế tiếp|liền kề)(?: {EACH} tháng)?"
            r"|của tháng)"
        ),
        _monthly_day,
        0.97,
    ),
    PhraseRule(
        "monthly_then_day",
        re.compile(
            rf"\b(?:định kỳ )?{EACH} tháng,? ?\(?(?P<prep>{_PREPOSITION}){_CLOCK}(?:ngày "
            rf")?(?P<day>{DAY}){_NOT_A_DATE}"
            rf"(?! (?:giờ|h\b|tháng))(?: (?:của )?tháng (?P<next>sau|tiếp theo|kế tiếp|liền kề))?"
        ),
        _monthly_day,
        0.95,
    ),
    PhraseRule(
        "period_then_day",
        re.compile(
            rf"\b(?:định kỳ )?{EACH} (?P<unit>quý),? ?\(?(?P<prep>{_PREPOSITION})ngày "
            rf"(?P<day>{DAY}){_NOT_A_DATE}(?! tháng)"
        ),
        _of_frequency_day,
        0.85,
    ),
    PhraseRule(
        "weekly_day",
        re.compile(
            rf"\b(?P<prep>{_PREPOSITION})?{_CLOCK}(?:ngày )?(?P<weekday>thứ (?:hai|ba|tư|năm|sáu"
            r"|bảy|"
            rf"[2-7])|chủ nhật) (?:của )?{EACH} tuần"
        ),
        _weekly_day,
        0.95,
    ),
    PhraseRule(
        "week_then_day",
        re.compile(
            rf"\b(?:định kỳ )?{EACH} tuần,? ?\(?(?P<prep>{_PREPOSITION})?{_CLOCK}(?:ngày "
            r")?(?P<weekday>thứ "
            rf"(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)"
        ),
        _weekly_day,
        0.95,
    ),
)

WITH_MONTH = (
    PhraseRule(
        "yearly_period",
        re.compile(
            rf"\b(?:(?:trong|vào|đến|hết|cuối|trước) )*(?:tháng (?P<months>{MONTH}(?:(?:, ?"
            rf"| và )(?:tháng )?{MONTH})*)"
            rf"|qu[ýí] (?P<quarters>(?:iv|i{{1,3}}|[1-4])(?:(?:, ?| và (?:qu[ýí] )?)(?:iv|i{{1,3}}|"
            rf"[1-4]))*))(?!\w),? (?:của )?{EACH} năm"
        ),
        _yearly_period,
        0.9,
    ),
)
