from datetime import date, timedelta

import holidays
from hypothesis import given, strategies as st

from vietnam.calendar import WorkingCalendar
from vietnam.public_holidays import holidays_by_year

CALENDAR = WorkingCalendar()
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_the_last_working_day_of_april_2024_is_friday_26() -> None:
    swapped = WorkingCalendar({date(2024, 4, 29): False, date(2024, 5, 4): True})
    assert swapped.last_working_day_on_or_before(date(2024, 4, 30)) == date(2024, 4, 26)
    assert swapped.is_working(date(2024, 5, 4))
    assert swapped.working_days_between(date(2024, 4, 26), date(2024, 5, 4)) == 3


def test_public_holidays_and_weekends_are_off() -> None:
    off = [
        date(2024, 2, 10),
        date(2024, 4, 30),
        date(2024, 9, 2),
        date(2025, 1, 29),
        date(2026, 11, 24),
        date(2024, 3, 9),
    ]
    assert [CALENDAR.is_working(day) for day in off] == [False] * 6
    assert CALENDAR.is_working(date(2024, 3, 6))


def test_culture_day_is_a_holiday_from_2026_only() -> None:
    assert CALENDAR.holiday_name(date(2025, 11, 24)) is None
    assert CALENDAR.holiday_name(date(2026, 11, 24)) is not None


def test_holidays_have_vietnamese_names() -> None:
    assert CALENDAR.holiday_name(date(2024, 9, 2)) == "Quốc khánh"


def test_a_holiday_keeps_its_name_when_it_is_worked() -> None:
    swapped = WorkingCalendar({date(2024, 9, 2): True})
    assert (swapped.is_working(date(2024, 9, 2)), swapped.holiday_name(date(2024, 9, 2))) == (
        True,
        "Quốc khánh",
    )


def test_adding_nothing_stays_even_on_a_day_off() -> None:
    assert CALENDAR.add_working_days(date(2024, 3, 9), 0) == date(2024, 3, 9)


def test_working_days_skip_a_weekend_both_ways() -> None:
    assert CALENDAR.add_working_days(date(2024, 3, 1), 3) == date(2024, 3, 6)
    assert CALENDAR.add_working_days(date(2024, 3, 6), -3) == date(2024, 3, 1)
    assert CALENDAR.first_working_day_on_or_after(date(2024, 3, 9)) == date(2024, 3, 11)


@given(DAYS, st.integers(1, 60))
def test_counting_undoes_adding(day: date, count: int) -> None:
    assert CALENDAR.working_days_between(day, CALENDAR.add_working_days(day, count)) == count


@given(DAYS, st.integers(1, 60))
def test_adding_from_a_working_day_is_undone(day: date, count: int) -> None:
    start = CALENDAR.first_working_day_on_or_after(day)
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(start, count), -count) == start


@given(DAYS, DAYS)
def test_counting_the_other_way_changes_the_sign(a: date, b: date) -> None:
    assert CALENDAR.working_days_between(a, b) == -CALENDAR.working_days_between(b, a)


@given(DAYS, st.integers(0, 40))
def test_counting_agrees_with_looking_at_each_day(day: date, length: int) -> None:
    days = [day + timedelta(days=n) for n in range(1, length + 1)]
    assert CALENDAR.working_days_between(day, day + timedelta(days=length)) == sum(
        map(CALENDAR.is_working, days)
    )


SWAPPED = WorkingCalendar(
    {date(2024, 4, 29): False, date(2024, 5, 4): True, date(2024, 9, 2): True, date.max: False}
)
CALENDARS = st.sampled_from([CALENDAR, SWAPPED])
ANY_DAYS = st.dates()


def counted_day_by_day(calendar: WorkingCalendar, start: date, end: date) -> int:
    return sum(
        calendar.is_working(start + timedelta(days=n)) for n in range(1, (end - start).days + 1)
    )


def added_day_by_day(calendar: WorkingCalendar, day: date, count: int) -> date:
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not calendar.is_working(day):
            day += step
    return day


@given(CALENDARS, st.dates(date(1930, 1, 1), date(2110, 12, 31)), st.integers(0, 900))
def test_counting_far_equals_counting_day_by_day(
    calendar: WorkingCalendar, day: date, length: int
) -> None:
    end = day + timedelta(days=length)
    assert calendar.working_days_between(day, end) == counted_day_by_day(calendar, day, end)


@given(CALENDARS, st.dates(date(1930, 1, 1), date(2110, 12, 31)), st.integers(-500, 500))
def test_adding_far_equals_adding_day_by_day(
    calendar: WorkingCalendar, day: date, count: int
) -> None:
    assert calendar.add_working_days(day, count) == added_day_by_day(calendar, day, count)


@given(CALENDARS, ANY_DAYS, ANY_DAYS)
def test_counting_knows_every_day_that_there_is(
    calendar: WorkingCalendar, a: date, b: date
) -> None:
    start, end = sorted((a, b))
    count = calendar.working_days_between(start, end)
    assert 0 <= count <= (end - start).days
    assert calendar.working_days_between(start, calendar.add_working_days(start, count)) == count


def test_a_whole_calendar_is_counted_at_once() -> None:
    """By reckoning: with each day looked at, 3.6 million steps."""
    weekdays = (date.max.toordinal() // 7) * 5 + min(date.max.toordinal() % 7, 5)
    public = sum(
        day.weekday() < 5
        for year in range(1945, 2101)
        for day in holidays.country_holidays("VN", years=year)
    )
    assert CALENDAR.working_days_between(date.min, date.max) == weekdays - public - 1


def test_distant_days_cost_few_steps(monkeypatch) -> None:
    steps = []
    worked_until = WorkingCalendar._worked_until

    def counted(self: WorkingCalendar, ordinal: int) -> int:
        steps.append(ordinal)
        return worked_until(self, ordinal)

    monkeypatch.setattr(WorkingCalendar, "_worked_until", counted)
    CALENDAR.working_days_between(date(2026, 11, 28), date(9999, 12, 31))
    CALENDAR.add_working_days(date(2026, 11, 28), 2_000_000)
    assert len(steps) < 100


def test_the_calendar_ends_where_days_end() -> None:
    assert CALENDAR.add_working_days(date.max, 1) == date.max
    assert CALENDAR.add_working_days(date.min, -1) == date.min
    assert CALENDAR.add_working_days(date(2026, 1, 1), 10**9) == date.max
    assert CALENDAR.add_working_days(date(2026, 1, 1), -(10**9)) == date.min
    assert SWAPPED.first_working_day_on_or_after(date.max) == date.max
    assert CALENDAR.last_working_day_on_or_before(date.min) == date.min


def test_the_table_of_holidays_says_what_the_package_does() -> None:
    """After a renewal of the package that differs: `python -m vietnam.public_holidays`."""
    known = {
        year: holidays.country_holidays("VN", years=year, language="vi")
        for year in range(1945, 2101)
    }
    assert {year: list(days.items()) for year, days in holidays_by_year().items()} == {
        year: list(days.items()) for year, days in known.items()
    }
