"""A year of the working calendar: what the rule says, and what this portal has changed."""

import datetime
from dataclasses import dataclass

from agencies.calendar.models import CalendarDay
from vietnam.calendar import WorkingCalendar
from vietnam.dates import find_dates, format_date


@dataclass(frozen=True)
class HolidaySpan:
    """Consecutive days off with one name. `changed`: at least one of them is worked by
    exception.
    """

    name: str
    first: datetime.date
    last: datetime.date
    changed: bool

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class WorkingMonth:
    number: int
    working_days: int


@dataclass(frozen=True)
class WorkingYear:
    number: int
    holidays: list[HolidaySpan]
    exceptions: list[CalendarDay]
    months: list[WorkingMonth]

    @property
    def working_days(self) -> int:
        return sum(month.working_days for month in self.months)


def calendar_year(number: int) -> WorkingYear:
    exceptions = list(CalendarDay.objects.all())
    calendar = WorkingCalendar({row.day: row.is_working for row in exceptions})
    days = [datetime.date(number, 1, 1) + datetime.timedelta(days=n) for n in range(366)]
    days = [day for day in days if day.year == number]
    months = [
        WorkingMonth(m, sum(calendar.is_working(d) for d in days if d.month == m))
        for m in range(1, 13)
    ]
    return WorkingYear(
        number,
        _holidays(days, calendar),
        [row for row in exceptions if row.day.year == number],
        months,
    )


def _holidays(days: list[datetime.date], calendar: WorkingCalendar) -> list[HolidaySpan]:
    found: list[HolidaySpan] = []
    for day in days:
        name = calendar.holiday_name(day)
        changed = calendar.is_working(day)
        if not name:
            continue
        last = found[-1] if found else None
        is_next = last is not None and last.last == day - datetime.timedelta(days=1)
        shared = _shared_name(last.name, name) if last and is_next else ""
        if last and shared:
            found[-1] = HolidaySpan(shared, last.first, day, last.changed or changed)
        else:
            found.append(HolidaySpan(with_our_dates(name), day, day, changed))
    return found


def with_our_dates(name: str) -> str:
    """The calendar's package writes the day that a day off replaces in a form that is not the
    decree's.
    """
    for written in find_dates(name):
        name = name.replace(written.text, format_date(written.date))
    return name


def _shared_name(one: str, other: str) -> str:
    # The shorter name if the longer contains it: "Mùng hai Tết Nguyên Đán" belongs to "Tết Nguyên
    # Đán".
    short, long = sorted((one, other), key=len)
    return short if short in long else ""
