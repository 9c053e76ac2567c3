import datetime
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.bodies.models import Agency
from agencies.lists.counts import WaitingCount
from agencies.must_do.counts import counts_by_place
from agencies.must_do.entries import MUST_DO
from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import SEAT_SESSION_KEY, Actor
from agencies.site.context_processors import frame, nav_items_for
from agencies.tasks.choices import OccurrenceStatus
from tests.factories import LONG_AGO, make_actor, make_agency, make_person, make_seat, make_task

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2024, 3, 4)


def request_of(person, path="/viec-can-lam/", **session):
    request = RequestFactory().get(path)
    request.user, request.session = person, session
    return request


def labels(request, where: str = "places") -> list[str]:
    with translation.override("en"):
        return [str(place.label) for place in frame(request)[where]]


def test_a_stranger_gets_no_frame():
    assert frame(request_of(AnonymousUser())) == {}


WORK = ["Must do", "Tasks", "Calendar", "Documents"]
REPORTING = ["Targets", "Reporting calendar"]
BAR = {
    SeatRole.COORDINATOR: ["Must do", "Tasks", "Documents", "Board"],
    SeatRole.LEADER: ["Must do", "Tasks", "Documents", "Board"],
    SeatRole.OFFICER: WORK,
    SeatRole.VERIFIER: ["Must do", "Tasks", "Employers", "Demand"],
    SeatRole.NEWSROOM: ["Must do", "Tasks", "Demand sheet", "Communication"],
    SeatRole.JOB_CENTRE: ["Must do", "Tasks", "Documents", "Demand sheet"],
    SeatRole.PARTNER_OFFICER: ["Must do", "Tasks", "Demand sheet", "Partner provinces"],
    SeatRole.FEDERATION_COLLECTOR: ["Must do", "Tasks", "Documents", "Dialogues"],
    SeatRole.EMPLOYER: ["Must do", "People we need", "Use of labour", "My employer"],
}
RAIL = {
    SeatRole.COORDINATOR: [*WORK, "Employers", "Demand", "Demand sheet", "Board", "Reports"],
    SeatRole.LEADER: [*WORK, "Employers", "Demand", "Demand sheet", "Board", "Reports"],
    SeatRole.OFFICER: [*WORK, "Conferences"],
    SeatRole.VERIFIER: [
        *WORK,
        "Employers",
        "Demand",
        "Demand sheet",
        "Use of labour",
        "Parks and clusters",
    ],
    SeatRole.NEWSROOM: [*WORK, "Demand sheet", "Conferences", "Communication"],
    SeatRole.JOB_CENTRE: [*WORK, "Demand sheet", "Job fairs", "Conferences", *REPORTING],
    SeatRole.PARTNER_OFFICER: [
        *WORK[:3],
        "Demand sheet",
        "Job fairs",
        "What was published",
        "Partner provinces",
        "Conferences",
    ],
    SeatRole.FEDERATION_COLLECTOR: [*WORK, "Dialogues", "Conferences"],
    SeatRole.EMPLOYER: [*WORK[:3], "People we need", "Use of labour", "My employer", "Job fairs"],
}
TRIPS = ["Partner provinces", "Delegations", "Living there", "Colleges", "Conferences"]
FOLDED = {
    SeatRole.COORDINATOR: [
        "Use of labour",
        "Parks and clusters",
        "Service firms",
        "Lodging by commune",
        "Job fairs",
        "Dialogues",
        *TRIPS,
        "Communication",
        "Budget",
        *REPORTING,
        "Agencies and people",
        "Merged agencies",
        "Personal data",
        "Reminder policies",
        "Outbox",
        "Working calendar",
        "System activity",
        "Log",
    ],
    SeatRole.LEADER: [
        "Use of labour",
        "Parks and clusters",
        "Service firms",
        "Lodging by commune",
        "Job fairs",
        "Dialogues",
        *TRIPS,
        "Communication",
        "Budget",
        *REPORTING,
        "Log",
    ],
    SeatRole.OFFICER: ["Petitions of workers", "Delegations", *REPORTING],
    SeatRole.VERIFIER: [
        "Petitions of workers",
        "Delegations",
        "Living there",
        "Conferences",
        *REPORTING,
    ],
    SeatRole.NEWSROOM: ["Petitions of workers", "Delegations", *REPORTING],
    SeatRole.JOB_CENTRE: ["Petitions of workers", "Delegations", "Living there"],
    SeatRole.FEDERATION_COLLECTOR: ["Delegations", *REPORTING],
}
MOST_BEFORE_THE_FOLD = 9


@pytest.mark.parametrize("role", SeatRole)
def test_each_role_has_its_few_places_the_others_behind_the_fold(role):
    request = request_of(make_actor(role=role).person)
    assert labels(request) == RAIL[role]
    assert labels(request, "folded_places") == FOLDED.get(role, [])
    assert labels(request, "bar_places") == BAR[role]


@pytest.mark.parametrize("level", AgencyLevel)
@pytest.mark.parametrize("kind", AgencyKind)
def test_no_role_has_more_than_nine_places_before_the_fold(kind, level):
    for role in SeatRole:
        person = make_person()
        agency = Agency(kind=kind, level=level)
        seat = Seat(role=role, agency=agency)
        items = [
            item for item in nav_items_for(seat, Actor(person, seat)) if role in item.everyday_for
        ]
        assert len(items) <= MOST_BEFORE_THE_FOLD, (role, kind, level)


def test_in_a_commune_lodgers_and_loudspeakers_have_their_places():
    actor = make_actor(role=SeatRole.OFFICER, agency=make_agency(level=AgencyLevel.COMMUNE))
    assert labels(request_of(actor.person)) == [
        *WORK,
        "Lodging",
        "Loudspeakers",
        "Conferences",
    ]


def test_a_service_firm_has_no_pages_of_employers():
    actor = make_actor(role=SeatRole.EMPLOYER, agency=make_agency(kind=AgencyKind.SERVICE_FIRM))
    request = request_of(actor.person)
    assert labels(request) == labels(request, "bar_places") == WORK[:3]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/doanh-nghiep/17/", "Employers"),
        ("/doanh-nghiep/khu/", "Parks and clusters"),
        ("/doanh-nghiep/dich-vu/3/", "Service firms"),
        ("/he-thong/", "System activity"),
    ],
)
def test_of_two_places_that_lead_to_a_page_the_nearer_is_the_current_one(path, current):
    shown = frame(request_of(make_actor(role=SeatRole.COORDINATOR).person, path))
    places = [*shown["places"], *shown["folded_places"]]
    with translation.override("en"):
        assert [str(place.label) for place in places if place.is_current] == [current]
    assert bool(shown["is_fold_open"]) is (current != "Employers")


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
    assert [place.url for place in places if place.is_current] == ["/nhiem-vu/"]


def test_the_other_seats_are_offered_and_the_chosen_one_acts():
    actor = make_actor()
    second = make_seat()
    SeatHolding.objects.create(seat=second, person=actor.person, starts_on=LONG_AGO)
    shown = frame(request_of(actor.person, **{SEAT_SESSION_KEY: second.pk}))
    assert (shown["acting_seat"], list(shown["other_seats"])) == (second, [actor.seat])


def test_counts_take_what_is_late_and_what_is_due_within_14_days():
    actor = make_actor()
    for days in (-3, -1, 0, 14, 15):
        make_task(lead=actor.seat.agency, due_on=MONDAY + datetime.timedelta(days=days))
    make_task(lead=make_agency(), due_on=MONDAY)
    assert counts_by_place(actor, MONDAY)[MUST_DO] == WaitingCount(all=4, late=2)


@pytest.mark.parametrize("tasks", [1, 3])
@pytest.mark.parametrize("role", [SeatRole.LEADER, SeatRole.COORDINATOR, SeatRole.EMPLOYER])
def test_the_frame_costs_two_queries(role, tasks, django_assert_num_queries):
    actor = make_actor(role=role)
    for _ in range(tasks):
        make_task(lead=actor.seat.agency, due_on=MONDAY)
    # What a seat's counts ask is written once a day, with the calendar that moves the last days.
    list(frame(request_of(actor.person))["places"])
    shown = frame(request_of(actor.person))
    with django_assert_num_queries(2):
        assert len(shown["places"]) == len(RAIL[role])
        assert [shown["acting_seat"].agency.province, *shown["other_seats"]] == [None]


def test_the_search_of_the_frame_leads_to_what_was_found_with_the_words_still_there(client):
    actor = make_actor(role=SeatRole.COORDINATOR)
    done = make_task(title="Dựng video clip", status=OccurrenceStatus.DONE, due_on=MONDAY)
    client.force_login(actor.person)
    search = (
        client.get("/viec-can-lam/").content.decode().split('class="search"')[1].split("</form>")[0]
    )
    [action] = re.findall(r'action="([^"]+)"', search)
    page = client.get(action, {"q": "video"}).content.decode()
    assert (done.title in page, 'value="video"' in page) == (True, True)
    assert (
        'value="video"'
        not in client.get("/van-ban/", {"q": "video"}).content.decode().split("</form>")[0]
    )


def test_whoever_looks_after_members_is_led_to_them(client):
    actor = make_actor(role=SeatRole.OFFICER)
    members = reverse("agencies:member-list", args=[actor.seat.agency_id])
    client.force_login(actor.person)
    assert members not in client.get(reverse("agencies:notice-list")).content.decode()
    SeatHolding.objects.filter(seat=actor.seat).update(is_administrator=True)
    assert members in client.get(reverse("agencies:notice-list")).content.decode()
