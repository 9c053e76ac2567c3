"""Telling people of what has just happened: in the portal always, by mail as each person chose."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.utils import timezone, translation

from agencies.bodies.choices import SeatRole
from agencies.letters.notices import notice_context
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.mail.services.letters import IncompleteMessageError
from agencies.notices.choices import NoticeEvent
from agencies.notices.services import notify_seats, seats_for_task
from agencies.people.choices import Channel, MailMode
from agencies.people.models import SeatHolding
from agencies.people.queries import leaders_of
from agencies.policies.models import ReminderPolicy
from tests.factories import LONG_AGO, make_actor, make_agency, make_person, make_seat, make_task
from vietnam.calendar import WorkingCalendar

pytestmark = pytest.mark.django_db
FRIDAY = datetime.date(2024, 3, 1)


def asked(**fields) -> tuple:
    """An extension asked by the lead's officer; the coordinator who gave the task is told."""
    giver, officer = make_actor(role=SeatRole.COORDINATOR), make_actor()
    task = make_task(
        lead=officer.seat.agency,
        due_on=FRIDAY,
        assigned_by=giver.seat,
        title="Lập dự toán kinh phí",
    )
    occurrence = task.occurrences.get()
    values = {
        "seats": [giver.seat],
        "by": officer,
        "words": "Chờ số liệu",
        "day": FRIDAY,
    } | fields
    return (
        notify_seats(NoticeEvent.EXTENSION_ASKED, occurrence=occurrence, **values),
        giver,
        officer,
    )


def rows() -> list[tuple]:
    return list(OutboxMessage.objects.order_by("id").values_list("channel", "status", "recipient"))


def test_the_holder_gets_a_notice_and_a_mail():
    count, giver, _officer = asked()
    email = giver.person.email
    assert count == 1
    assert rows() == [
        (Channel.PORTAL, MessageStatus.SENT, email),
        (Channel.MAIL, MessageStatus.QUEUED, email),
    ]


def test_who_acts_is_not_told_of_the_own_act():
    officer = make_actor()
    task = make_task(lead=officer.seat.agency)
    assert (
        notify_seats(
            NoticeEvent.RETURNED,
            occurrence=task.occurrences.get(),
            seats=seats_for_task(task),
            by=officer,
        )
        == 0
    )


@pytest.mark.parametrize(
    ("event", "mails"), [(NoticeEvent.EXTENSION_ASKED, 0), (NoticeEvent.EXPLANATION_ASKED, 1)]
)
def test_who_reads_one_mail_a_morning_is_mailed_at_once_only_for_what_cannot_wait(event, mails):
    officer = make_actor()
    officer.person.mail_mode = MailMode.DIGEST
    officer.person.save()
    task = make_task(lead=officer.seat.agency)
    notify_seats(event, occurrence=task.occurrences.get(), seats=seats_for_task(task), by=None)
    assert OutboxMessage.objects.filter(channel=Channel.MAIL).count() == mails
    assert OutboxMessage.objects.filter(channel=Channel.PORTAL).count() == 1


def test_what_is_registered_after_the_fact_sends_no_mail():
    asked(at=datetime.datetime(2024, 3, 1, 3, tzinfo=datetime.UTC))
    assert [channel for channel, *_rest in rows()] == [Channel.PORTAL]


@time_machine.travel(
    datetime.datetime(2024, 3, 1, 15, 30, tzinfo=datetime.UTC), tick=False
)  # 22:30 in Viet Nam
def test_quiet_hours_hold_a_mail_until_the_morning():
    ReminderPolicy.objects.create(
        name="Chung", lead_days=[3], quiet_from=datetime.time(21), quiet_to=datetime.time(6, 30)
    )
    asked()
    held = OutboxMessage.objects.get(channel=Channel.MAIL)
    assert held.next_attempt_at == datetime.datetime(2024, 3, 1, 23, 30, tzinfo=datetime.UTC)
    assert deliver_messages().handled == 0


def test_the_mail_says_who_asks_what_and_leads_to_the_task():
    asked()
    with translation.override("vi"):
        assert deliver_messages().sent == 1
    [letter] = mail.outbox
    assert letter.subject == "[Xin gia hạn] Lập dự toán kinh phí"
    assert "Ngày đề nghị: 01/3/2024" in letter.body
    assert "Chờ số liệu" in letter.body
    assert "http://testserver/nhiem-vu/" in letter.body


def test_a_task_given_to_a_seat_is_that_seats_alone():
    officer = make_actor()
    other = make_seat(agency=officer.seat.agency)
    task = make_task(lead=officer.seat.agency)
    assert set(seats_for_task(task)) == {officer.seat, other}
    task.handled_by = other
    assert seats_for_task(task) == [other]


def test_the_leader_over_an_agency_is_the_nearest_one_that_is_held():
    committee, today = make_agency("UBND tỉnh"), timezone.localdate()
    department = make_agency(parent=committee)
    vacant = make_seat(role=SeatRole.LEADER, agency=department)
    leader = make_actor(role=SeatRole.LEADER, agency=committee)
    assert leaders_of([department.pk], on=today) == {department.pk: [leader.seat]}
    SeatHolding.objects.create(seat=vacant, person=make_person(), starts_on=LONG_AGO)
    assert leaders_of([department.pk], on=today) == {department.pk: [vacant]}
    assert leaders_of([make_agency().pk], on=today) == {}


def test_a_letter_about_what_its_message_lacks_is_refused_by_name():
    message = OutboxMessage(template="notice", message_id="<7@portal>")
    with pytest.raises(IncompleteMessageError, match="<7@portal> \\(notice\\) has no occurrence"):
        notice_context(message, WorkingCalendar())
