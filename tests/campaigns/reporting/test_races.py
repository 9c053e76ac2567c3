"""Two acts on a period in the same moment, with real connections: one waits for the other."""

import pytest

from agencies.errors import RuleError
from campaigns.indicators.models import Measurement
from campaigns.reporting import closing
from campaigns.reporting.models import FigureReport, ReportingPeriod
from tests.campaigns.reporting_world import fill
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def outcome(act) -> str:
    try:
        act()
    except RuleError as error:
        return error.message
    return "done"


def test_of_two_who_add_up_at_once_one_is_told(world, november):
    def merge() -> str:
        row = ReportingPeriod.objects.get()
        given = {"version": november.version, "words": "Chưa ai nộp."}
        return outcome(lambda: closing.merge_period(period=row, by=world.coordinator, **given))

    assert sorted(at_once(merge, merge)) == [
        "Kỳ báo cáo vừa thay đổi. Xem lại rồi quyết định.",
        "done",
    ]
    assert november.steps.filter(step="merged").count() == 1


def test_of_two_who_hand_in_at_once_the_second_is_told_and_no_version_is_lost(world, november):
    def hand_in(value: int):
        return lambda: outcome(lambda: fill(world, november, value))

    assert sorted(at_once(hand_in(100), hand_in(200))) == [
        "Báo cáo vừa được người khác nộp. Hãy xem lại; chưa lưu gì.",
        "done",
    ]
    assert FigureReport.objects.count() == 1
    assert Measurement.objects.filter(indicator=world.jobs).count() == 1


def test_a_report_never_slips_into_a_period_that_is_being_added_up(world, november):
    def merge() -> str:
        row = ReportingPeriod.objects.get()
        given = {"version": row.version, "words": "Chưa nộp."}
        return outcome(lambda: closing.merge_period(period=row, by=world.coordinator, **given))

    said = at_once(merge, lambda: outcome(lambda: fill(world, november)))
    november.refresh_from_db()
    if november.is_open:
        # The report was first: it has to be decided on before anything is added up.
        assert said[0].startswith("Cần xử lý xong báo cáo của")
        assert FigureReport.objects.count() == 1
    else:
        assert FigureReport.objects.count() == 0
        assert "tổng hợp" in said[1]
