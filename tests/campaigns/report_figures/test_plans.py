"""The year's target is the plan with which the month's report compares its figure."""

import datetime

import pytest

from agencies.calendar.report_month import ReportMonth
from campaigns.indicators.choices import ComputedSource
from campaigns.report_figures.plans import planned_figures
from campaigns.report_figures.queries import report_figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken_on(world):
    return world.indicator("Lao động được tuyển", source=ComputedSource.TAKEN_ON)


def test_the_target_of_the_year_is_the_plan_of_its_figure(world, taken_on):
    world.target(taken_on, 500, year=2026)
    assert planned_figures(2026)["fills.people"].value == 500
    assert planned_figures(2025) == {}
    month = ReportMonth(2026, 3, datetime.date(2026, 4, 2))
    figure = next(each for each in report_figures(month) if each.key == "fills.people")
    assert repr(figure.plan) == "500"  # not 500.0000, which the page would print


@pytest.mark.parametrize(
    "given", [{"operator": "below"}, {"channel": "abroad"}, {"ends_on": datetime.date(2027, 6, 30)}]
)
def test_what_is_no_plan_of_the_whole_year_is_none(world, taken_on, given):
    world.target(taken_on, 500, year=2026, **given)
    assert planned_figures(2026) == {}


def test_of_two_plans_neither_is_chosen(world, taken_on):
    other = world.indicator("Lao động có việc làm", source=ComputedSource.TAKEN_ON)
    world.target(taken_on, 500, year=2026)
    world.target(other, 700, year=2026)
    assert planned_figures(2026) == {}
