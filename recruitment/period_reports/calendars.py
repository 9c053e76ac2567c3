"""For which periods a report is owed, from when, until when."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Sequence

from vietnam.periods import Period

DAY = datetime.timedelta(days=1)


class ReportCalendar(ABC):
    """A kind of report says which periods a year has and when each opens; the rest follows from
    that.
    """

    first_year = 2020
    last_year = 2100
    has_due_day = False

    @abstractmethod
    def periods_of(self, year: int) -> Sequence[Period]:
        """In their order."""

    @abstractmethod
    def opens_on(self, period: Period) -> datetime.date:
        """On that day the report is asked for; until the next one opens it is the current one."""

    def due_on(self, period: Period) -> datetime.date | None:
        """The last day in time; None unless `has_due_day`."""
        return None

    def closes_on(self, period: Period) -> datetime.date:
        """The last day on which who owes the report corrects it without being asked."""
        return self.opens_on(self.period_after(period)) - DAY

    def current_period(self, today: datetime.date) -> Period:
        """The last that has opened."""
        known = (*self.periods_of(today.year - 1), *self.periods_of(today.year))
        return max(period for period in known if self.opens_on(period) <= today)

    def period_before(self, period: Period) -> Period:
        known = (*self.periods_of(period.year - 1), *self.periods_of(period.year))
        return max(each for each in known if each < period)

    def period_after(self, period: Period) -> Period:
        known = (*self.periods_of(period.year), *self.periods_of(period.year + 1))
        return min(each for each in known if each > period)

    def latest_periods(self, today: datetime.date, count: int) -> list[Period]:
        """The current one and those before it, the newest first."""
        periods = [self.current_period(today)]
        while len(periods) < count:
            periods.append(self.period_before(periods[-1]))
        return periods

    def parse_period(self, text: str) -> Period | None:
        """As addresses name it; None for anything that is no period of this calendar."""
        period = Period.read(text)
        if period is None or not self.first_year <= period.year <= self.last_year:
            return None
        return period if period in self.periods_of(period.year) else None


class Months(ReportCalendar):
    """Each month, open from its first day to the end of the next one."""

    def periods_of(self, year: int) -> list[Period]:
        return [Period.of_month(year, month) for month in range(1, 13)]

    def opens_on(self, period: Period) -> datetime.date:
        return period.first

    def closes_on(self, period: Period) -> datetime.date:
        return self.period_after(period).last
