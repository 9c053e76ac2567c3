"""The days of the calendar page in the working calendar: the weeks of a month, or a run of days."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from agencies.calendar.models import CalendarDay
from agencies.calendar.year import with_our_dates
from agencies.deadline_calendar.entries import DayEntries, Span
from vietnam.calendar import WorkingCalendar
from vietnam.dates import LAST_YEAR
from vietnam.periods import Period

# From this year on the public holidays are those of the whole country.
FIRST_KNOWN_YEAR = 1976
YEARS = range(FIRST_KNOWN_YEAR, LAST_YEAR + 1)
DAY = datetime.timedelta(days=1)


def read_month(text: str) -> Period | None:
    """A month of the years which the calendar knows, written 2024-03; None for anything else."""
    month = Period.read(text)
    return month if month and month.months == 1 and month.year in YEARS else None


def whole_weeks_of(month: Period) -> Span:
    """From the Monday on or before the first to the Sunday on or after the last."""
    return month.first - DAY * month.first.weekday(), month.last + DAY * (6 - month.last.weekday())


@dataclass(frozen=True)
class DayOfCalendar:
    """A day with what is on it. `note`: why it differs, by holiday or decision; `is_swapped`: by
    decision.
    """

    date: datetime.date
    entries: DayEntries
    is_off: bool
    is_swapped: bool
    note: str


def calendar_days(
    span: Span, entries: dict[datetime.date, DayEntries], calendar: WorkingCalendar
) -> list[DayOfCalendar]:
    """Every day of the span in order; one query, for the decisions about them."""
    decided = dict(CalendarDay.objects.filter(day__range=span).values_list("day", "note"))
    return [
        DayOfCalendar(
            date=day,
            entries=entries.get(day) or DayEntries(),
            is_off=not calendar.is_working(day),
            is_swapped=day in decided,
            note=decided.get(day) or with_our_dates(calendar.holiday_name(day) or ""),
        )
        for day in _each(span)
    ]


def split_into_weeks(days: list[DayOfCalendar]) -> list[list[DayOfCalendar]]:
    return [days[n : n + 7] for n in range(0, len(days), 7)]


def _each(span: Span) -> Iterator[datetime.date]:
    first, last = span
    return (first + DAY * n for n in range((last - first).days + 1))
