"""What the working calendar knows of this year and the next."""

import datetime
from dataclasses import dataclass

from agencies.calendar.models import CalendarDay
from vietnam.public_holidays import holidays_by_year


@dataclass(frozen=True)
class CalendarYear:
    """`holidays`: public holidays by law; `swapped`: days worked or free by decision, as they have
    been entered.
    """

    year: int
    holidays: int
    swapped: int


def calendar_years(on: datetime.date) -> list[CalendarYear]:
    return [
        CalendarYear(
            year=year,
            holidays=len(holidays_by_year().get(year, {})),
            swapped=CalendarDay.objects.filter(day__year=year).count(),
        )
        for year in (on.year, on.year + 1)
    ]
