"""What an agency is told when a document is assigned, from which period a recurring duty is owed,
and that tasks without a date are asked about.
"""

from datetime import date

import pytest
import time_machine
from django.core import mail

from agencies.assignment.services import begin_with_whole_periods
from agencies.assignment.telling import tell_agencies
from agencies.bodies.choices import SeatRole
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.notices.reach import watch_reach
from agencies.people.choices import Channel
from agencies.reminders.services.undated import ask_about_undated
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from tests.factories import (
    make_actor,
    make_agency,
    make_deadline,
    make_directive,
    make_seat,
    make_task,
    noon,
    sign_in,
)
from vietnam.deadlines import DeadlineKind, StatedDeadline

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
MONDAY = date(2024, 3, 4)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(noon(MONDAY), tick=False):
        yield


def repeated(freq: str, **more) -> StatedDeadline:
    given = {"kind": "recurring", "text": "định kỳ", "recurrence": {"freq": freq}}
    return StatedDeadline.from_json(given | more)


# Told ---------------------------------------------------------------------------------------------
def test_each_agency_gets_one_letter_and_one_notice_with_all_its_tasks():
    giver = make_actor(role=SeatRole.COORDINATOR)
    officer = make_actor()
    directive = make_directive(number="12/KH-UBND")
    common = {"lead": officer.seat.agency, "directive": directive}
    dated = make_task(title="Có hạn", due_on=date(2024, 4, 1), **common)
    undated = make_task(title="Chưa hạn", **common)
    tell_agencies([dated, undated], by=giver, at=noon(MONDAY))
    rows = OutboxMessage.objects.filter(person=officer.person).order_by("pk")
    assert [row.channel for row in rows] == [Channel.PORTAL, Channel.MAIL]
    deliver_messages()
    [letter] = mail.outbox
    assert "12/KH-UBND" in letter.subject
    assert "2 nhiệm vụ mới" in letter.subject
    for words in ("Có hạn", "Chưa hạn", "01/4/2024"):
        assert words in letter.body


def test_the_notice_stays_readable_when_all_was_withdrawn_and_no_mail_is_sent(client):
    officer = make_actor()
    task = make_task(lead=officer.seat.agency)
    tell_agencies([task], by=make_actor(), at=noon(MONDAY))
    Occurrence.objects.update(status=OccurrenceStatus.WITHDRAWN)
    deliver_messages()
    assert mail.outbox == []
    page = sign_in(client, officer).get("/thong-bao/").content.decode()
    assert "[Withdrawn since] 1 new task" in page


def test_who_assigns_gets_no_letter_and_an_empty_agency_is_named():
    giver = make_actor(role=SeatRole.COORDINATOR)
    empty = make_agency("Hội Vắng")
    tasks = [make_task(lead=giver.seat.agency), make_task(lead=empty)]
    with watch_reach() as reach:
        tell_agencies(tasks, by=giver, at=noon(MONDAY))
    assert (OutboxMessage.objects.count(), reach.unreached) == (0, [empty])


def test_an_agency_whose_seat_nobody_holds_is_written_to_at_its_address():
    lead = make_agency(email="vanthu@coquan.example")
    make_seat(agency=lead)
    with watch_reach() as reach:
        tell_agencies([make_task(lead=lead)], by=make_actor(), at=noon(MONDAY))
    assert [row.recipient for row in OutboxMessage.objects.all()] == ["vanthu@coquan.example"]
    assert reach.unreached == []


def test_what_is_registered_later_stands_only_in_the_portal():
    officer = make_actor()
    task = make_task(lead=officer.seat.agency)
    tell_agencies([task], by=make_actor(), at=noon(date(2024, 2, 21)))
    assert [row.channel for row in OutboxMessage.objects.all()] == [Channel.PORTAL]


# The first period ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("freq", "on", "begins"),
    [
        ("monthly", date(2026, 11, 29), date(2026, 12, 1)),
        ("monthly", date(2026, 11, 1), None),
        ("weekly", date(2026, 11, 25), date(2026, 11, 30)),
        ("quarterly", date(2026, 11, 29), date(2027, 1, 1)),
    ],
)
def test_a_recurring_duty_begins_with_the_first_whole_period(freq, on, begins):
    [found] = begin_with_whole_periods([repeated(freq)], on)
    assert found.starts_on == begins


def test_a_broken_month_that_is_due_in_the_next_one_is_left_out_too():
    deadline = repeated("monthly", recurrence={"freq": "monthly", "day": 5, "month": 2})
    [found] = begin_with_whole_periods([deadline], date(2026, 11, 29))
    assert found.starts_on == date(2026, 12, 6)


def test_a_beginning_or_a_first_date_of_the_document_stays():
    own = repeated("monthly", starts_on="2026-11-01")
    first = StatedDeadline.due_by(date(2026, 12, 15), "trước ngày 15/12")
    assert begin_with_whole_periods([own], date(2026, 11, 29)) == [own]
    both = [first, repeated("monthly")]
    assert begin_with_whole_periods(both, date(2026, 11, 29)) == both


# Without a date -----------------------------------------------------------------------------------
def test_undated_tasks_are_asked_about_once_a_month_until_they_are_dated_or_continuing():
    officer = make_actor()
    task = make_task(lead=officer.seat.agency, title="Chưa hạn")
    asked = [ask_about_undated(day) for day in (date(2024, 3, 4), date(2024, 3, 5))]
    assert asked == [1, 0]
    deliver_messages()
    assert "Chưa hạn" in mail.outbox[0].body
    assert ask_about_undated(date(2024, 4, 1)) == 1
    deadline = make_deadline(task, kind=DeadlineKind.CONTINUING, phrase="thường xuyên")
    Occurrence.objects.update(deadline=deadline)
    assert ask_about_undated(date(2024, 5, 2)) == 0


def test_a_task_of_this_month_a_done_one_and_a_dated_one_are_not_asked_about():
    lead = make_actor().seat.agency
    make_task(lead=lead, assigned_at=noon(MONDAY))
    make_task(lead=lead, status=OccurrenceStatus.DONE)
    make_task(lead=lead, due_on=date(2024, 4, 1))
    assert ask_about_undated(MONDAY) == 0
