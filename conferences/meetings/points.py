"""The points of a conference: made many at once, changed, given their links, taken away."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.models import Agency
from agencies.errors import RuleError
from conferences.invitations.choices import PartInConference
from conferences.invitations.models import ConferenceInvitation
from conferences.meetings.choices import LinkKind, PointLevel
from conferences.meetings.models import Conference, JoinLink, Point
from conferences.meetings.queries import DISTRICTS_ENDED, day_of, point_bodies
from vietnam.dates import format_date

MOST_POINTS = 300
# As papers name it, whatever the reader's language.
NAME = "Điểm cầu %s"


@dataclass(frozen=True)
class NewPoints:
    """Points of one level to be made at these bodies, each for so many people."""

    level: PointLevel
    agencies: tuple[Agency, ...]
    expected: int = 0
    room: str = ""


def make_points(conference: Conference, wanted: Iterable[NewPoints]) -> list[Point]:
    """The points, each with its own body as its chair and with the links that all others share.

    Raises RuleError where a body cannot have one on the day; then none is made.
    """
    shared = shared_links(conference)
    made = []
    for each in wanted:
        _check_bodies(conference, each)
        made += [_make_point(conference, each, agency) for agency in each.agencies]
    if conference.points.count() > MOST_POINTS:
        raise RuleError(_("A conference has at most %(most)s points.") % {"most": MOST_POINTS})
    JoinLink.objects.bulk_create(
        JoinLink(point=point, kind=link.kind, url=link.url, passcode=link.passcode)
        for point in made
        for link in shared
    )
    return made


def _make_point(conference: Conference, wanted: NewPoints, agency: Agency) -> Point:
    now = timezone.now()
    point = Point.objects.create(
        conference=conference,
        level=wanted.level,
        agency=agency,
        name=NAME % agency.name,
        room=wanted.room,
        expected=wanted.expected,
        added_at=now,
    )
    ConferenceInvitation.objects.create(
        point=point, agency=agency, part=PartInConference.CHAIR, added_at=now
    )
    return point


def _check_bodies(conference: Conference, wanted: NewPoints) -> None:
    day = day_of(conference)
    if wanted.level == PointLevel.DISTRICT and day >= DISTRICTS_ENDED:
        raise RuleError(_("There are no districts since 01/7/2025."), field="level")
    _check_central(conference, wanted)
    possible = point_bodies(wanted.level, conference.partnership, day)
    keys = {agency.pk for agency in wanted.agencies}
    known = set(possible.filter(pk__in=keys).values_list("pk", flat=True))
    for agency in wanted.agencies:
        if agency.pk not in known:
            words = _("No point of this level can be at %(body)s on %(day)s.")
            named = {"body": agency.name, "day": format_date(day)}
            raise RuleError(words % named, field="agencies")
    there = conference.points.filter(agency__in=keys).select_related("agency").first()
    if there:
        words = _("%(body)s has a point already.") % {"body": there.agency.name}
        raise RuleError(words, field="agencies")


def _check_central(conference: Conference, wanted: NewPoints) -> None:
    if wanted.level != PointLevel.CENTRAL or not wanted.agencies:
        return
    has_one = conference.points.filter(level=PointLevel.CENTRAL).exists()
    if has_one or len(wanted.agencies) > 1:
        raise RuleError(_("A conference has one central point."), field="agencies")


# Links --------------------------------------------------------------------------------------------
def shared_links(conference: Conference) -> list[JoinLink]:
    """Of each kind the link that all points of the conference have in common."""
    rows = list(JoinLink.objects.filter(point__conference=conference))
    points = conference.points.count()
    found = []
    for kind in LinkKind:
        of_kind = [row for row in rows if row.kind == kind]
        if of_kind and len(of_kind) == points and len({(r.url, r.passcode) for r in of_kind}) == 1:
            found.append(of_kind[0])
    return found


@transaction.atomic
def write_links(points: Iterable[Point], kind: LinkKind, url: str, passcode: str) -> None:
    """The link of one kind at these points, in place of the one before; without an address it goes
    away.
    """
    keys = [point.pk for point in points]
    JoinLink.objects.filter(point__in=keys, kind=kind).delete()
    if url:
        JoinLink.objects.bulk_create(
            JoinLink(point_id=key, kind=kind, url=url, passcode=passcode) for key in keys
        )
