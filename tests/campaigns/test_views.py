import datetime
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from tests.factories import make_actor, make_task

pytestmark = pytest.mark.django_db

MARCH = datetime.datetime(2024, 3, 5, tzinfo=datetime.UTC)


@pytest.fixture
def today(monkeypatch) -> datetime.date:
    day = datetime.date(2024, 5, 2)
    monkeypatch.setattr(
        timezone, "localdate", lambda value=None, timezone=None: value.date() if value else day
    )
    return day


@pytest.fixture
def leader(client, today):
    actor = make_actor(role=SeatRole.LEADER)
    client.force_login(actor.person)
    return client


def test_months_run_from_the_first_task_to_the_present_one(leader):
    make_task(assigned_at=MARCH)
    months = leader.get(reverse("campaigns:report-list")).context["months"]
    assert [(m.year, m.month, m.is_running) for m in months] == [
        (2024, 5, True),
        (2024, 4, False),
        (2024, 3, False),
    ]


def test_before_the_first_task_the_page_says_what_will_stand_here(leader):
    answer = leader.get(reverse("campaigns:report-list"))
    assert (
        "Báo cáo các tháng sẽ có ở đây sau khi nhiệm vụ đầu tiên được giao."
        in answer.content.decode()
    )


def test_the_workbook_of_a_month_is_sent_as_a_file(leader):
    make_task(assigned_at=MARCH)
    answer = leader.get(reverse("campaigns:report-workbook", args=[2024, 3]))
    assert answer["Content-Disposition"] == 'attachment; filename="bao-cao-thang-2024-03.xlsx"'
    assert (
        answer["Content-Type"]
        == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert sheet["A5"].value == "BÁO CÁO TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ THÁNG 3/2024"


@pytest.mark.parametrize(
    ("year", "month"), [(2024, 2), (2024, 6), (2024, 13), (2024, 0), (0, 1), (99999, 1)]
)
def test_a_month_without_a_report_is_not_found(leader, year, month):
    make_task(assigned_at=MARCH)
    assert leader.get(reverse("campaigns:report-workbook", args=[year, month])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_months(leader, django_assert_num_queries, count):
    for month in range(count):
        make_task(assigned_at=MARCH - datetime.timedelta(days=40 * month))
    with django_assert_num_queries(5):
        leader.get(reverse("campaigns:report-list"))


def test_officers_see_no_reports(client):
    client.force_login(make_actor(role=SeatRole.OFFICER).person)
    answers = [
        client.get(reverse("campaigns:report-list")),
        client.get(reverse("campaigns:report-workbook", args=[2024, 3])),
    ]
    assert [answer.status_code for answer in answers] == [403, 403]


def test_reports_are_only_read(leader):
    assert leader.post(reverse("campaigns:report-list")).status_code == 405
