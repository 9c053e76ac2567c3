"""The morning letter to an office on whose desk something waits."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from recruitment.vacancy_life.services import check_vacancy
from recruitment.waiting.letters import queue_desk_letters
from tests.factories_recruitment import (
    make_employer,
    make_park,
    office_of,
    submitted_vacancy,
    verified_employer,
)
from tests.together import at_once

pytestmark = pytest.mark.django_db
WEDNESDAY = datetime(2026, 11, 25, 7, 5, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
DAY = timedelta(days=1)


def test_once_each_working_morning_with_what_waits_and_since_when(board, mailoutbox):
    park = make_park(board)
    employer = verified_employer(park.province, park)
    submitted_vacancy(employer)
    make_employer(park.province, park)
    OutboxMessage.objects.all().delete()
    assert [queue_desk_letters(WEDNESDAY) for _time in range(2)] == [1, 0]
    deliver_messages()
    [letter] = mailoutbox
    assert letter.to == [board.person.email]
    assert (
        "– 1 doanh nghiệp chờ xác minh" in letter.body,
        "– 1 vị trí chờ duyệt" in letter.body,
    ) == (True, True)
    assert queue_desk_letters(WEDNESDAY + DAY) == 1


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (WEDNESDAY - timedelta(hours=1), 0),
        (WEDNESDAY + 3 * DAY, 0),
        (WEDNESDAY + 4 * DAY, 0),
        (WEDNESDAY + 5 * DAY, 1),
    ],
)
def test_neither_before_seven_nor_on_a_day_off(board, moment, told):
    make_employer(board.seat.agency.province, make_park(board))
    assert queue_desk_letters(moment) == told


def test_nobody_is_told_when_nothing_waits_and_no_other_office(board):
    employer = verified_employer(board.seat.agency.province, make_park(board))
    vacancy = submitted_vacancy(employer)
    check_vacancy(vacancy=vacancy, version=vacancy.version, by=office_of(employer))
    make_employer(board.seat.agency.province, make_park(board), confirmed=False)
    assert queue_desk_letters(WEDNESDAY) == 0


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_write_one_letter(board):
    make_employer(board.seat.agency.province, make_park(board))
    OutboxMessage.objects.all().delete()
    at_once(*[lambda: queue_desk_letters(WEDNESDAY)] * 3)
    assert OutboxMessage.objects.count() == 1
