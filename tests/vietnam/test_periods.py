"""Periods: their days, how addresses name them, and the ones before and after."""

from datetime import date

import pytest

from vietnam.periods import Period


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-quy-4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-6-thang", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-6-thang-cuoi", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026-nam", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_read_as_it_is_written(written, first, last):
    period = Period.read(written)
    assert (period, str(period)) == (Period(first, last), written)


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-", "2026-13", "2026-1", "1944-01", "²026-nam", "2026-quy-5"]
)
def test_what_is_no_period_is_none(text):
    assert Period.read(text) is None


def test_each_is_made_from_its_numbers():
    made = [
        Period.of_month(2026, 11),
        Period.of_quarter(2026, 4),
        Period.of_first_half(2026),
        Period.of_year(2026),
    ]
    assert [str(each) for each in made] == ["2026-11", "2026-quy-4", "2026-6-thang", "2026-nam"]


@pytest.mark.parametrize(
    ("period", "earlier", "later"),
    [
        ("2026-01", "2025-12", "2026-02"),
        ("2026-12", "2026-11", "2027-01"),
        ("2026-quy-1", "2025-quy-4", "2026-quy-2"),
        ("2026-6-thang", "2025-6-thang-cuoi", "2026-6-thang-cuoi"),
        ("2026-nam", "2025-nam", "2027-nam"),
    ],
)
def test_the_neighbours_are_of_the_same_length(period, earlier, later):
    known = Period.read(period)
    assert (str(known.earlier), str(known.later)) == (earlier, later)


def test_a_period_of_odd_days_is_named_by_them():
    odd = Period(date(2026, 1, 15), date(2026, 2, 14))
    assert (str(odd), odd.months, odd.earlier) == ("2026-01-15--2026-02-14", 0, odd)
