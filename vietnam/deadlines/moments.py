"""The days and periods that phrases are made of: patterns with numbered groups, and what a match of
them means.

Every pattern is made by a function of a suffix, so that one phrase can hold several; all are
written for reading form (lower case, single spaces, composed accents).
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from vietnam.dates import check_years
from vietnam.deadlines.context import PhraseContext
from vietnam.periods import Period

DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)"
MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
YEAR = r"(?:19|20|21)\d\d(?!\d)"
# Also a year in which nobody sets a deadline (9999): so written, it is a mistake to tell of, no
# other number.
SAID_YEAR = rf"(?:{YEAR}|(?:(?<=năm )|(?<=/)|(?<=/ ))[1-9]\d\d\d(?!\d))"
DASH = r" ?[-–—] ?"
EACH = r"(?:hàng|hằng|mỗi)"
_LABEL = (
    r"(?:thời gian|thời hạn)(?: thực hiện| hoàn thành| tổ chức| triển khai| gửi| báo cáo| dự kiến)*"
)
FINISH = rf"(?:(?:hoàn thành|hoàn tất|hoàn thiện|kết thúc|xong|{_LABEL}):? )"

_CLOCK = r"(?:(?:lúc |hồi )?\d{1,2} ?(?:giờ|h|g|:) ?(?:\d{2})?(?: phút)?,? ?)?"
_WEEKDAY = r"(?:(?:ngày )?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),? ?)?"
# The portal counts by the solar calendar alone: a lunar day is no day that it could read.
_NOT_LUNAR = r"(?! ?\(?(?:âm lịch|âl)\b)"
# the space is lost where a line was joined
_OPEN = r"\(?(?:ngày ?)?(?:hôm nay,? ?)?\(?(?:ngày ?)?(?:mùng |mồng )?"


def full_day_pattern(key: str) -> str:
    """A day with its year: 06/3/2024, 06 tháng 3 năm 2024."""
    return (
        rf"{_CLOCK}{_WEEKDAY}{_OPEN}(?<![\d/])(?P<d{key}>{DAY})"
        rf"(?: ?/ ?(?P<ma{key}>{MONTH}) ?/ ?(?P<ya{key}>{SAID_YEAR})"
        rf"|[.-](?P<mb{key}>{MONTH})[.-](?P<yb{key}>[1-9]\d\d\d(?!\d))"
        rf"| tháng (?P<mc{key}>{MONTH})(?:,? năm | ?/ ?)(?P<yc{key}>{SAID_YEAR}))(?!/){_NOT_LUNAR}"
    )


def short_day_pattern(key: str) -> str:
    """A day without its year, which must be announced by "ngày": ngày 15/12."""
    return (
        rf"{_CLOCK}{_WEEKDAY}ngày ?(?:mùng |mồng )?(?P<d{key}>{DAY})(?: ?/ ?(?P<ma{key}>{MONTH})| "
        r"tháng "
        rf"(?P<mc{key}>{MONTH}))"
        rf"(?! ?/ ?\d)(?! năm \d)(?! (?:của )?{EACH}){_NOT_LUNAR}"
    )


def slashed_day_pattern(key: str) -> str:
    """A day without its year and without "ngày", after words that announce it: trước 31/5."""
    return (
        rf"(?<![\d/])(?P<d{key}>{DAY})/(?P<ma{key}>{MONTH})(?! ?[/.,-] ?\d)(?! năm \d)"
        rf"(?! (?:của )?{EACH}){_NOT_LUNAR}"
    )


def day_of_match(found: re.Match[str], key: str, context: PhraseContext) -> date | None:
    """The day meant; None when it does not exist, lies in no sensible year, or has no year in an
    undated document.
    """
    groups = found.groupdict()
    month = int(groups.get(f"ma{key}") or groups.get(f"mb{key}") or groups.get(f"mc{key}") or 0)
    year = groups.get(f"ya{key}") or groups.get(f"yb{key}") or groups.get(f"yc{key}")
    day = int(found[f"d{key}"])
    if year:
        return make_day(int(year), month, day)
    if context.issued_on is None:
        return None
    this_year = make_day(context.issued_on.year, month, day)
    if this_year and this_year >= context.issued_on:
        return this_year
    return make_day(context.issued_on.year + 1, month, day)


def make_day(year: int, month: int, day: int) -> date | None:
    try:
        return check_years(date(year, month, day))
    except ValueError:
        return None


def period_pattern(key: str, *, need_year: bool = False) -> str:
    """A month, quarter, half-year or year; without its year unless `need_year`."""
    many = "" if need_year else "?"
    year = rf"(?:(?:,? ?năm | ?[/.-] ?| )(?P<{{}}{key}>{SAID_YEAR}))"
    return (
        rf"(?P<part{key}>(?:đầu|giữa|cuối) )?(?:"
        rf"tháng (?P<pm{key}>{MONTH}){year.format('pya')}{many}"
        rf"|qu[ýí] (?P<pq{key}>iv|i{{1,3}}|[1-4])(?![a-zà-ỹ\d]){year.format('pyb')}{many}"
        rf"|(?:0?6|sáu) tháng (?P<ph{key}>đầu|cuối)(?: của)? năm (?P<pyc{key}>{SAID_YEAR})"
        rf"|năm (?P<pyd{key}>{SAID_YEAR}))(?!/\d)"
    )


QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def period_of_match(
    found: re.Match[str], key: str, context: PhraseContext, year: int | None = None
) -> Period | None:
    """`year` stands in for an unsaid one, else the document's date; None when nothing does."""
    groups = found.groupdict()
    written_year = next((y for place in "abcd" if (y := groups.get(f"py{place}{key}"))), None)
    if written_year:
        year = int(written_year)
    if month := groups.get(f"pm{key}"):
        return _dated_period(Period.of_month, year, int(month), int(month), context)
    if quarter := groups.get(f"pq{key}"):
        number = QUARTERS[quarter]
        return _dated_period(Period.of_quarter, year, number, 3 * number, context)
    if not written_year:
        return None
    whole = Period.of_year(int(written_year))
    half = Period.of_first_half(whole.year)
    return {"đầu": half, "cuối": half.later}.get(groups.get(f"ph{key}") or "", whole)


def _dated_period(
    make: Callable[[int, int], Period],
    year: int | None,
    number: int,
    last_month: int,
    context: PhraseContext,
) -> Period | None:
    issued_on = context.issued_on
    if year is None and issued_on:
        # An unsaid year is the one in which the period is not over on the document's day.
        year = issued_on.year + (last_month < issued_on.month)
    return make(year, number) if year else None


def next_day(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def day_before(day: date) -> date:
    return day - timedelta(days=1)
