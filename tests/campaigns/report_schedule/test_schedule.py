"""The month's report is built on the agreed day, and each recipient is told by the recipient's own
rights at the moment of sending.
"""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.calendar.choices import MonthKind
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import ROLE_PERMISSIONS, Permission
from campaigns.frozen_reports.building import build_at_once
from campaigns.frozen_reports.models import ReportVersion
from campaigns.report_schedule.models import ReportSchedule
from campaigns.report_schedule.services import (
    ask_scheduled_freezings,
    due_month,
    set_schedule,
    tell_recipients,
)
from tests.campaigns.report_world import make_issuer
from tests.factories import make_actor, make_agency, make_task
from tests.letters import sent_letters

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2024, 4, 2, 12, 0, tzinfo=timezone.get_default_timezone())
CALENDAR = MonthKind.CALENDAR


@pytest.fixture
def keeper():
    with time_machine.travel(NOON, tick=False):
        make_task(due_on=datetime.date(2024, 3, 6))
        yield make_actor(role=SeatRole.COORDINATOR, agency=make_issuer())


def schedule(by, *to: Seat) -> ReportSchedule:
    return set_schedule(kind=CALENDAR, is_on=True, working_days=2, to=to, by=by)


def built_and_told() -> int:
    assert ask_scheduled_freezings() == 1
    build_at_once(ReportVersion.objects.get())
    return tell_recipients()


@pytest.mark.parametrize(
    ("day", "due"),
    [("2024-04-01", None), ("2024-04-02", 3), ("2024-04-12", 3), ("2024-04-13", None)],
)
def test_the_month_is_due_two_working_days_after_its_end(keeper, day, due):
    month = due_month(schedule(keeper), datetime.date.fromisoformat(day))
    assert (month and month.month) == due


@pytest.mark.parametrize(
    ("day", "due"), [("2024-04-15", None), ("2024-04-16", 4), ("2024-04-02", None)]
)
def test_an_official_month_is_due_by_its_own_end(keeper, day, due):
    official = set_schedule(kind=MonthKind.OFFICIAL, is_on=True, working_days=2, to=[], by=keeper)
    month = due_month(official, datetime.date.fromisoformat(day))
    assert (month and month.month) == due


def test_it_is_asked_for_once_and_not_where_somebody_has_frozen_it_already(keeper):
    schedule(keeper)
    assert [ask_scheduled_freezings(), ask_scheduled_freezings()] == [1, 0]
    [version] = ReportVersion.objects.all()
    assert (str(version.report), version.is_scheduled, version.person) == (
        "03/2024",
        True,
        keeper.person,
    )


def test_a_recipient_gets_what_the_own_rights_show_not_what_the_makers_do(keeper, monkeypatch):
    """Others' tools send with the rights of whoever made the report."""
    leader = make_actor(role=SeatRole.LEADER)
    schedule(keeper, leader.seat)
    assert built_and_told() == 1
    without_tasks = ROLE_PERMISSIONS[SeatRole.LEADER] - {Permission.SEE_ALL_TASKS}
    monkeypatch.setitem(ROLE_PERMISSIONS, SeatRole.LEADER, without_tasks)
    deliver_messages()
    [letter] = sent_letters()
    told = [line for line in letter.body.splitlines() if line.startswith("- ")]
    assert letter.to == [leader.person.email]
    assert [line.split(":")[0] for line in told] == [
        "- Nhu cầu tuyển dụng trong tháng",
        "- Số vị trí có nhu cầu",
        "- Số người đã tuyển được trong kỳ",
    ]


def test_with_their_rights_the_figures_of_tasks_are_told_too(keeper):
    """The control of the test before."""
    leader = make_actor(role=SeatRole.LEADER)
    schedule(keeper, leader.seat)
    built_and_told()
    deliver_messages()
    [letter] = sent_letters()
    assert "- Nhiệm vụ trong kỳ: 1 nhiệm vụ" in letter.body


@pytest.mark.parametrize("loses", ["role", "seat"])
def test_who_has_lost_the_right_meanwhile_is_sent_nothing(keeper, loses):
    leader = make_actor(role=SeatRole.LEADER)
    schedule(keeper, leader.seat)
    built_and_told()
    if loses == "role":
        Seat.objects.filter(pk=leader.seat.pk).update(role=SeatRole.OFFICER)
    else:
        SeatHolding.objects.filter(seat=leader.seat).update(ends_on=datetime.date(2024, 4, 1))
    deliver_messages()
    assert (sent_letters(), OutboxMessage.objects.count()) == ([], 1)


def test_nobody_is_told_twice_of_one_version(keeper):
    schedule(keeper, make_actor(role=SeatRole.LEADER).seat)
    assert [built_and_told(), tell_recipients()] == [1, 0]


def test_a_schedule_whose_maker_has_left_says_so(keeper):
    schedule(keeper)
    SeatHolding.objects.filter(person=keeper.person).update(ends_on=datetime.date(2024, 4, 1))
    assert ask_scheduled_freezings() == 0
    assert ReportSchedule.objects.get().problem == (
        "Người đặt lịch đã rời vị trí công tác. Xin đặt lại lịch."
    )


def test_the_page_keeps_the_schedule(client, keeper):
    leader = make_actor(role=SeatRole.LEADER)
    client.force_login(keeper.person)
    page = reverse("campaigns:report-schedule", args=[CALENDAR])
    typed = {"is_on": "on", "working_days": "3", "to": [leader.seat.pk]}
    answer = client.post(page, typed)
    [kept] = ReportSchedule.objects.all()
    assert (answer.status_code, kept.is_on, kept.working_days, list(kept.recipients.all())) == (
        302,
        True,
        3,
        [leader.seat],
    )
    assert client.get(page).context["form"].initial["working_days"] == 3
    assert client.post(page, typed | {"working_days": "0"}).status_code == 422


def test_the_page_offers_seats_that_somebody_holds_and_keeps_who_was_chosen(client, keeper):
    held = make_actor(role=SeatRole.LEADER)
    left = make_actor(role=SeatRole.LEADER)
    ended = make_actor(role=SeatRole.LEADER, agency=make_agency(valid_to=datetime.date(2024, 3, 1)))
    SeatHolding.objects.filter(person=left.person).update(ends_on=datetime.date(2024, 4, 1))
    client.force_login(keeper.person)
    page = reverse("campaigns:report-schedule", args=[CALENDAR])
    offered = dict(client.get(page).context["form"].fields["to"].choices)
    keys = {str(key) for key in offered}
    assert str(held.seat.pk) in keys
    assert not {str(left.seat.pk), str(ended.seat.pk)} & keys
    schedule(keeper, left.seat)
    shown = {
        str(key): words for key, words in client.get(page).context["form"].fields["to"].choices
    }
    assert "không ai giữ" in shown[str(left.seat.pk)]
