"""Arriving, being called by number, the board, and what came of it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from conferences.booths.links import find_booth, recruiter_token
from conferences.booths.services import renew_recruiter_link
from conferences.fair_booking.booking import book_seat
from conferences.fair_booking.codes import door_code, seeker_token
from conferences.fair_booking.models import Seeker
from conferences.fair_day.board import board_lines, copies, versions
from conferences.fair_day.services import arrive, set_turn
from conferences.fair_figures.report_figures import fair_rows, fair_values
from conferences.fairs.models import Fair
from conferences.fairs.services import begin_fair, close_fair
from conferences.outcomes.choices import Rung
from conferences.outcomes.models import Outcome
from conferences.outcomes.queries import fair_outcomes, home_lines, ladder_of
from conferences.outcomes.services import save_outcomes
from tests.factories import make_actor, sign_in
from tests.factories_fairs import (
    accepted_booth,
    at,
    make_block,
    make_centre,
    make_fair_world,
    make_seeker,
)
from tests.factories_recruitment import representative_of
from vietnam.periods import Period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def world():
    """On its day, with two people who have booked."""
    versions.clear()
    copies.clear()
    world = make_fair_world()
    world.people = [make_seeker(world.fair) for _each in range(2)]
    world.seats = [
        book_seat(seeker=person, block=world.block, starts_at=at(8, 10 * number))
        for number, person in enumerate(world.people)
    ]
    with time_machine.travel(at(8, 5), tick=False):
        world.fair = begin_fair(fair=world.fair, version=world.fair.version, by=world.centre)
        yield world
    versions.clear()
    copies.clear()


def call(world, number: int, state: str = "called") -> None:
    set_turn(seat=world.seats[number], state=state, by=None, booth=world.booth)


def test_whoever_is_scanned_at_two_doors_is_one_person(world):
    assert arrive(seeker=world.people[0], by=world.centre) == 1
    assert arrive(seeker=world.people[1], by=world.centre) == 2
    assert arrive(seeker=world.people[0], by=world.centre) == 1
    assert Seeker.objects.filter(arrived_at__isnull=False).count() == 2


def test_only_who_takes_part_from_home_says_so_alone(world):
    with pytest.raises(RuleError, match="show your code at the door"):
        arrive(seeker=world.people[0], by=None)
    assert arrive(seeker=make_seeker(world.fair, mode="home"), by=None) == 1


def test_nobody_is_called_who_has_not_arrived(world):
    with pytest.raises(RuleError, match="has not arrived"):
        call(world, 0)


def test_absent_is_taken_back_and_keeps_a_later_place(world):
    for person in world.people:
        arrive(seeker=person, by=world.centre)
    call(world, 0)
    call(world, 0, "absent")
    [line] = board_lines(world.fair)
    assert (line.called, line.following) == ([], [2])
    with time_machine.travel(at(8, 15), tick=False):
        call(world, 0, "booked")
    [line] = board_lines(world.fair)
    assert line.following == [2, 1]


def test_a_recruiter_calls_at_the_own_booth_only(world):
    other = accepted_booth(world.fair, world.centre)
    arrive(seeker=world.people[0], by=world.centre)
    with pytest.raises(RuleError, match="Only the employer and the job centre"):
        set_turn(seat=world.seats[0], state="called", by=None, booth=other)
    with pytest.raises(RuleError, match="Only the employer and the job centre"):
        set_turn(seat=world.seats[0], state="called", by=make_centre(), booth=None)


def test_the_recruiters_link_opens_one_booth_until_it_is_renewed(client, world):
    token = recruiter_token(world.booth)
    page = client.get(reverse("conferences:recruiter", args=[token])).content.decode()
    assert world.people[0].full_name in page
    client.post(reverse("conferences:recruiter", args=[token]), {"there": "yes"})
    world.booth.refresh_from_db()
    assert world.booth.present_since == timezone.now()
    renew_recruiter_link(booth=world.booth, by=world.recruiter)
    assert find_booth(token) is None
    assert client.get(reverse("conferences:recruiter", args=[token])).status_code == 404


def test_the_recruiters_page_calls_and_ends_interviews(client, world):
    arrive(seeker=world.people[0], by=world.centre)
    path = reverse("conferences:recruiter", args=[recruiter_token(world.booth)])
    for state in ("called", "done"):
        client.post(path, {"seat": world.seats[0].pk, "state": state})
    world.seats[0].refresh_from_db()
    assert world.seats[0].state == "done"
    assert [row.rung for row in Outcome.objects.all()] == [Rung.INTERVIEWED]
    client.post(path, {"seat": world.seats[0].pk, "state": "called"})  # it was a mistake
    assert not Outcome.objects.exists()


# The board ----------------------------------------------------------------------------------------
def test_the_board_shows_numbers_and_no_names(client, world):
    arrive(seeker=world.people[0], by=world.centre)
    call(world, 0)
    page = client.get(reverse("conferences:fair-board", args=[world.fair.pk])).content.decode()
    assert '<b class="big">1</b>' in page
    assert world.people[0].full_name not in page


def test_who_has_the_newest_board_is_answered_without_a_query(client, world):
    path = reverse("conferences:fair-board-now", args=[world.fair.pk])
    tag = client.get(path)["ETag"]
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path, headers={"If-None-Match": tag})
    assert (answer.status_code, len(captured)) == (304, 0)
    arrive(seeker=world.people[0], by=world.centre)
    versions.clear()  # as after one second
    fresh = client.get(path, headers={"If-None-Match": tag})
    assert (fresh.status_code, fresh["ETag"] != tag) == (200, True)
    with CaptureQueriesContext(connection) as captured:
        others = client.get(path, headers={"If-None-Match": tag})
    assert (others.content, len(captured)) == (fresh.content, 0)


def test_a_closed_fair_ends_the_asking(client, world):
    fair = Fair.objects.get(pk=world.fair.pk)
    close_fair(fair=fair, version=fair.version, by=world.centre)
    versions.clear()
    assert client.get(reverse("conferences:fair-board-now", args=[fair.pk])).status_code == 286


def test_the_door_takes_the_code_and_says_the_number(client, world):
    sign_in(client, world.centre)
    door = reverse("conferences:fair-door")
    page = client.post(door, {"code": door_code(world.people[1]).lower()}, follow=True)
    assert "Arrived: number 1." in page.content.decode()
    assert client.post(door, {"code": "ABC-DEF"}).status_code == 422
    sign_in(client, make_centre())
    refused = client.post(door, {"code": door_code(world.people[0])})
    assert "registered at another point" in refused.content.decode()


def test_one_address_opens_one_persons_page(client, world):
    page = client.get(
        reverse("conferences:own-registration", args=[seeker_token(world.people[0])])
    ).content.decode()
    assert world.people[0].full_name in page
    assert world.people[1].full_name not in page
    assert "Không ai được thu phí" in page


# Outcomes -----------------------------------------------------------------------------------------
def interviewed(world) -> None:
    for number, person in enumerate(world.people):
        arrive(seeker=person, by=world.centre)
        call(world, number)
        call(world, number, "done")


def test_turns_and_people_are_counted_apart(world):
    other = accepted_booth(world.fair, world.centre)
    nine = world.fair.starts_at + timedelta(hours=1)
    span = {"starts_at": nine, "ends_at": nine + timedelta(hours=1)}
    block = make_block(other, world.point, world.centre, **span)
    second = book_seat(seeker=world.people[0], block=block, starts_at=nine)
    interviewed(world)
    set_turn(seat=second, state="called", by=None, booth=other)
    set_turn(seat=second, state="done", by=None, booth=other)
    keys = dict(Outcome.objects.filter(booth=world.booth).values_list("seeker", "pk"))
    save_outcomes(
        booth=world.booth, rungs={keys[world.people[0].pk]: Rung.STARTED}, by=world.recruiter
    )
    lines = {line.label: (line.turns, line.people) for line in ladder_of(fair_outcomes(world.fair))}
    assert lines["Interviewed"] == (3, 2)
    assert lines["Passed the interview"] == (1, 1)  # a choice for a second look is no start
    assert lines["Started work"] == (1, 1)
    assert lines["Still there after 30 days"] == (0, 0)
    [home] = home_lines(world.fair)
    assert (home.registered, home.came, home.interviewed, home.started) == (2, 2, 2, 1)
    day = timezone.localdate(world.fair.starts_at)
    period = Period.of_month(day.year, day.month)
    values = fair_values(period, day)
    [row] = fair_rows(period)
    assert row[4:] == [2, 200, 2, 2, 3, 2, 1, 1, 1]
    assert list(values.values()) == [1, *row[4:]]


def test_only_the_employer_and_the_centre_write_down_results(client, world):
    interviewed(world)
    key = Outcome.objects.values_list("pk", flat=True)[0]
    for stranger in (
        make_centre(),
        representative_of(accepted_booth(world.fair, world.centre).employer),
    ):
        with pytest.raises(RuleError, match="Only the employer and the job centre"):
            save_outcomes(booth=world.booth, rungs={key: Rung.STARTED}, by=stranger)
    sign_in(client, world.recruiter)
    path = reverse("conferences:booth-outcomes", args=[world.booth.pk])
    sent = {f"rung-{row.pk}": "4" for row in Outcome.objects.all()}
    page = client.post(path, sent, follow=True).content.decode()
    assert "2 results were changed." in page
    assert client.post(path, {"x": "1"}).status_code == 422


def test_results_of_a_fair_are_for_those_who_hold_or_oversee_it(client, world):
    interviewed(world)
    path = reverse("conferences:fair-results", args=[world.fair.pk])
    sign_in(client, make_actor(role=SeatRole.LEADER))
    assert client.get(path).status_code == 200
    sign_in(client, world.recruiter)
    assert client.get(path).status_code == 404
