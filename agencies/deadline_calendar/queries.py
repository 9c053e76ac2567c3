"""The days of the calendar page in the working calendar: the weeks of a month, or a run of days."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from agencies.calendar.models import CalendarDay
from agencies.calendar.year import with_our_dates
from agencies.deadline_calendar.entries import DayEntries, Span
from vietnam.calendar import WorkingCalendar
from vietnam.dates import LAST_YEAR, month_bounds

FIRST_KNOWN_YEAR = 1976
"""From this year on the public holidays are those of the whole country."""
YEARS = range(FIRST_KNOWN_YEAR, LAST_YEAR + 1)
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, order=True)
class YearMonth:
    """A month of a year, written 2024-03 in an address."""

    year: int
    month: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """None for anything that is not a month of the years that the calendar knows."""
        year, dash, month = text.partition("-")
        if not (
            dash
            and len(year) == 4
            and len(month) == 2
            and (year + month).isascii()
            and (year + month).isdigit()
        ):
            return None
        return cls(int(year), int(month)) if int(year) in YEARS and 1 <= int(month) <= 12 else None

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"

    @property
    def span(self) -> Span:
        return month_bounds(self.year, self.month)

    @property
    def weeks_span(self) -> Span:
        """From the Monday on or before the first to the Sunday on or after the last."""
        first, last = self.span
        return first - DAY * first.weekday(), last + DAY * (6 - last.weekday())

    @property
    def earlier(self) -> Self | None:
        return self.read(
            f"{self.year - 1}-12" if self.month == 1 else f"{self.year}-{self.month - 1:02d}"
        )

    @property
    def later(self) -> Self | None:
        return self.read(
            f"{self.year + 1}-01" if self.month == 12 else f"{self.year}-{self.month + 1:02d}"
        )


@dataclass(frozen=True)
class Day:
    """A day with what is on it. `note`: why it differs, by holiday or decision; `is_swapped`: by
    decision.
    """

    date: datetime.date
    entries: DayEntries
    is_off: bool
    is_swapped: bool
    note: str


def days_of(
    span: Span, entries: dict[datetime.date, DayEntries], calendar: WorkingCalendar
) -> list[Day]:
    """Every day of the span in order; one query, for the decisions about them."""
    decided = dict(CalendarDay.objects.filter(day__range=span).values_list("day", "note"))
    return [
        Day(
            date=day,
            entries=entries.get(day) or DayEntries(),
            is_off=not calendar.is_working(day),
            is_swapped=day in decided,
            note=decided.get(day) or with_our_dates(calendar.holiday_name(day) or ""),
        )
        for day in _each(span)
    ]


def weeks_of(days: list[Day]) -> list[list[Day]]:
    return [days[n : n + 7] for n in range(0, len(days), 7)]


def _each(span: Span) -> Iterator[datetime.date]:
    first, last = span
    return (first + DAY * n for n in range((last - first).days + 1))
