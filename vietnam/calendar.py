"""The working calendar: Monday to Friday, without public holidays, with days swapped by decision.

Distant days cost no more than near ones: weeks are computed, holidays and swapped days looked up.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import accumulate

from vietnam.dates import FIRST_YEAR, LAST_YEAR
from vietnam.public_holidays import holidays_by_year

_DAY = timedelta(days=1)
_SATURDAY = 5
_FIRST = date.min.toordinal()
_LAST = date.max.toordinal()


def _public_holidays(year: int) -> Mapping[date, str]:
    # None in a year in which nobody sets a deadline: there every Monday to Friday is a working
    # day.
    return holidays_by_year().get(year, {})


@cache
def _holidays_on_weekdays(year: int) -> list[int]:
    # Their ordinals, in order.
    return sorted(day.toordinal() for day in _public_holidays(year) if day.weekday() < _SATURDAY)


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked. `overrides` holds the days decided otherwise: True is worked, False is
    off.

    Whatever would lie beyond the first or last possible date is that date.
    """

    overrides: Mapping[date, bool] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        decided = self.overrides.get(day)
        return _is_usually_worked(day) if decided is None else decided

    def holiday_name(self, day: date) -> str | None:
        """The public holiday on that day, or None; also when an override makes it a working day."""
        return _public_holidays(day.year).get(day)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it when negative); `day` itself when 0,
        worked or not.
        """
        if count == 0:
            return day
        return self._find_after(day, count) if count > 0 else self._find_before(day, -count)

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; negative the other way
        round.
        """
        if end < start:
            return -self.working_days_between(end, start)
        return self._count(start.toordinal(), end.toordinal())

    def last_working_day_on_or_before(self, day: date) -> date:
        return next((d for d in _walk(day, -_DAY) if self.is_working(d)), date.min)

    def first_working_day_on_or_after(self, day: date) -> date:
        return next((d for d in _walk(day, _DAY) if self.is_working(d)), date.max)

    def _find_after(self, day: date, count: int) -> date:
        # The nearest day up to which `count` days are worked: between a day too near and one far
        # enough.
        start = day.toordinal()
        near = start
        far = min(start + 2 * count + 7, _LAST)
        while self._count(start, far) < count:
            if far == _LAST:
                return date.max
            near = far
            far = min(start + 2 * (far - start), _LAST)
        while far - near > 1:
            middle = (near + far) // 2
            near, far = (near, middle) if self._count(start, middle) >= count else (middle, far)
        return date.fromordinal(far)

    def _find_before(self, day: date, count: int) -> date:
        # As `_find_after`; the day itself is worked, so that it is counted and `day` is not.
        end = day.toordinal() - 1
        near = day.toordinal()
        far = max(end - 2 * count - 7, _FIRST)
        while self._count(far - 1, end) < count:
            if far == _FIRST:
                return date.min
            near = far
            far = max(end - 2 * (end - far), _FIRST)
        while near - far > 1:
            middle = (near + far) // 2
            near, far = (near, middle) if self._count(middle - 1, end) >= count else (middle, far)
        return date.fromordinal(far)

    def _count(self, start: int, end: int) -> int:
        # Working days after the ordinal `start` up to and including `end`, which is not before
        # it.
        usual = _weekdays_until(end) - _weekdays_until(start) - _count_holidays(start, end)
        return usual + self._swapped_until(end) - self._swapped_until(start)

    def _swapped_until(self, ordinal: int) -> int:
        # How many working days the swapped days up to there add.
        days, sums = self._swaps
        return sums[bisect_right(days, ordinal)]

    @cached_property
    def _swaps(self) -> tuple[list[int], list[int]]:
        # Ordinals of the overrides, and the working days that they add so far.
        days = sorted(self.overrides)
        added = (int(self.overrides[day]) - int(_is_usually_worked(day)) for day in days)
        return [day.toordinal() for day in days], [0, *accumulate(added)]


def _is_usually_worked(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in _public_holidays(day.year)


def _weekdays_until(ordinal: int) -> int:
    # Mondays to Fridays up to and including this day; the first day of all, with the ordinal 1,
    # is a Monday.
    weeks, rest = divmod(ordinal, 7)
    return 5 * weeks + min(rest, 5)


def _count_holidays(start: int, end: int) -> int:
    # Public holidays from Monday to Friday after `start` up to and including `end`.
    first = _year_of(start)
    last = _year_of(end)
    between = _sum_of_years(range(max(first, FIRST_YEAR), min(last, LAST_YEAR + 1)))
    return between + _holidays_until(last, end) - _holidays_until(first, start)


def _sum_of_years(years: Iterable[int]) -> int:
    return sum(len(_holidays_on_weekdays(year)) for year in years)


def _holidays_until(year: int, ordinal: int) -> int:
    # Of that year, up to and including that day.
    return bisect_right(_holidays_on_weekdays(year), ordinal)


def _year_of(ordinal: int) -> int:
    # The day before the first one, after which counting may begin, belongs to no year: there is
    # nothing in it.
    return date.fromordinal(max(ordinal, _FIRST)).year


def _walk(day: date, step: timedelta) -> Iterator[date]:
    # Day by day, as far as there are any.
    end = date.max if step > timedelta() else date.min
    while day != end:
        yield day
        day += step
    yield day
