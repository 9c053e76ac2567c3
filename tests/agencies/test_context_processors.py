import datetime
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from agencies.bodies.choices import SeatRole
from agencies.database.counts import Waiting, counts
from agencies.people.models import SeatHolding
from agencies.people.permissions import SEAT_SESSION_KEY
from agencies.site.context_processors import MUST_DO, PLACES, frame, owed_soon
from agencies.tasks.choices import OccurrenceStatus
from tests.factories import LONG_AGO, make_actor, make_agency, make_seat, make_task

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2024, 3, 4)


def request_of(person, path="/viec-can-lam/", **session):
    request = RequestFactory().get(path)
    request.user, request.session = person, session
    return request


def labels(request, where: str = "places") -> list[str]:
    with translation.override("en"):
        return [str(place["label"]) for place in frame(request)[where]]


def test_a_stranger_gets_no_frame():
    assert frame(request_of(AnonymousUser())) == {}


def test_an_officer_sees_only_the_places_of_an_officer():
    actor = make_actor(role=SeatRole.OFFICER)
    assert labels(request_of(actor.person)) == ["Must do", "Tasks", "Calendar", "Documents"]


def test_a_coordinator_sees_every_place():
    actor = make_actor(role=SeatRole.COORDINATOR)
    assert labels(request_of(actor.person)) == [
        "Must do",
        "Tasks",
        "Calendar",
        "Documents",
        "Employers",
        "Demand",
        "Demand sheet",
        "Use of labour",
        "Board",
        "Reports",
        "Reminder policies",
        "Outbox",
        "Working calendar",
        "System activity",
        "Log",
        "Personal data",
        "Agencies and people",
        "Merged agencies",
    ]


@pytest.mark.parametrize(
    ("role", "fourth"),
    [
        (SeatRole.COORDINATOR, ["Board"]),
        (SeatRole.OFFICER, ["Calendar"]),
        (SeatRole.PARTNER_OFFICER, ["Demand sheet"]),
    ],
)
def test_on_the_phone_s_bar_the_calendar_gives_way(role, fourth):
    first = ["Must do", "Tasks", "Calendar" if role == SeatRole.PARTNER_OFFICER else "Documents"]
    assert labels(request_of(make_actor(role=role).person), "bar_places") == first + fourth


def test_a_person_without_a_seat_sees_no_places():
    actor = make_actor()
    SeatHolding.objects.all().delete()
    shown = frame(request_of(actor.person))
    assert (list(shown["places"]), bool(shown["acting_seat"]), list(shown["other_seats"])) == (
        [],
        False,
        [],
    )


def test_the_place_of_the_page_is_the_current_one():
    actor = make_actor(role=SeatRole.COORDINATOR)
    places = frame(request_of(actor.person, "/nhiem-vu/17/"))["places"]
    assert [place["url"] for place in places if place["current"]] == ["/nhiem-vu/"]


def test_the_other_seats_are_offered_and_the_chosen_one_acts():
    actor = make_actor()
    second = make_seat()
    SeatHolding.objects.create(seat=second, person=actor.person, starts_on=LONG_AGO)
    shown = frame(request_of(actor.person, **{SEAT_SESSION_KEY: second.pk}))
    assert (shown["acting_seat"], list(shown["other_seats"])) == (second, [actor.seat])


def test_counts_take_what_is_late_and_what_is_due_within_14_days():
    agency = make_agency()
    for days in (-3, -1, 0, 14, 15):
        make_task(lead=agency, due_on=MONDAY + datetime.timedelta(days=days))
    make_task(lead=make_agency(), due_on=MONDAY)
    assert counts([owed_soon(agency, MONDAY)]) == {MUST_DO: Waiting(all=4, late=2)}


@pytest.mark.parametrize("tasks", [1, 3])
@pytest.mark.parametrize("role", [SeatRole.LEADER, SeatRole.COORDINATOR, SeatRole.EMPLOYER])
def test_the_frame_costs_two_queries(role, tasks, django_assert_num_queries):
    actor = make_actor(role=role)
    for _ in range(tasks):
        make_task(lead=actor.seat.agency, due_on=MONDAY)
    shown = frame(request_of(actor.person))
    with django_assert_num_queries(2):
        assert len(shown["places"]) == len(
            [place for place in PLACES if actor.may(place.permission) and not place.level]
        )
        assert [shown["acting_seat"].agency.province, *shown["other_seats"]] == [None]


def test_the_search_of_the_frame_finds_what_is_done_too(client):
    actor = make_actor(role=SeatRole.COORDINATOR)
    done = make_task(title="Dựng video clip", status=OccurrenceStatus.DONE, due_on=MONDAY)
    client.force_login(actor.person)
    search = (
        client.get("/viec-can-lam/").content.decode().split('class="search"')[1].split("</form>")[0]
    )
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', search))
    rows = client.get("/nhiem-vu/", {"q": "video", **hidden}).context["rows"]
    assert [row.occurrence.task for row in rows] == [done]


def test_whoever_looks_after_members_is_led_to_them(client):
    actor = make_actor(role=SeatRole.OFFICER)
    members = reverse("agencies:member-list", args=[actor.seat.agency_id])
    client.force_login(actor.person)
    assert members not in client.get(reverse("agencies:notice-list")).content.decode()
    SeatHolding.objects.filter(seat=actor.seat).update(is_administrator=True)
    assert members in client.get(reverse("agencies:notice-list")).content.decode()
