"""Registering for a fair, the waiting line, fewer places, news, and the end of the names."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from agencies.calendar.queries import working_calendar
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.mail.services.letters import compose_letter
from agencies.registry import NothingToSayError
from conferences.fair_booking.booking import book_seat, cancel_seat, join_line
from conferences.fair_booking.codes import (
    ALPHABET,
    door_code,
    find_seeker,
    seeker_key_of,
    seeker_token,
)
from conferences.fair_booking.models import InterviewSeat, LinePlace, PhoneCall, Seeker
from conferences.fair_booking.queries import block_lines, person_page
from conferences.fair_booking.registration import SEEKER_NAMES, withdraw_seeker
from conferences.interview_blocks.changes import withdraw_booth
from conferences.interview_blocks.services import reduce_places
from tests.factories_fairs import (
    accepted_booth,
    at,
    linked_fair,
    make_block,
    make_centre,
    make_fair_world,
    make_seeker,
    own_point,
    partner_officer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def world():
    return make_fair_world()


def test_whoever_registers_twice_keeps_the_first_registration(world):
    said = {"full_name": "Nông Thị Hoa", "phone": "0912000999"}
    first = make_seeker(world.fair, **said)
    assert make_seeker(world.fair, **said | {"full_name": "NÔNG THỊ HOA"}) == first
    assert Seeker.objects.count() == 1


def test_nobody_is_registered_without_the_words_that_were_shown(world):
    with pytest.raises(RuleError, match="words of the consent have changed") as refused:
        make_seeker(world.fair, consent="x")
    assert refused.value.field == "consent"


def test_an_officer_registers_at_the_own_point_only(world):
    with pytest.raises(RuleError, match="Only the centre of the point registers"):
        make_seeker(world.fair, by=make_centre())
    partner = partner_officer(make_centre().seat.agency)
    fair = linked_fair(world.centre, partner.seat.agency)
    theirs = fair.points.exclude(agency=fair.host_id).get()
    assert make_seeker(fair, theirs, by=partner).registered_by == partner.seat
    with pytest.raises(RuleError, match="Only the centre of the point registers"):
        make_seeker(fair, own_point(fair), by=partner)


def test_interviews_of_another_point_cannot_be_booked(world):
    other = make_centre().seat.agency
    fair = linked_fair(world.centre, other)
    booth = accepted_booth(fair, world.centre)
    block = make_block(booth, own_point(fair), world.centre)
    person = make_seeker(fair, fair.points.get(agency=other))
    with pytest.raises(RuleError, match="people of another point"):
        book_seat(seeker=person, block=block, starts_at=at(8))


def test_a_time_that_is_over_cannot_be_booked(world):
    person = make_seeker(world.fair)
    eight, half_past = at(8), at(8, 30)
    with time_machine.travel(half_past, tick=False):
        with pytest.raises(RuleError, match="This time is over"):
            book_seat(seeker=person, block=world.block, starts_at=eight)
        # An officer gives a place that has just begun to whoever walks in.
        seat = book_seat(seeker=person, block=world.block, starts_at=half_past, by=world.centre)
    assert seat.seeker == person


def test_the_line_says_why_nobody_moves_up(world):
    block = make_block(
        accepted_booth(world.fair, world.centre), world.point, world.centre, ends_at=at(8, 10)
    )
    first, waiting = make_seeker(world.fair), make_seeker(world.fair)
    seat = book_seat(seeker=first, block=block, starts_at=at(8))
    book_seat(seeker=waiting, block=world.block, starts_at=at(8))
    join_line(seeker=waiting, block=block)
    [line] = block_lines(type(block).objects.filter(pk=block.pk), timezone.now())
    assert line.why == "All places are taken; the next free one goes to the first in line."
    cancel_seat(seat=seat, seeker=first)
    [line] = block_lines(type(block).objects.filter(pk=block.pk), timezone.now())
    assert (line.taken, line.in_line) == (0, 1)
    assert "has another interview at these times" in line.why


def test_a_freed_place_goes_to_the_first_who_is_free_then_and_is_told(world):
    people = [make_seeker(world.fair) for _each in range(7)]
    for number, person in enumerate(people[:6]):
        book_seat(seeker=person, block=world.block, starts_at=at(8, 10 * number))
    join_line(seeker=people[6], block=world.block)
    OutboxMessage.objects.all().delete()
    seat = InterviewSeat.objects.get(seeker=people[2])
    assert cancel_seat(seat=seat, seeker=people[2])
    seat.refresh_from_db()
    assert seat.seeker == people[6]
    sent = OutboxMessage.objects.filter(recipient=people[6].email)
    assert sorted(sent.values_list("template", flat=True)) == [
        "fair_news",
        "fair_reminder",
        "fair_reminder",
    ]
    assert not cancel_seat(seat=seat, seeker=people[2])  # it is no longer theirs


def test_whoever_gives_up_an_hour_gets_the_place_of_that_hour_for_which_they_waited(world):
    """It had stood free, since the only one in line was elsewhere."""
    other = accepted_booth(world.fair, world.centre)
    block = make_block(other, world.point, world.centre, ends_at=at(8, 10))
    person = make_seeker(world.fair)
    mine = book_seat(seeker=person, block=world.block, starts_at=at(8))
    assert isinstance(join_line(seeker=person, block=block), LinePlace)
    cancel_seat(seat=mine, seeker=person)
    assert [seat.seeker for seat in block.seats.all()] == [person]
    assert not LinePlace.objects.exists()


def test_fewer_places_than_taken_is_a_choice_by_name(world):
    block = make_block(
        accepted_booth(world.fair, world.centre),
        world.point,
        world.centre,
        group_size=3,
        ends_at=at(8, 10),
    )
    people = [make_seeker(world.fair, email="") for _each in range(3)]
    for person in people:
        book_seat(seeker=person, block=block, starts_at=at(8))
    cut = {"block": block, "starts_at": at(8), "places": 2, "why": "Hỏng phòng", "by": world.centre}
    with pytest.raises(RuleError, match="Choose by name the 1 person") as refused:
        reduce_places(given_up=(), **cut)
    assert refused.value.field == "given_up"
    assert reduce_places(given_up=[people[1].pk], **cut) == 1
    held = InterviewSeat.objects.filter(block=block).values_list("seeker", flat=True)
    assert sorted(held) == sorted([people[0].pk, people[2].pk])
    assert list(PhoneCall.objects.values_list("seeker", "kind")) == [(people[1].pk, "lost")]


def test_a_cancelled_booth_tells_those_who_had_booked_and_those_in_line(world):
    booked, waiting = make_seeker(world.fair), make_seeker(world.fair)
    book_seat(seeker=booked, block=world.block, starts_at=at(8))
    LinePlace.objects.create(block=world.block, seeker=waiting, joined_at=timezone.now())
    OutboxMessage.objects.all().delete()
    world.booth.refresh_from_db()
    withdraw_booth(
        booth=world.booth, version=world.booth.version, reason="Đủ người", by=world.recruiter
    )
    sent = OutboxMessage.objects.filter(template="fair_news").order_by("recipient")
    assert list(sent.values_list("recipient", "context__kind", "context__why")) == [
        (email, "lost", "Đủ người") for email in sorted((booked.email, waiting.email))
    ]
    assert not InterviewSeat.objects.exists()


def test_a_computer_and_an_interview_go_together_two_computers_do_not(world):
    person = make_seeker(world.fair, mode="centre")
    computers = make_block(None, world.point, world.centre, group_size=2)
    book_seat(seeker=person, block=world.block, starts_at=at(8))
    book_seat(seeker=person, block=computers, starts_at=at(8))
    assert InterviewSeat.objects.filter(seeker=person).count() == 2
    with pytest.raises(RuleError, match="Computers are for people"):
        book_seat(seeker=make_seeker(world.fair), block=computers, starts_at=at(8))


# Letters ------------------------------------------------------------------------------------------
def test_a_reminder_says_nothing_once_the_interview_is_cancelled(world):
    person = make_seeker(world.fair)
    seat = book_seat(seeker=person, block=world.block, starts_at=at(8))
    evening, hour = OutboxMessage.objects.filter(template="fair_reminder").order_by(
        "next_attempt_at"
    )
    assert (evening.next_attempt_at, hour.next_attempt_at) == (at(18, days=6), at(7))
    letter = compose_letter(hour, working_calendar())
    assert person.full_name not in letter.text
    assert seeker_token(person) in letter.text
    cancel_seat(seat=seat, seeker=person)
    with pytest.raises(NothingToSayError):
        compose_letter(hour, working_calendar())


# Codes and names ----------------------------------------------------------------------------------
def test_a_code_has_no_letters_that_are_mistaken_and_opens_one_person(world):
    person = make_seeker(world.fair)
    code = door_code(person)
    assert set(code) <= set(ALPHABET) | {"-"}
    assert not set("O0I1") & set(ALPHABET)
    assert seeker_key_of(f" {code.lower()} ") == person.pk
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    assert seeker_key_of(wrong) is None
    assert find_seeker(seeker_token(person)) == person
    assert find_seeker(f"{person.pk}.x") is None


def test_who_withdraws_leaves_no_name_and_the_place_to_the_next(world):
    person = make_seeker(world.fair)
    token = seeker_token(person)
    seat = book_seat(seeker=person, block=world.block, starts_at=at(8))
    withdraw_seeker(seeker=person)
    person.refresh_from_db()
    assert (person.full_name, person.phone, person.email, person.commune) == ("", "", "", "")
    seat.refresh_from_db()
    assert seat.seeker is None
    assert find_seeker(token) is None


def test_ninety_days_after_the_fair_names_go_and_the_rows_stay(world):
    person = make_seeker(world.fair)
    end = world.fair.ends_at + datetime.timedelta(days=90)
    assert not SEEKER_NAMES.expired_rows(end - datetime.timedelta(minutes=1)).exists()
    rows = SEEKER_NAMES.expired_rows(end)
    assert SEEKER_NAMES.delete_rows(rows) == 1
    person.refresh_from_db()
    assert (person.full_name, person.phone) == ("", "")
    assert not SEEKER_NAMES.expired_rows(end).exists()


def test_a_person_sees_only_times_that_suit(world):
    other = make_block(accepted_booth(world.fair, world.centre), world.point, world.centre)
    person = make_seeker(world.fair)
    book_seat(seeker=person, block=world.block, starts_at=at(8, 20))
    [offer] = person_page(person, timezone.now()).offers
    assert offer.block == other
    assert offer.times == [at(8), at(8, 10), at(8, 30), at(8, 40), at(8, 50)]
