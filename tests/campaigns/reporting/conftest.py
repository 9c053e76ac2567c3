import pytest
import time_machine

from campaigns.reporting import closing
from campaigns.reporting.models import ReportingPeriod
from tests.campaigns.reporting_world import make_rule


@pytest.fixture
def november(world):
    """The official November 2026, open, in which the job centre owes two figures and the bank
    one.
    """
    world.jobs = world.indicator("Việc làm mới", reporters=[world.job_centre, world.bank])
    world.turns = world.indicator("Lượt tư vấn", unit="turns", reporters=[world.job_centre])
    make_rule(world)
    with time_machine.travel("2026-11-10 08:00+07:00"):
        assert closing.open_due_periods() == 1
        yield ReportingPeriod.objects.get()
