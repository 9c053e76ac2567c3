"""Periods: their days, how addresses name them, and the ones before and after."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from vietnam.periods import Period, PeriodKind


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
    odd = Period(date(2026, 1, 16), date(2026, 2, 14))
    assert (str(odd), odd.months, odd.earlier) == ("2026-01-16--2026-02-14", 0, odd)
    assert (odd.kind, odd.official, odd.by_calendar) == (None, odd, odd)


@pytest.mark.parametrize(
    ("written", "first", "last", "kind"),
    [
        ("2026-ky-01", date(2025, 12, 15), date(2026, 1, 14), PeriodKind.OFFICIAL_MONTH),
        ("2026-ky-11", date(2026, 10, 15), date(2026, 11, 14), PeriodKind.OFFICIAL_MONTH),
        ("2026-ky-quy-1", date(2025, 12, 15), date(2026, 3, 14), PeriodKind.OFFICIAL_QUARTER),
        ("2026-ky-6-thang", date(2025, 12, 15), date(2026, 6, 14), PeriodKind.OFFICIAL_HALF_YEAR),
        ("2026-ky-9-thang", date(2025, 12, 15), date(2026, 9, 14), PeriodKind.OFFICIAL_NINE_MONTHS),
        ("2026-ky-nam", date(2025, 12, 15), date(2026, 12, 14), PeriodKind.OFFICIAL_YEAR),
        ("2026-9-thang", date(2026, 1, 1), date(2026, 9, 30), PeriodKind.NINE_MONTHS),
    ],
)
def test_officials_periods_have_the_bounds_that_they_rule(written, first, last, kind):
    period = Period.read(written)
    assert (period, str(period), period.kind) == (Period(first, last), written, kind)


kinds = st.sampled_from(PeriodKind)
years = st.integers(2020, 2100)


@given(kinds, years)
def test_the_periods_of_a_kind_follow_each_other_without_a_gap(kind, year):
    periods = Period.all_of(kind, year)
    assert {(each.kind, each.year) for each in periods} == {(kind, year)}
    assert [each.later for each in periods[:-1]] == periods[1:]
    if kind.months != 9:
        assert sum(each.months for each in periods) == 12
        following = Period.all_of(kind, year + 1)[0]
        assert periods[-1].later == following
        assert (following.first - periods[-1].last).days == 1


@given(kinds, years, st.data())
def test_neighbours_and_last_year_are_of_the_same_kind(kind, year, data):
    period = data.draw(st.sampled_from(Period.all_of(kind, year)))
    for other in (period.earlier, period.later, period.same_last_year):
        assert other.kind == kind
    assert period.earlier.later == period.later.earlier == period
    assert (period.same_last_year.year, str(period.same_last_year)[4:]) == (
        year - 1,
        str(period)[4:],
    )


@given(kinds, years, st.data())
def test_a_period_is_read_as_it_writes_itself_and_has_one_twin(kind, year, data):
    period = data.draw(st.sampled_from(Period.all_of(kind, year)))
    assert Period.read(str(period)) == period
    assert (period.official.by_calendar, period.by_calendar.official) == (
        period.by_calendar,
        period.official,
    )
    assert period.official.is_official
    assert not period.by_calendar.is_official


@given(kinds, years, st.data())
def test_the_year_to_date_begins_with_the_year_of_the_kind(kind, year, data):
    period = data.draw(st.sampled_from(Period.all_of(kind, year)))
    whole = Period.of_year(year).official if kind.is_official else Period.of_year(year)
    assert period.year_to_date == Period(whole.first, period.last)
