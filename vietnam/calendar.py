"""The working calendar: Monday to Friday, without public holidays, with days swapped by decision.

Distant days cost no more than near ones: weeks are computed, holidays and swapped days looked up.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import accumulate

from vietnam.public_holidays import holidays_by_year

_SATURDAY = 5
_FIRST = date.min.toordinal()
_LAST = date.max.toordinal()


@cache
def _holidays_on_weekdays() -> list[int]:
    # Their ordinals, in order. A year in which nobody sets a deadline has none: there every Monday
    # to Friday is a working day.
    days = (day for year in holidays_by_year().values() for day in year)
    return sorted(day.toordinal() for day in days if day.weekday() < _SATURDAY)


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked. `overrides` holds the days decided otherwise: True is worked, False is
    off.

    Whatever would lie beyond the first or last possible date is that date.
    """

    overrides: Mapping[date, bool] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        decided = self.overrides.get(day)
        return self._is_usually_worked(day) if decided is None else decided

    def _is_usually_worked(self, day: date) -> bool:
        return day.weekday() < _SATURDAY and self.holiday_name(day) is None

    def holiday_name(self, day: date) -> str | None:
        """The public holiday on that day, or None; also when an override makes it a working day."""
        return holidays_by_year().get(day.year, {}).get(day)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it when negative); `day` itself when 0,
        worked or not.
        """
        start = day.toordinal()
        days = range(start, _LAST + 1) if count > 0 else range(start, _FIRST - 1, -1)

        def worked(ordinal: int) -> int:
            # The day itself is not counted, in whichever direction.
            if count > 0:
                return self._count(start, ordinal)
            return self._count(ordinal - 1, start - 1)

        # Two thirds of all days are worked, but for holidays: most answers lie near.
        near = min(2 * abs(count) + 21, len(days))
        at = bisect_left(days, abs(count), hi=near, key=worked)
        if at == near:
            at = bisect_left(days, abs(count), lo=near, key=worked)
        return date.fromordinal(days[min(at, len(days) - 1)])

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`; negative the other way
        round.
        """
        if end < start:
            return -self.working_days_between(end, start)
        return self._count(start.toordinal(), end.toordinal())

    def last_working_day_on_or_before(self, day: date) -> date:
        while not self.is_working(day) and day > date.min:
            day -= timedelta(days=1)
        return day

    def first_working_day_on_or_after(self, day: date) -> date:
        while not self.is_working(day) and day < date.max:
            day += timedelta(days=1)
        return day

    def _count(self, start: int, end: int) -> int:
        # Working days after the ordinal `start` up to and including `end`, which is not before it.
        return self._worked_until(end) - self._worked_until(start)

    def _worked_until(self, ordinal: int) -> int:
        # The first day of all, with the ordinal 1, is a Monday.
        weeks, rest = divmod(ordinal, 7)
        days, added = self._swaps
        usual = 5 * weeks + min(rest, 5) - bisect_right(_holidays_on_weekdays(), ordinal)
        return usual + added[bisect_right(days, ordinal)]

    @cached_property
    def _swaps(self) -> tuple[list[int], list[int]]:
        # Ordinals of the overrides, and the working days that they add so far.
        days = sorted(self.overrides)
        added = (int(self.overrides[day]) - int(self._is_usually_worked(day)) for day in days)
        return [day.toordinal() for day in days], [0, *accumulate(added)]
