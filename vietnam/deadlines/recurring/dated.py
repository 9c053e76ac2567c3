"""A day or month of each period: trước ngày 15/11 hằng năm, ngày 20 hằng tháng, quý I hằng năm.

A pattern stands one part to a line, each with its comment; re.VERBOSE would drop the spaces, which
mean something between words. A rhythm without a day: `frequencies`.
"""

import re

from vietnam.deadlines.context import PhraseContext, PhraseRule
from vietnam.deadlines.model import Bound, Recurrence, StatedDeadline
from vietnam.deadlines.moments import DAY, EACH, MONTH, QUARTERS, YEAR
from vietnam.deadlines.recurring.frequencies import UNIT, frequency_named, recurring_deadline

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
_NOT_A_DATE = rf"(?! ?/ ?\d)(?! (?:tháng )?{MONTH}/)(?! năm {YEAR})"
_DAY_OF_YEAR = rf"(?:ngày )?{DAY}(?: ?/ ?| tháng ){MONTH}(?! ?/ ?\d)(?! năm \d)"
_DAYS_OF_YEAR = (
    rf"(?P<list>{_DAY_OF_YEAR}(?:(?: và |, ?|; ?| hoặc ){_PREPOSITION}?{_DAY_OF_YEAR})*)"
)
_PERIODIC_REPORT = rf"(?:(?:định kỳ,? (?:{EACH} )?|{EACH} )(?:{UNIT}(?:, | và |; )?)+)"
_WEEKDAY = r"(?P<weekday>thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)"
_OF_NEXT_MONTH = r"tháng (?P<next>sau|tiếp theo|kế tiếp|liền kề)"


def _find_bound(found: re.Match[str]) -> Bound | None:
    words = found["prep"] or ""
    if "nhất" in words or "đến" in words or "hết" in words:
        return Bound.BY
    return Bound.BEFORE if "trước" in words else Bound.AT if "vào" in words else None


def _yearly_days(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    days = re.findall(rf"({DAY})(?: ?/ ?| tháng )({MONTH})", found["list"])
    return [
        recurring_deadline(Recurrence("yearly", int(day), int(month)), _find_bound(found))
        for day, month in days
    ]


def _monthly_days(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return [
        recurring_deadline(Recurrence("monthly", int(day)), _find_bound(found))
        for day in re.findall(r"\d+", found["list"])
    ]


def _monthly_day(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    return [
        recurring_deadline(
            Recurrence("monthly", int(found["day"]), 2 if found["next"] else None),
            _find_bound(found),
        )
    ]


def _quarterly_day(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    month = _MONTHS_OF_QUARTER[found["place"]] + (3 if found["next"] else 0)
    return [
        recurring_deadline(Recurrence("quarterly", int(found["day"]), month), _find_bound(found))
    ]


def _day_of_period(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # In "hằng quý, trước ngày 20" the day falls in the last month of the period.
    return [
        recurring_deadline(
            Recurrence(frequency_named(found["unit"]), int(found["day"])), _find_bound(found)
        )
    ]


def _weekly_day(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    day = 7 if found["weekday"] == "chủ nhật" else _WEEKDAYS[found["weekday"].removeprefix("thứ ")]
    return [recurring_deadline(Recurrence("weekly", day), _find_bound(found))]


def _yearly_span(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # "từ tháng 3 đến tháng 11 hằng năm" is owed by its end.
    day = int(found["day"]) if found["day"] else None
    return [recurring_deadline(Recurrence("yearly", day, int(found["month"])))]


def _following_year(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    # "trước ngày 30/01 của năm tiếp theo" comes back each year.
    return [
        recurring_deadline(
            Recurrence("yearly", int(found["day"]), int(found["month"])), _find_bound(found)
        )
    ]


def _yearly_period(found: re.Match[str], context: PhraseContext) -> list[StatedDeadline]:
    months = [int(m) for m in re.findall(r"\d+", found["months"] or "")]
    months += [3 * QUARTERS[q] for q in re.findall(r"iv|i+|[1-4]", found["quarters"] or "")]
    return [recurring_deadline(Recurrence("yearly", month=month)) for month in months]


WITH_DAY = (
    PhraseRule(
        "monthly_days",
        re.compile(
            rf"{_PERIODICALLY}(?P<prep>{_PREPOSITION})?(?:các )?ngày "
            rf"(?P<list>{DAY}(?:(?:, ?| và |; ?)(?:ngày )?{DAY})+)"  # 10, 20 và 30
            rf" (?:của )?{EACH} tháng"
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
            rf"(?P<month>{MONTH})"
            rf" (?:của )?{EACH} năm"
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
            rf"\b(?:(?:định kỳ )?{EACH} quý,? ?\(?)?"  # định kỳ hằng quý (
            rf"(?P<prep>{_PREPOSITION})?ngày (?P<day>{DAY}) (?:của )?"  # trước ngày 15 của
            r"tháng (?P<place>đầu|cuối|giữa|thứ nhất|thứ hai|thứ ba)(?: tiên| cùng)? "
            rf"(?:của )?(?:{EACH} |mỗi )?quý"
            r"(?P<next> (?:sau|tiếp theo|kế tiếp|liền kề))?"
            rf"(?: {EACH} quý)?"
        ),
        _quarterly_day,
        0.95,
    ),
    PhraseRule(
        "monthly_day",
        re.compile(
            rf"{_PERIODICALLY}(?P<prep>{_PREPOSITION})?{_CLOCK}(?:ngày )(?P<day>{DAY}) (?:của )?"
            rf"(?:{EACH} tháng|{_OF_NEXT_MONTH}(?: {EACH} tháng)?|của tháng)"
        ),
        _monthly_day,
        0.97,
    ),
    PhraseRule(
        "monthly_then_day",
        re.compile(
            rf"\b(?:định kỳ )?{EACH} tháng,? ?\(?"  # định kỳ hằng tháng (
            rf"(?P<prep>{_PREPOSITION}){_CLOCK}(?:ngày )?(?P<day>{DAY}){_NOT_A_DATE}"
            r"(?! (?:giờ|h\b|tháng))"
            rf"(?: (?:của )?{_OF_NEXT_MONTH})?"
        ),
        _monthly_day,
        0.95,
    ),
    PhraseRule(
        "period_then_day",
        re.compile(
            rf"\b(?:định kỳ )?{EACH} (?P<unit>quý),? ?\(?"  # hằng quý (
            rf"(?P<prep>{_PREPOSITION})ngày (?P<day>{DAY}){_NOT_A_DATE}(?! tháng)"  # trước ngày 20
        ),
        _day_of_period,
        0.85,
    ),
    PhraseRule(
        "weekly_day",
        re.compile(
            rf"\b(?P<prep>{_PREPOSITION})?{_CLOCK}(?:ngày )?{_WEEKDAY} (?:của )?{EACH} tuần"
        ),
        _weekly_day,
        0.95,
    ),
    PhraseRule(
        "week_then_day",
        re.compile(
            rf"\b(?:định kỳ )?{EACH} tuần,? ?\(?"  # hằng tuần (
            rf"(?P<prep>{_PREPOSITION})?{_CLOCK}(?:ngày )?{_WEEKDAY}(?!\w)"  # vào thứ sáu
        ),
        _weekly_day,
        0.95,
    ),
)

_MONTHS = rf"tháng (?P<months>{MONTH}(?:(?:, ?| và )(?:tháng )?{MONTH})*)"
_QUARTER = r"(?:iv|i{1,3}|[1-4])"
_QUARTERS = rf"qu[ýí] (?P<quarters>{_QUARTER}(?:(?:, ?| và (?:qu[ýí] )?){_QUARTER})*)"

WITH_MONTH = (
    PhraseRule(
        "yearly_period",
        re.compile(
            r"\b(?:(?:trong|vào|đến|hết|cuối|trước) )*"
            rf"(?:{_MONTHS}|{_QUARTERS})(?!\w),? "  # tháng 6 và tháng 12; quý I, quý III
            rf"(?:của )?{EACH} năm"
        ),
        _yearly_period,
        0.9,
    ),
)
