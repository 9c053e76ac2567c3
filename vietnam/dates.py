"""Dates as decree 30/2020/NĐ-CP prints them, and as officials really write them. The day always
comes first.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from vietnam.folding import normalize_text

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
ROMAN_QUARTERS = ("I", "II", "III", "IV")
# The accepted years of every day that somebody enters: no document of the state is older; after
# the last, lunar holidays are unknown. A year beyond them is a typing error (0206, 9999), and
# whatever is counted from it would be nonsense.
FIRST_YEAR = 1945
LAST_YEAR = 2100


class InvalidDate(ValueError):  # noqa: N818
    """A text is not a date. `reason` is for callers who word their own sentence.

    One of `format`, `short_year`, `impossible` and `years`, for a day outside FIRST_YEAR to
    LAST_YEAR.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class FoundDate:
    start: int
    end: int
    text: str
    date: date


def format_date(day: date) -> str:
    """Short form of decree 30/2020: zero before days 1-9 and months 1-2 only, e.g. 06/3/2024,
    20/02/2023.
    """
    return f"{day.day:02d}/{_month(day.month)}/{day.year}"


def format_date_long(day: date) -> str:
    """Long form of decree 30/2020: ngày 06 tháng 3 năm 2024."""
    return f"ngày {day.day:02d} tháng {_month(day.month)} năm {day.year}"


def format_weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def _month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)


_SHORT = re.compile(r"(?:ngày )?(\d{1,2}) ?([/.\-]) ?(\d{1,2}) ?\2 ?(\d+)")
_LONG = re.compile(r"(?:ngày )?(?:mùng |mồng )?(\d{1,2}) tháng (\d{1,2}),? năm (\d+)")


def is_within_years(day: date) -> bool:
    # Whether the day, or the moment in its own zone, lies within the accepted years.
    return FIRST_YEAR <= day.year <= LAST_YEAR


def clamp_day(day: date) -> date:
    """The day itself, or the nearest one within the years."""
    return min(max(day, date(FIRST_YEAR, 1, 1)), date(LAST_YEAR, 12, 31))


def check_years(day: date, written: str = "") -> date:
    """The day itself; raises InvalidDate (`years`) when it lies outside FIRST_YEAR to LAST_YEAR."""
    if not is_within_years(day):
        raise InvalidDate(
            "years", f"{written or day}: the year lies outside {FIRST_YEAR}–{LAST_YEAR}"
        )
    return day


_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_iso_date(text: str) -> date:
    """The day written 2024-03-06, as programs, commands and addresses write it. Raises
    InvalidDate.
    """
    try:
        day = date.fromisoformat(
            text if _ISO.fullmatch(text) else ""
        )  # which knows weeks and unbroken digits too
    except ValueError:
        raise InvalidDate("format", f"{text!r} is not a date such as 2024-03-06") from None
    return check_years(day, text)


def parse_date(text: str) -> date:
    """The date written in `text`, short or long form, any padding, separators / - . and day first.

    Raises InvalidDate (a ValueError) for anything else, for years not of four digits, for
    impossible days and for days outside FIRST_YEAR to LAST_YEAR.
    """
    written = normalize_text(text).text.strip(" ,.;")
    if found := _SHORT.fullmatch(written):
        day, _, month, year = found.groups()
    elif found := _LONG.fullmatch(written):
        day, month, year = found.groups()
    else:
        raise InvalidDate("format", f"{text!r} is not a date such as 06/3/2024 (day/month/year)")
    return _date(text, day, month, year)


def _date(text: str, day: str, month: str, year: str) -> date:
    if len(year) != 4 or year.startswith("0"):
        raise InvalidDate("short_year", f"{text!r}: write the year with four digits")
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise InvalidDate(
            "impossible", f"{text!r}: there is no day {int(day)} in month {int(month)} of {year}"
        ) from None
    return check_years(found, text)


_IN_TEXT = re.compile(
    r"(?<![\d/.\-])(?:"
    r"(?P<d1>\d{1,2}) ?(?P<sep>/) ?(?P<m1>\d{1,2}) ?/ ?(?P<y1>[12]\d{3})"  # 06/3/2024
    r"|(?P<d2>\d{1,2})(?P<sep2>[.\-])(?P<m2>\d{1,2})(?P=sep2)(?P<y2>[12]\d{3})"  # 06.3.2024
    r"|(?P<d3>\d{1,2}) tháng (?P<m3>\d{1,2}),? năm (?P<y3>[12]\d{3})"  # 06 tháng 3 năm 2024
    r")(?![\d/])"
)


def find_dates(text: str) -> list[FoundDate]:
    """Every full date in a text, also broken over lines or with decomposed accents; impossible ones
    are no dates.
    """
    reading = normalize_text(text)
    dates = []
    for found in _IN_TEXT.finditer(reading.text):
        day, month, year = (next(v for k in "123" if (v := found[f"{part}{k}"])) for part in "dmy")
        try:
            value = date(int(year), int(month), int(day))
        except ValueError:
            continue
        start, end = reading.span(found.start(), found.end())
        dates.append(FoundDate(start, end, text[start:end], value))
    return dates


def last_day_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
