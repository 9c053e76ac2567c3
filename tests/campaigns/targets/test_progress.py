"""How far a target is, by its direction; like compared with like. No database."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from campaigns.indicators.choices import Standing
from campaigns.indicators.figures import MISSING, Figure
from campaigns.targets.choices import Operator, Verdict
from campaigns.targets.progress import Aim, Change, ChangeKind
from vietnam.periods import Period

YEAR = Period.of_year(2026)
MIDDLE = datetime.date(2026, 7, 1)
# However busy the machine is.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
amounts = st.decimals(min_value=-10_000, max_value=10_000, places=2)


def aim(operator, goal, **given) -> Aim:
    defaults = {"baseline": None, "is_ratio": False, "is_cumulative": False, "horizon": YEAR}
    return Aim(operator=operator, goal=Decimal(str(goal)), **defaults | given)


def known(value) -> Figure:
    return Figure(Standing.GIVEN, Decimal(str(value)))


@pytest.mark.parametrize(
    ("operator", "goal", "value", "met"),
    [
        (Operator.ABOVE, 17000, 17000, False),
        (Operator.ABOVE, 17000, 17001, True),
        (Operator.REACH, 70, 70, True),
        (Operator.REACH, 70, "69.99", False),
        (Operator.BELOW, "2.1", "2.1", False),
        (Operator.BELOW, "2.1", "2.09", True),
        (Operator.REDUCE_TO, "25.03", "25.03", True),
        (Operator.REDUCE_TO, "25.03", "25.04", False),
    ],
)
def test_each_operator_has_its_bound(operator, goal, value, met):
    assert aim(operator, goal).is_met_by(Decimal(str(value))) is met


def test_more_unemployment_than_below_2_1_is_not_met_and_a_rise_is_worse():
    below = aim(Operator.BELOW, "2.1", is_ratio=True)
    assert below.judge(known("2.3"), MIDDLE) == Verdict.NOT_MET
    assert below.compare(known("2.3"), known("2.2")) == Change(
        ChangeKind.POINTS, Decimal("0.1"), is_better=False
    )
    assert below.judge(known("2.3"), YEAR.last) == Verdict.MISSED
    assert below.judge(known("2.0"), MIDDLE) == Verdict.MET


def test_a_change_of_0_per_cent_is_not_nothing_to_compare():
    reach = aim(Operator.REACH, 100)
    assert reach.compare(known(50), known(50)) == Change(ChangeKind.PERCENT, Decimal(0), None)
    assert reach.compare(known(0), known(0)) == Change(ChangeKind.PERCENT, Decimal(0), None)
    assert reach.compare(known(50), MISSING) == Change(ChangeKind.NONE, None, None)
    assert reach.compare(MISSING, known(50)) == Change(ChangeKind.NONE, None, None)
    assert reach.compare(known(50), known(0)) == Change(
        ChangeKind.FROM_ZERO, Decimal(50), is_better=True
    )


def test_what_is_not_known_is_not_judged_and_never_0():
    reach = aim(Operator.REACH, 100, is_cumulative=True)
    assert reach.judge(MISSING, YEAR.last) == Verdict.UNJUDGED
    assert reach.judge(Figure(Standing.NOT_ASSESSED), MIDDLE) == Verdict.UNJUDGED
    assert reach.judge(Figure(Standing.NOT_COLLECTED), MIDDLE) == Verdict.NOT_COLLECTED
    assert reach.judge(known(0), MIDDLE) == Verdict.BEHIND


def test_a_sum_is_held_to_the_share_of_the_year_that_has_gone_by():
    reach = aim(Operator.REACH, 365, is_cumulative=True)
    assert reach.judge(known(182), MIDDLE) == Verdict.ON_COURSE
    assert reach.judge(known(181), MIDDLE) == Verdict.BEHIND
    assert reach.judge(known(364), YEAR.last) == Verdict.MISSED
    assert reach.judge(known(365), MIDDLE) == Verdict.MET


def test_a_sum_that_must_stay_small_is_missed_the_moment_it_is_passed():
    few = aim(Operator.BELOW, 50, is_cumulative=True)
    assert few.judge(known(49), MIDDLE) == Verdict.ON_COURSE
    assert few.judge(known(49), YEAR.last) == Verdict.MET
    assert few.judge(known(50), MIDDLE) == Verdict.MISSED


def test_per_cent_of_the_plan_counts_from_the_baseline_where_there_is_one():
    down = aim(Operator.REDUCE_TO, 25, baseline=Decimal(30), is_ratio=True)
    assert down.percent_of_plan(Decimal(28)) == 40
    # Further away than it was.
    assert down.percent_of_plan(Decimal(31)) == -20
    assert aim(Operator.REACH, 17000).percent_of_plan(Decimal(8500)) == 50
    assert aim(Operator.REACH, 70, is_ratio=True).percent_of_plan(Decimal(35)) is None
    assert aim(Operator.BELOW, 100).percent_of_plan(Decimal(50)) is None
    assert aim(Operator.REACH, 0).percent_of_plan(Decimal(5)) is None


@PATIENT
@given(amounts, amounts, st.sampled_from(Operator))
def test_a_change_is_better_exactly_if_it_goes_the_way_of_the_target(now, before, operator):
    found = aim(operator, 10).compare(known(now), known(before))
    if now == before:
        assert found.is_better is None
    else:
        assert found.is_better is ((now < before) == operator.less_is_better)


@PATIENT
@given(amounts, amounts)
def test_rates_are_compared_in_points_and_never_in_per_cent(now, before):
    found = aim(Operator.BELOW, 2, is_ratio=True).compare(known(now), known(before))
    assert (found.kind, found.amount) == (ChangeKind.POINTS, now - before)
