"""Places are never given twice: real connections, in the same moment."""

import pytest
from django.db import connection

from conferences.fair_booking.booking import book_seat, cancel_seat, join_line
from conferences.fair_booking.models import InterviewSeat, LinePlace, Seeker
from conferences.interview_blocks.changes import cancel_fair
from conferences.interview_blocks.services import reduce_places
from tests.factories_fairs import accepted_booth, at, make_block, make_fair_world, make_seeker
from tests.together import at_once, told_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("english")]


def taken(world) -> int:
    return InterviewSeat.objects.filter(block=world.block, seeker__isnull=False).count()


def booking(seeker, block, hour):
    return lambda: book_seat(seeker=seeker, block=block, starts_at=hour)


def test_forty_people_for_twenty_places_get_exactly_twenty():
    world = make_fair_world(group_size=20, ends_at=at(8, 10))
    people = [make_seeker(world.fair) for _each in range(40)]
    told = told_at_once(*(booking(person, world.block, at(8)) for person in people))
    assert told == ["PlaceTakenError"] * 20 + ["done"] * 20
    assert taken(world) == 20
    assert Seeker.objects.filter(seats__block=world.block).distinct().count() == 20


def count_then_insert(seeker, block, most):
    """The control: looks how many there are, and then adds one."""
    if InterviewSeat.objects.filter(block=block, seeker__isnull=False).count() < most:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.05)")
        number = 100 + seeker.pk
        InterviewSeat.objects.create(
            block=block,
            number=number,
            starts_at=at(8),
            ends_at=at(8, 10),
            seeker=seeker,
            taken_at=at(7),
        )


def test_control_counting_and_then_inserting_overbooks():
    world = make_fair_world(group_size=1, ends_at=at(8, 10))
    people = [make_seeker(world.fair) for _each in range(8)]
    at_once(*(lambda each=each: count_then_insert(each, world.block, 2) for each in people))
    assert taken(world) > 2


def test_one_person_who_presses_twice_has_one_place():
    world = make_fair_world(group_size=5)
    person = make_seeker(world.fair)
    told = told_at_once(*[booking(person, world.block, at(8))] * 6)
    assert told == ["RuleError"] * 5 + ["done"]
    assert taken(world) == 1


def test_one_person_is_not_in_two_rooms_at_one_time():
    world = make_fair_world()
    other = accepted_booth(world.fair, world.centre)
    # Half of each of its times lies within the first one's.
    overlapping = make_block(other, world.point, world.centre, starts_at=at(8, 5))
    person = make_seeker(world.fair)
    told = told_at_once(booking(person, world.block, at(8)), booking(person, overlapping, at(8, 5)))
    assert told == ["ElsewhereError", "done"]
    assert InterviewSeat.objects.filter(seeker=person).count() == 1


def test_a_cancelled_place_has_one_new_owner_while_others_book():
    world = make_fair_world(ends_at=at(8, 10))
    first, waiting, *others = (make_seeker(world.fair) for _each in range(8))
    seat = book_seat(seeker=first, block=world.block, starts_at=at(8))
    join_line(seeker=waiting, block=world.block)
    told = told_at_once(
        lambda: cancel_seat(seat=seat, seeker=first),
        *(booking(each, world.block, at(8)) for each in others),
    )
    assert told == ["PlaceTakenError"] * 6 + ["done"]
    seat.refresh_from_db()
    assert seat.seeker == waiting
    assert not LinePlace.objects.exists()


def test_two_who_cancel_for_each_other_do_not_wait_in_a_circle():
    """Each stands in the line of the other's interview."""
    world = make_fair_world(ends_at=at(8, 10))
    other = make_block(
        accepted_booth(world.fair, world.centre), world.point, world.centre, ends_at=at(8, 10)
    )
    one, two = make_seeker(world.fair), make_seeker(world.fair)
    mine = book_seat(seeker=one, block=world.block, starts_at=at(8))
    theirs = book_seat(seeker=two, block=other, starts_at=at(8))
    join_line(seeker=one, block=other)
    join_line(seeker=two, block=world.block)
    told = told_at_once(
        lambda: cancel_seat(seat=mine, seeker=one), lambda: cancel_seat(seat=theirs, seeker=two)
    )
    assert told == ["done", "done"]
    held = set(InterviewSeat.objects.exclude(seeker=None).values_list("seeker", flat=True))
    waiting = set(LinePlace.objects.values_list("seeker", flat=True))
    assert held | waiting  # whoever freed a place first has got, or waits for, the other's


def test_a_fair_that_is_cancelled_while_people_book_leaves_nobody_a_place():
    world = make_fair_world(group_size=10)
    people = [make_seeker(world.fair) for _each in range(6)]
    told_at_once(
        lambda: cancel_fair(
            fair=world.fair, version=world.fair.version, reason="Bão", by=world.centre
        ),
        *(booking(person, world.block, at(8)) for person in people),
    )
    assert not InterviewSeat.objects.exists()


def test_places_that_are_taken_away_while_people_book_are_never_overbooked():
    world = make_fair_world(group_size=10, ends_at=at(8, 10))
    people = [make_seeker(world.fair) for _each in range(10)]
    cut = {"block": world.block, "starts_at": at(8), "places": 5, "why": "Hỏng phòng"}
    told_at_once(
        lambda: reduce_places(given_up=(), by=world.centre, **cut),
        *(booking(person, world.block, at(8)) for person in people),
    )
    places = InterviewSeat.objects.filter(block=world.block)
    # Either it came first and five are left, or it was refused since more were taken.
    assert (places.count(), taken(world)) in {(5, 5), (10, 10)}
