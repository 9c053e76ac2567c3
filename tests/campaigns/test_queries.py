import datetime

import pytest

from campaigns.monthly_report.queries import MONTHS_SHOWN, report_months
from tests.factories import make_task

pytestmark = pytest.mark.django_db


def test_no_months_without_tasks():
    assert report_months(datetime.date(2024, 5, 2)) == []


def test_the_first_month_is_that_of_the_first_task_in_viet_nam():
    make_task(
        assigned_at=datetime.datetime(2024, 3, 31, 17, 30, tzinfo=datetime.UTC)
    )  # 00:30 on 01/4 in Viet Nam
    assert report_months(datetime.date(2024, 5, 2)) == [
        datetime.date(2024, 5, 1),
        datetime.date(2024, 4, 1),
    ]


def test_at_most_three_years():
    make_task(assigned_at=datetime.datetime(2015, 1, 1, tzinfo=datetime.UTC))
    assert len(report_months(datetime.date(2024, 5, 2))) == MONTHS_SHOWN
