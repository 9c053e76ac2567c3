from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vietnam.calendar import WorkingCalendar

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
    assert (swapped.is_working(date(2024, 9, 2)), swapped.holiday_name(date(2024, 9, 2))) == (True, "Quốc khánh")


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
    assert CALENDAR.working_days_between(day, day + timedelta(days=length)) == sum(map(CALENDAR.is_working, days))
