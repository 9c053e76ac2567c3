"""The working calendar: Monday to Friday, less the public holidays, plus the days that are swapped by decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import holidays

_DAY = timedelta(days=1)
_SATURDAY = 5


@cache
def _public_holidays(year: int) -> Mapping[date, str]:
    """Names as the Labour Code gives them; future lunar years are the package's estimate."""
    return dict(holidays.country_holidays("VN", years=year, language="vi"))


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked. `overrides` holds the days decided otherwise: True is worked, False is off."""

    overrides: Mapping[date, bool] = field(default_factory=dict)
    _counts: dict[int, list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def is_working(self, day: date) -> bool:
        counts = self._year(day.year)
        index = _index(day)
        return counts[index + 1] > counts[index]

    def holiday_name(self, day: date) -> str | None:
        """The public holiday on that day, or None; also when an override makes people work on it."""
        return _public_holidays(day.year).get(day)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it when negative); `day` itself when 0, worked or not."""
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; negative the other way round."""
        if end < start:
            return -self.working_days_between(end, start)
        years = sum(self._year(year)[-1] for year in range(start.year, end.year))
        return years + self._year(end.year)[_index(end) + 1] - self._year(start.year)[_index(start) + 1]

    def last_working_day_on_or_before(self, day: date) -> date:
        return next(d for d in _walk(day, -_DAY) if self.is_working(d))

    def first_working_day_on_or_after(self, day: date) -> date:
        return next(d for d in _walk(day, _DAY) if self.is_working(d))

    def _year(self, year: int) -> list[int]:
        """Working days before each day of the year, and its total last: counted once a year."""
        if year not in self._counts:
            counts = [0]
            for day in _days_of(year):
                counts.append(counts[-1] + self._decide(day))
            self._counts[year] = counts
        return self._counts[year]

    def _decide(self, day: date) -> bool:
        usual = day.weekday() < _SATURDAY and day not in _public_holidays(day.year)
        return self.overrides.get(day, usual)


def _index(day: date) -> int:
    return day.timetuple().tm_yday - 1


def _walk(day: date, step: timedelta) -> Iterator[date]:
    while True:
        yield day
        day += step


def _days_of(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + timedelta(days=n) for n in range(366) if (first + timedelta(days=n)).year == year)
