"""When items are expected: by what has run, by what is planned, with nothing moving by itself."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.errors import RuleError
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference
from conferences.programmes.clock import read_clock
from conferences.programmes.models import ProgrammeItem, PublishedItem
from conferences.programmes.queries import programme_clock
from conferences.programmes.running import begin_item, end_item, take_back_step
from conferences.programmes.services import remove_item
from tests.conferences.talk_world import add_items, published_talk
from tests.factories import make_actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
EIGHT = datetime.datetime(2026, 11, 30, 8, 0, tzinfo=timezone.get_default_timezone())


def at(minutes: float) -> datetime.datetime:
    return EIGHT + datetime.timedelta(minutes=minutes)


def clock(*items, now=0.0):
    """`items`: minutes, begun at, ended at, counted from eight o'clock."""
    rows = []
    for minutes, *times in items:
        started, ended = [*times, None, None][:2]
        item = ProgrammeItem(
            started_at=None if started is None else at(started),
            ended_at=None if ended is None else at(ended),
        )
        rows.append((PublishedItem(minutes=minutes), item))
    return read_clock(rows, starts_at=EIGHT, now=at(now))


def begins(found) -> list[float]:
    return [(line.begins_at - EIGHT).total_seconds() / 60 for line in found.lines]


def test_before_the_start_everything_is_as_planned():
    found = clock((10,), (20,), (30,), now=-60)
    assert begins(found) == [0, 10, 30]
    assert (found.expected_end, found.minutes_behind) == (at(60), 0)
    assert (found.running, found.following) == (None, found.lines[0])


def test_a_late_start_moves_all_that_comes():
    found = clock((10,), (20,), now=7)
    assert begins(found) == [7, 17]
    assert (found.minutes_behind, found.is_over) == (7, False)


def test_an_item_over_its_time_moves_what_follows_with_every_minute():
    found = clock((10, 0), (20,), now=13)
    assert found.running is found.lines[0]
    assert (found.elapsed, found.minutes_over, found.is_overrun) == (13, 3, True)
    assert (begins(found), found.minutes_behind) == ([0, 13], 3)


def test_a_running_item_within_its_time_warns_nobody():
    found = clock((10, 0), (20,), now=10)
    assert (found.minutes_over, found.is_overrun, found.minutes_behind) == (0, False, 0)


def test_a_short_item_brings_the_programme_forward():
    found = clock((10, 0, 4), (20, 4), now=6)
    assert begins(found) == [0, 4]
    assert (found.minutes_behind, found.minutes_ahead) == (-6, 6)
    assert (found.lines[0].real_minutes, found.lines[0].minutes_over) == (4, -6)


def test_between_two_items_time_goes_on():
    found = clock((10, 0, 10), (20,), now=15)
    assert (found.running, found.has_begun) == (None, True)
    assert (begins(found), found.minutes_behind) == ([0, 15], 5)


def test_an_item_left_out_delays_nobody():
    found = clock((10, 0, 10), (20,), (30, 10), now=12)
    assert [line.is_left_out for line in found.lines] == [False, True, False]
    assert (found.expected_end, found.minutes_behind, found.following) == (at(40), -20, None)


def test_after_the_last_item_all_is_over():
    found = clock((10, 0, 10), (20, 10, 35), now=90)
    assert (found.is_over, found.expected_end, found.minutes_behind) == (True, at(35), 5)


# The secretary ------------------------------------------------------------------------------------
@pytest.fixture
def world():
    with time_machine.travel(EIGHT, tick=False) as traveller:
        found = published_talk(starts_at=EIGHT)
        found.traveller = traveller
        yield found


def begin(world, item, running=None):
    seen = world.running() if running is None else running
    return begin_item(item=item, running=seen, by=world.keeper)


def test_the_first_item_opens_the_conference_and_time_alone_ends_none(world):
    item = begin(world, world.items()[0])
    assert Conference.objects.get().state == ConferenceState.RUNNING
    world.traveller.move_to(at(180))
    item.refresh_from_db()
    assert (item.started_at, item.ended_at) == (EIGHT, None)
    found = programme_clock(world.programme, EIGHT)
    assert (found.elapsed, found.minutes_over) == (180, 170)


def test_the_next_item_ends_the_one_that_runs_at_the_same_moment(world):
    first, second, _third = world.items()
    begin(world, first)
    world.traveller.move_to(at(12))
    begin(world, second)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.ended_at == second.started_at == at(12)
    assert programme_clock(world.programme, EIGHT).lines[0].real_minutes == 12


def test_two_secretaries_do_not_begin_two_items(world):
    first, second, third = world.items()
    begin(world, first)
    begin(world, second, running=first.pk)
    with pytest.raises(RuleError, match="moved the clock meanwhile"):
        begin(world, third, running=first.pk)
    assert world.running() == second.pk


def test_the_database_lets_one_item_run(world):
    begin(world, world.items()[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammeItem.objects.filter(pk=world.items()[1].pk).update(started_at=EIGHT)


def test_a_step_by_mistake_is_taken_back(world):
    first, second, _third = world.items()
    begin(world, first)
    begin(world, second)
    with pytest.raises(RuleError, match="take that back first"):
        take_back_step(item=first, by=world.keeper)
    world.traveller.move_to(at(1))
    take_back_step(item=second, by=world.keeper)
    take_back_step(item=first, by=world.keeper)
    assert world.running() == first.pk
    assert programme_clock(world.programme, EIGHT).elapsed == 1


def test_items_of_the_same_moment_are_taken_back_in_their_order(world):
    first, second, _third = world.items()
    begin(world, first)
    begin(world, second)
    with pytest.raises(RuleError, match="take that back first"):
        take_back_step(item=first, by=world.keeper)
    assert world.running() == second.pk


def test_an_item_ends_once(world):
    item = begin(world, world.items()[0])
    end_item(item=item, by=world.keeper)
    with pytest.raises(RuleError, match="does not run"):
        end_item(item=item, by=world.keeper)


def test_what_is_not_published_does_not_run(world):
    item = add_items(world, (("Chưa công bố", 5),))[0]
    with pytest.raises(RuleError, match="not in the programme that is published"):
        begin(world, item)


def test_what_has_run_stays_in_the_draft(world):
    item = begin(world, world.items()[0])
    with pytest.raises(RuleError, match="This item has run"):
        remove_item(item=item, version=world.programme.version, by=world.keeper)


def test_who_takes_part_does_not_move_the_clock(world):
    with pytest.raises(RuleError, match="Only the coordinators"):
        begin_item(item=world.items()[0], running=0, by=world.guest)
    with pytest.raises(RuleError, match="Only the coordinators"):
        begin_item(item=world.items()[0], running=0, by=make_actor())
    assert world.running() == 0


def test_a_draft_is_not_run(world):
    Conference.objects.update(state=ConferenceState.DRAFT)
    with pytest.raises(RuleError, match="Send the invitations"):
        begin(world, world.items()[0])
