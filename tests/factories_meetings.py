"""Conferences with their points and invitations, made by the services."""

import datetime
import itertools

from django.conf import settings
from django.utils import timezone

from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.people.permissions import Actor
from conferences.invitations.composition import add_bodies
from conferences.invitations.models import ConferenceInvitation
from conferences.invitations.services import announce_conference
from conferences.meetings.choices import PointLevel
from conferences.meetings.models import Conference, Point
from conferences.meetings.points import NewPoints
from conferences.meetings.services import ConferenceFacts, create_conference
from tests.factories import make_actor, make_agency
from tests.factories_recruitment import make_province

_numbers = itertools.count(1)
HOUR = datetime.timedelta(hours=1)


def host_province() -> Province:
    found = Province.objects.filter(slug=settings.HOST_PROVINCE).first()
    return found or make_province("Bắc Ninh", slug=settings.HOST_PROVINCE)


def make_runner() -> Actor:
    """The coordinator of the host's labour department."""
    agency = make_agency(f"Sở Nội vụ {next(_numbers)}", province=host_province())
    return make_actor(role=SeatRole.COORDINATOR, agency=agency)


def make_commune_committee(name: str = "", **given) -> Agency:
    return make_agency(
        name or f"UBND xã Thử {next(_numbers)}",
        kind=AgencyKind.COMMITTEE,
        level=AgencyLevel.COMMUNE,
        province=host_province(),
        **given,
    )


def facts_of(by: Actor, **given) -> ConferenceFacts:
    starts_at = given.pop("starts_at", timezone.now() + datetime.timedelta(days=7))
    facts = {
        "title": "Hội nghị kết nối cung – cầu lao động",
        "basis": "Kế hoạch 39/KH-UBND",
        "host": by.seat.agency,
        "partnership": None,
        "starts_at": starts_at,
        "ends_at": starts_at + 3 * HOUR,
        "venue": "Hội trường tầng 3, trụ sở UBND",
        "test_at": starts_at - 24 * HOUR,
    }
    return ConferenceFacts(**facts | given)


def make_conference(by: Actor, *communes: Agency, **given) -> Conference:
    """A draft with a central point at the host and one at each of these communes."""
    points = [
        NewPoints(PointLevel.CENTRAL, (by.seat.agency,), 40),
        NewPoints(PointLevel.COMMUNE, communes, 20),
    ]
    return create_conference(facts=facts_of(by, **given), points=points, by=by)


def announced_conference(by: Actor, *communes: Agency, **given) -> Conference:
    conference = make_conference(by, *communes, **given)
    announce_conference(conference=conference, by=by)
    conference.refresh_from_db()
    return conference


def point_at(conference: Conference, agency: Agency) -> Point:
    return conference.points.get(agency=agency)


def invitation_of(conference: Conference, agency: Agency) -> ConferenceInvitation:
    return ConferenceInvitation.objects.get(point__conference=conference, agency=agency)


def add_body(conference: Conference, point: Point, agency: Agency, by: Actor, **given) -> None:
    said = {"part": "member", "who": "", "places": 1, "group": None} | given
    add_bodies(conference=conference, points=[point], agencies=[agency], by=by, **said)
