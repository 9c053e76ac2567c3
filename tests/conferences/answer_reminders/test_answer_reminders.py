"""Reminders of invitations: who is asked again, on which days, and never twice."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from agencies.mail.models import OutboxMessage
from agencies.mail.services.delivery import deliver_messages
from conferences.answer_reminders.services import is_due, remind_by_day
from conferences.delegation_members.services import (
    add_seat_member,
    answer_invitation as answer_for_member,
    invite_members,
)
from conferences.delegations.links import member_token
from conferences.delegations.models import DelegationMember
from conferences.invitations.addresses import invitation_token
from conferences.invitations.services import answer_invitation, cancel_conference
from tests.factories import make_actor
from tests.factories_conferences import (
    make_delegation,
    make_host_officer,
    make_member,
    make_partnership,
)
from tests.factories_meetings import (
    announced_conference,
    invitation_of,
    make_commune_committee,
    make_runner,
)
from tests.together import at_once
from vietnam.calendar import WorkingCalendar

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
ZONE = timezone.get_default_timezone()
# Monday; the conference is on the Monday two weeks later.
INVITED = datetime.datetime(2026, 11, 2, 9, 0, tzinfo=ZONE)
BEGINS = datetime.datetime(2026, 11, 16, 8, 0, tzinfo=ZONE)
FIRST = datetime.datetime(2026, 11, 9, 7, 0, tzinfo=ZONE)
SECOND = datetime.datetime(2026, 11, 12, 7, 0, tzinfo=ZONE)


@pytest.fixture
def clock():
    with time_machine.travel(INVITED, tick=False) as traveller:
        yield traveller


def reminders() -> list[tuple[str, str]]:
    rows = OutboxMessage.objects.filter(template__contains="reminded")
    return sorted(rows.values_list("template", "recipient"))


@pytest.fixture
def invited(clock):
    """A conference with a body that has an account, one that has an address, and one without."""
    runner = make_runner()
    bodies = make_commune_committee(), make_commune_committee(email="ubnd@xa.example")
    officer = make_actor(agency=bodies[0])
    conference = announced_conference(runner, *bodies, make_commune_committee(), starts_at=BEGINS)
    central = invitation_of(conference, runner.seat.agency)
    answer_invitation(invitation=central, answer="comes", by=runner)
    return conference, officer, bodies[1]


@pytest.mark.parametrize(
    ("told_on", "today", "due"),
    [
        ("2026-11-02", "2026-11-06", False),
        ("2026-11-02", "2026-11-09", True),
        ("2026-11-02", "2026-11-10", True),  # nobody ran on the day itself
        ("2026-11-09", "2026-11-11", False),  # reminded, or invited, on the first of the days
        ("2026-11-09", "2026-11-12", True),
        ("2026-11-12", "2026-11-13", False),
        ("2026-11-02", "2026-11-16", False),  # it begins
    ],
)
def test_the_days_of_reminding(told_on, today, due):
    told_on, today = map(datetime.date.fromisoformat, (told_on, today))
    assert is_due(BEGINS.date(), told_on, today, WorkingCalendar({})) is due


def test_who_has_not_answered_is_reminded_once_on_each_day(clock, invited):
    _conference, officer, _body = invited
    expected = [
        ("conference_reminded", officer.person.email),
        ("conference_reminded_guest", "ubnd@xa.example"),
    ]
    assert (remind_by_day(), reminders()) == (0, [])
    clock.move_to(FIRST)
    assert (remind_by_day(), remind_by_day(), reminders()) == (2, 0, expected)
    clock.move_to(FIRST + datetime.timedelta(days=1))
    assert remind_by_day() == 0
    clock.move_to(SECOND)
    assert (remind_by_day(), remind_by_day()) == (2, 0)
    clock.move_to(BEGINS - datetime.timedelta(days=1, hours=-2))
    assert remind_by_day() == 0


def test_nobody_is_reminded_at_night_or_on_a_day_off(clock, invited):
    clock.move_to(FIRST.replace(hour=3))
    assert remind_by_day() == 0
    clock.move_to(SECOND + datetime.timedelta(days=2))  # a Saturday
    assert remind_by_day() == 0


def test_who_answers_or_is_called_off_meanwhile_gets_no_letter(clock, invited):
    conference, officer, body = invited
    clock.move_to(FIRST)
    remind_by_day()
    own = invitation_of(conference, officer.seat.agency)
    answer_invitation(invitation=own, answer="comes", by=officer)
    deliver_messages()
    [guest] = [each for each in mail.outbox if each.subject.startswith("Còn chờ trả lời")]
    assert guest.to == ["ubnd@xa.example"]
    assert f"/{invitation_token(invitation_of(conference, body))}/" in guest.body
    clock.move_to(SECOND)
    cancel_conference(conference=conference, reason="Mưa lũ", by=make_runner())
    assert remind_by_day() == 0


def test_a_body_without_an_address_is_reminded_once_it_has_one(clock, invited):
    conference, _officer, _body = invited
    silent = conference.points.get(agency__email="", agency__seats=None).agency
    clock.move_to(FIRST)
    remind_by_day()
    assert invitation_of(conference, silent).reminded_on is None
    silent.email = "moi@xa.example"
    silent.save()
    assert remind_by_day() == 1
    assert invitation_of(conference, silent).reminded_on == FIRST.date()


# Members of delegations ---------------------------------------------------------------------------
@pytest.fixture
def travelling(clock):
    keeper, officer = make_host_officer(), make_host_officer()
    keeper = make_actor(role="coordinator", agency=keeper.seat.agency)
    delegation = make_delegation(make_partnership(keeper), keeper, starts_on=BEGINS.date())
    seat = add_seat_member(delegation=delegation, seat=officer.seat, by=keeper)
    guest = make_member(delegation, keeper, email="hoi@doanh-nghiep.example")
    make_member(delegation, keeper, full_name="Không Thư", phone="0912000777")
    return delegation, keeper, seat, guest


def test_members_are_invited_by_letter_with_an_account_or_an_address(clock, travelling):
    delegation, keeper, _seat, guest = travelling
    made = invite_members(delegation=delegation, by=keeper)
    assert (made.members, made.letters, made.unreached) == (3, 2, 1)
    [queued] = OutboxMessage.objects.filter(template="delegation_invited_guest")
    deliver_messages()
    queued.refresh_from_db()
    token = member_token(guest)
    assert (token in queued.text, queued.encrypted_link) == (False, "")
    [letter] = [each for each in mail.outbox if each.to == ["hoi@doanh-nghiep.example"]]
    assert f"/doan-cong-tac/loi-moi/{token}/" in letter.body
    assert guest.full_name in letter.body


def test_members_who_have_not_answered_are_reminded_and_no_others(clock, travelling):
    delegation, keeper, seat, guest = travelling
    invite_members(delegation=delegation, by=keeper)
    deliver_messages()
    mail.outbox.clear()
    clock.move_to(FIRST)
    assert (remind_by_day(), remind_by_day()) == (2, 0)
    seat.refresh_from_db()
    answer_for_member(member=seat, answer="coming", by=None)
    deliver_messages()
    assert [each.to for each in mail.outbox] == [["hoi@doanh-nghiep.example"]]
    assert member_token(guest) in mail.outbox[0].body
    guest.refresh_from_db()
    assert guest.reminded_on == FIRST.date()


def test_a_removed_member_gets_no_letter(clock, travelling):
    delegation, keeper, _seat, guest = travelling
    invite_members(delegation=delegation, by=keeper)
    DelegationMember.objects.filter(pk=guest.pk).delete()
    deliver_messages()
    assert "hoi@doanh-nghiep.example" not in [to for each in mail.outbox for to in each.to]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_remind_once(clock, invited):
    clock.move_to(FIRST)
    counts = at_once(remind_by_day, remind_by_day)
    assert sum(counts) == len(reminders()) == 2
