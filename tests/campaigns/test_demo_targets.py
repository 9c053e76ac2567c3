"""The demonstration's targets: told once, adding up, with every state to look at."""

import datetime

import pytest

from agencies.demo.story import load_agencies_demo
from campaigns.demo.targets import load_targets
from campaigns.indicators.models import Measurement
from campaigns.reporting.choices import PeriodStatus
from campaigns.reporting.models import FigureReport, ReportingPeriod
from campaigns.targets.choices import Verdict
from campaigns.targets.queries import target_rows
from vietnam.periods import Period

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 30)


@pytest.mark.long("tells the demonstration")
def test_the_demonstration_has_two_years_of_targets_that_add_up():
    load_agencies_demo(TODAY, "mat-khau-thu")
    load_targets(TODAY)
    measured = Measurement.objects.count()
    rows = target_rows(Period.read("2026-ky-10"), on=TODAY)
    headline = rows[0]
    assert (headline.goal, headline.parts.goal_gap, headline.cumulative.is_of_parts) == (
        17_000,
        0,
        True,
    )
    assert headline.cumulative.value == sum(row.cumulative.value for row in rows[1:4])
    assert {row.verdict for row in rows} >= {Verdict.MET, Verdict.NOT_MET, Verdict.ON_COURSE}
    assert next(row.value.value for row in target_rows(Period.read("2024-ky-06"))) > 0
    statuses = ReportingPeriod.objects.filter(published_at=None).values_list("status", flat=True)
    assert sorted(statuses) == ["locked", "locked", "locked", "open"]
    assert FigureReport.objects.count() >= 3
    load_targets(TODAY)
    assert Measurement.objects.count() == measured
    assert ReportingPeriod.objects.filter(status=PeriodStatus.LOCKED).count() == 6
