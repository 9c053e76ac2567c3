"""Conferences and line tests in "Lịch", in feeds and on the must-do page, for the seats that they
concern.
"""

import datetime
import re

import icalendar
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.feeds.choices import FeedScope
from agencies.feeds.services import create_feed
from agencies.lists.counts import WaitingCount
from agencies.must_do.counts import counts_by_place
from agencies.registry import CalendarSpan
from conferences.invitations.services import (
    answer_invitation,
    cancel_conference,
    change_conference,
)
from conferences.line_tests.choices import CheckResult, LineCheck, LineRound
from conferences.line_tests.services import Tick, enter_ticks
from conferences.meetings.choices import LinkKind
from conferences.points.services import TypedLink, set_links_of_all
from conferences.portal_parts.calendar import conference_events
from conferences.portal_parts.must_do_conferences import PLACE
from tests.factories import make_actor, sign_in
from tests.factories_meetings import (
    HOUR,
    announced_conference,
    facts_of,
    invitation_of,
    make_commune_committee,
    make_conference,
    make_runner,
    point_at,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
NOW = "2026-11-30 08:00+07:00"
START = datetime.datetime(2026, 12, 7, 1, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def runner():
    return make_runner()


@pytest.fixture
def commune():
    return make_commune_committee()


def events_of(actor, *, agency=None):
    first, last = datetime.date(2026, 12, 1), datetime.date(2026, 12, 31)
    asked = CalendarSpan(actor.seat, first, last, agency)
    return [(event.kind, event.first_day.day) for event in conference_events(asked)]


ALL = [("conference", 7), ("line-test-day-before", 6), ("line-test-hour-before", 7)]


def test_each_seat_finds_what_concerns_it(runner, commune):
    own, invited, stranger = make_actor(agency=commune), make_actor(), make_actor()
    conference = announced_conference(runner, commune, starts_at=START)
    make_conference(runner, commune, starts_at=START)  # a draft
    assert events_of(own) == events_of(own, agency=commune.pk) == ALL
    assert events_of(runner) == ALL
    assert events_of(stranger) == events_of(invited) == []
    assert events_of(stranger, agency=commune.pk) == ALL  # the page asks only for the own agency
    assert events_of(make_actor(role=SeatRole.EMPLOYER)) == []
    cancel_conference(conference=conference, reason="Hoãn", by=runner)
    assert events_of(own) == events_of(runner) == []


@pytest.mark.parametrize("view", ["", "lich-trinh"])
def test_it_stands_on_its_day_in_the_calendar(client, runner, commune, view):
    conference = announced_conference(runner, commune, starts_at=START)
    sign_in(client, make_actor(agency=commune))
    page = client.get(reverse("agencies:month"), {"thang": "2026-12", "xem": view})
    text = re.sub(r"<[^>]+>|\s+", " ", page.content.decode())
    assert f"08:00 {conference.title}" in re.sub(r" +", " ", text)
    sign_in(client, make_actor())
    strange = client.get(reverse("agencies:month"), {"thang": "2026-12", "xem": view})
    assert conference.title not in strange.content.decode()


def test_a_feed_moves_it_and_drops_it_and_has_no_link(client, runner, commune):
    own = make_actor(agency=commune)
    conference = announced_conference(runner, commune, starts_at=START)
    set_links_of_all(
        conference=conference,
        links=[TypedLink(LinkKind.MAIN, "https://hop.example/j/9", "KHONGLO3")],
        by=runner,
    )
    _feed, token = create_feed(scope=FeedScope.SEAT, by=own)

    def read():
        content = client.get(reverse("agencies:calendar-feed", args=[token])).content
        assert b"hop.example" not in content
        assert b"KHONGLO3" not in content
        parts = icalendar.Calendar.from_ical(content).walk("VEVENT")
        return {
            str(part["uid"]): (part["sequence"], part.decoded("dtstart"))
            for part in parts
            if str(part["summary"]) == conference.title
        }

    [(uid, first)] = read().items()
    assert first == (0, START)
    later = START + 24 * HOUR
    change_conference(
        conference=conference,
        version=conference.version,
        facts=facts_of(runner, starts_at=later),
        by=runner,
    )
    assert read() == {uid: (1, later)}
    cancel_conference(conference=conference, reason="Hoãn", by=runner)
    assert read() == {}


# What waits ---------------------------------------------------------------------------------------
def waiting(actor):
    return counts_by_place(actor, timezone.localdate()).get(PLACE, WaitingCount()).all


def test_an_invitation_waits_for_its_agency_and_for_those_who_run_it(client, runner, commune):
    own, stranger = make_actor(agency=commune), make_actor()
    conference = announced_conference(runner, commune, starts_at=START)
    assert (waiting(own), waiting(runner), waiting(stranger)) == (1, 1, 0)
    sign_in(client, own)
    page = client.get(reverse("agencies:must-do")).content.decode()
    assert invitation_of(conference, commune).get_absolute_url() in page
    for agency in (commune, runner.seat.agency):
        answer_invitation(invitation=invitation_of(conference, agency), answer="comes", by=None)
    assert (waiting(own), waiting(runner)) == (0, 0)


def test_a_line_test_waits_from_its_day(runner, commune):
    own = make_actor(agency=commune)
    conference = announced_conference(runner, commune, starts_at=START)
    for agency in (commune, runner.seat.agency):
        answer_invitation(invitation=invitation_of(conference, agency), answer="comes", by=None)
    with time_machine.travel("2026-12-06 08:00+07:00", tick=False):
        assert (waiting(own), waiting(runner)) == (1, 1)
        ticks = [Tick(LineRound.DAY_BEFORE, item, CheckResult.PASSED) for item in LineCheck]
        for agency in (commune, runner.seat.agency):
            enter_ticks(point=point_at(conference, agency), ticks=ticks, by=None)
        assert (waiting(own), waiting(runner)) == (0, 0)
