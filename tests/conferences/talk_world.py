"""A conference with a central point and communes, everybody invited, ready to be run."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from agencies.bodies.choices import AgencyLevel, SeatRole
from agencies.people.permissions import Actor
from conferences.invitations.choices import PartInConference
from conferences.invitations.models import ConferenceInvitation
from conferences.meetings.choices import ConferenceState, PointLevel
from conferences.meetings.models import Conference, Point
from conferences.programmes.models import Programme, ProgrammeItem
from conferences.programmes.queries import draft_items, programme_of
from conferences.programmes.services import add_item, publish_programme
from tests.factories import make_actor, make_agency

HOUR = datetime.timedelta(hours=1)
ITEMS = (("Khai mạc", 10), ("Xem video", 20), ("Thảo luận", 30))


@dataclass
class TalkWorld:
    """`chair`: of the agency that holds it, at the central point; `guest`: of the first commune."""

    keeper: Actor
    chair: Actor
    guest: Actor
    stranger: Actor
    conference: Conference
    central: Point
    communes: list[Point]

    @property
    def programme(self) -> Programme:
        return programme_of(self.conference)

    def items(self) -> list[ProgrammeItem]:
        return draft_items(self.programme)

    def running(self) -> int:
        item = self.programme.items.filter(started_at__isnull=False, ended_at=None).first()
        return item.pk if item else 0


def make_talk(
    *,
    communes: int = 2,
    title: str = "Hội nghị kết nối cung – cầu lao động",
    starts_at: datetime.datetime | None = None,
    by: Actor | None = None,
    state: ConferenceState = ConferenceState.INVITED,
) -> TalkWorld:
    keeper = by or make_actor(role=SeatRole.COORDINATOR)
    chair = make_actor(role=SeatRole.LEADER)
    starts_at = starts_at or timezone.now()
    sent_at = starts_at - datetime.timedelta(days=7)
    conference = Conference.objects.create(
        title=title,
        host=chair.seat.agency,
        starts_at=starts_at,
        ends_at=starts_at + 2 * HOUR,
        venue="Hội trường tầng 2",
        state=state,
        moved_at=sent_at,
        invited_at=sent_at,
        made_at=sent_at,
        made_by=keeper.seat,
        made_person=keeper.person,
    )
    central = _point(conference, chair, PointLevel.CENTRAL, sent_at)
    seats = [
        make_actor(agency=make_agency(f"UBND xã {n} {conference.pk}", level=AgencyLevel.COMMUNE))
        for n in range(1, communes + 1)
    ]
    points = [_point(conference, seat, PointLevel.COMMUNE, sent_at) for seat in seats]
    stranger = make_actor()
    return TalkWorld(
        keeper, chair, seats[0] if seats else chair, stranger, conference, central, points
    )


def _point(
    conference: Conference, seat: Actor, level: PointLevel, sent_at: datetime.datetime
) -> Point:
    agency = seat.seat.agency
    point = Point.objects.create(
        conference=conference,
        level=level,
        agency=agency,
        name=f"Điểm cầu {agency.name}",
        expected=30,
        added_at=sent_at,
    )
    part = PartInConference.CHAIR if level == PointLevel.CENTRAL else PartInConference.MEMBER
    ConferenceInvitation.objects.create(
        point=point, agency=agency, part=part, added_at=sent_at, sent_at=sent_at, sent_sequence=0
    )
    return point


def add_items(world: TalkWorld, items: tuple[tuple[str, int], ...] = ITEMS) -> list[ProgrammeItem]:
    return [
        add_item(
            conference=world.conference,
            title=title,
            minutes=minutes,
            presenter="",
            clip_number="",
            by=world.keeper,
        )
        for title, minutes in items
    ]


def published_talk(**given) -> TalkWorld:
    """With a published programme of three items, an hour altogether."""
    world = make_talk(**given)
    add_items(world)
    publish(world)
    return world


def publish(world: TalkWorld):
    return publish_programme(
        conference=world.conference, version=world.programme.version, by=world.keeper
    )
