"""Conferences and points: who sees which, which bodies can have a point, what the pages show."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.choices import AgencyKind, AgencyLevel
from agencies.bodies.models import Agency, AgencyGroup, Province
from agencies.bodies.resolution import agency_in_charge, exists_on
from agencies.people.permissions import Actor, Permission
from agencies.registry import CalendarEvent
from conferences.attendance.choices import AttendanceState
from conferences.attendance.models import Attendance
from conferences.invitations.choices import InvitationAnswer
from conferences.invitations.models import ConferenceInvitation
from conferences.meetings.choices import ConferenceState, PointLevel
from conferences.meetings.models import Conference, JoinLink, Point
from conferences.partnerships.models import Partnership
from conferences.partnerships.queries import province_line
from conferences.permissions import ConferencePermission

# From this day on there are no districts.
DISTRICTS_ENDED = datetime.date(2025, 7, 1)
LEVELS_OF_AGENCIES = {
    PointLevel.CENTRAL: (AgencyLevel.CENTRAL, AgencyLevel.PROVINCE),
    PointLevel.DISTRICT: (AgencyLevel.DISTRICT,),
    PointLevel.COMMUNE: (AgencyLevel.COMMUNE,),
}
FIRMS = (AgencyKind.FIRM, AgencyKind.SERVICE_FIRM)
IN_ORDER = (
    Case(
        *(When(level=level, then=Value(n)) for n, level in enumerate(PointLevel.values)),
        output_field=IntegerField(),
    ),
    "agency__sort_key",
    "pk",
)


# Who sees what ------------------------------------------------------------------------------------
def points_of_agency(agency_id: int | None) -> QuerySet[Point]:
    """Points that are at an agency, or to which it has been invited."""
    invited = ConferenceInvitation.objects.filter(
        point=OuterRef("pk"), agency=agency_id, sent_at__isnull=False
    )
    return Point.objects.filter(Q(agency=agency_id) | Exists(invited))


def visible_conferences(by: Actor) -> QuerySet[Conference]:
    """All for those who run them, without drafts for leaders; for others, partners among them,
    those to which their agency is invited or which it holds.
    """
    rows = Conference.objects.select_related("host", "partnership__province")
    if by.may(ConferencePermission.RUN_CONFERENCES):
        return rows
    known = rows.exclude(state=ConferenceState.DRAFT).exclude(invited_at=None)
    if by.may(Permission.SEE_ALL_TASKS):
        return known
    own = points_of_agency(by.seat.agency_id).filter(conference=OuterRef("pk"))
    return known.filter(Exists(own) | Q(host=by.seat.agency_id))


def visible_points(by: Actor) -> QuerySet[Point]:
    rows = Point.objects.filter(conference__in=visible_conferences(by))
    if by.may(Permission.SEE_ALL_TASKS):
        return rows
    return rows.filter(pk__in=points_of_agency(by.seat.agency_id).values("pk"))


def in_order(points: QuerySet[Point]) -> QuerySet[Point]:
    """The central point first, then by level and name of the body."""
    return points.select_related("agency", "conference").order_by(*IN_ORDER)


# Which bodies -------------------------------------------------------------------------------------
def _provinces(partnership: Partnership | None) -> QuerySet[Province]:
    host = Province.objects.filter(slug=settings.HOST_PROVINCE).values_list("pk", flat=True).first()
    line = province_line(host)
    if partnership is None:
        return line
    return (line | province_line(partnership.province_id)).distinct()


def host_bodies(on: datetime.date) -> QuerySet[Agency]:
    """Bodies of the host province, under its old name too, that could hold a conference on a
    day.
    """
    rows = Agency.objects.valid(on).filter(province__in=_provinces(None).values("pk"))
    return rows.filter(level=AgencyLevel.PROVINCE).exclude(kind__in=FIRMS)


def invitable_bodies(partnership: Partnership | None, on: datetime.date) -> QuerySet[Agency]:
    """Bodies of both provinces that exist on the day; enterprises are represented by others."""
    rows = Agency.objects.valid(on).filter(province__in=_provinces(partnership).values("pk"))
    return rows.exclude(kind__in=FIRMS)


def point_bodies(
    level: PointLevel, partnership: Partnership | None, on: datetime.date
) -> QuerySet[Agency]:
    """Those at which a point of that level can be; none of a district once there are none."""
    if level == PointLevel.DISTRICT and on >= DISTRICTS_ENDED:
        return Agency.objects.none()
    rows = invitable_bodies(partnership, on)
    return rows.filter(level__in=LEVELS_OF_AGENCIES[level])


def levels_on(day: datetime.date) -> list[PointLevel]:
    return [each for each in PointLevel if each != PointLevel.DISTRICT or day < DISTRICTS_ENDED]


def day_of(conference: Conference) -> datetime.date:
    return timezone.localdate(conference.starts_at)


def expand_group(group: AgencyGroup, on: datetime.date) -> list[Agency]:
    """Its members as they are on the day; a group without any is represented by its steward."""
    members = [agency_in_charge(each, on) for each in group.members.all()]
    found = [each for each in members if exists_on(each, on)]
    if not found and group.steward:
        found = [each for each in [agency_in_charge(group.steward, on)] if exists_on(each, on)]
    return list({agency.pk: agency for agency in found}.values())


# The list -----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class ConferenceLine:
    """A conference in the list, with how many points it has and how the invited answered; `own`:
    the reader's points, where those are all that it sees.
    """

    conference: Conference
    points: int = 0
    invited: int = 0
    answered: int = 0
    own: list[Point] = field(default_factory=list)


def conference_lines(rows: Iterable[Conference], by: Actor) -> list[ConferenceLine]:
    """Three queries for any number."""
    shown = list(rows)
    counts = _counts(shown)
    own: dict[int, list[Point]] = defaultdict(list)
    if not by.may(Permission.SEE_ALL_TASKS):
        for point in in_order(visible_points(by).filter(conference__in=shown)):
            own[point.conference_id].append(point)
    return [ConferenceLine(row, *counts[row.pk], own[row.pk]) for row in shown]


def _counts(conferences: list[Conference]) -> dict[int, tuple[int, int, int]]:
    is_sent = Q(invitations__sent_at__isnull=False)
    is_answered = is_sent & ~Q(invitations__answer=InvitationAnswer.NONE)
    rows = (
        Point.objects.filter(conference__in=conferences)
        .order_by()
        .values_list("conference")
        .annotate(
            points=Count("pk", distinct=True),
            invited=Count("invitations", filter=is_sent),
            answered=Count("invitations", filter=is_answered),
        )
    )
    found: dict[int, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    for key, points, invited, answered in rows:
        found[key] = (points, invited, answered)
    return found


# One conference -----------------------------------------------------------------------------------
@dataclass
class PointLine:
    """A point on the page of its conference: its links, how the invited answered and who came."""

    point: Point
    links: list[JoinLink] = field(default_factory=list)
    invited: int = 0
    sent: int = 0
    coming: int = 0
    declined: int = 0
    came: int = 0
    missing: int = 0

    @property
    def unanswered(self) -> int:
        return self.sent - self.coming - self.declined


def point_lines(points: QuerySet[Point]) -> list[PointLine]:
    """Four queries for any number of points."""
    lines = {point.pk: PointLine(point) for point in in_order(points)}
    for link in JoinLink.objects.filter(point__in=lines).order_by("kind"):
        lines[link.point_id].links.append(link)
    coming = (InvitationAnswer.COMES, InvitationAnswer.SUBSTITUTE)
    answers = ConferenceInvitation.objects.filter(point__in=lines).order_by().values_list("point")
    for key, invited, sent, come, declined in answers.annotate(
        invited=Count("pk"),
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        come=Count("pk", filter=Q(answer__in=coming)),
        declined=Count("pk", filter=Q(answer=InvitationAnswer.DECLINES)),
    ):
        line = lines[key]
        line.invited, line.sent, line.coming, line.declined = invited, sent, come, declined
    came = Attendance.objects.filter(invitation__point__in=lines).order_by()
    for key, there, missing in came.values_list("invitation__point").annotate(
        there=Count("pk", filter=Q(state__in=AttendanceState.CAME)),
        missing=Count("pk", filter=~Q(state__in=AttendanceState.CAME)),
    ):
        lines[key].came, lines[key].missing = there, missing
    return list(lines.values())


# In calendars -------------------------------------------------------------------------------------
def conference_event(conference: Conference, place: str = "") -> CalendarEvent:
    """As calendars know it: by the same identity in feeds and in letters."""
    details = (
        _("Held by: %(body)s") % {"body": conference.host.name},
        _("How to join stands on the page of your point."),
    )
    state = ConferenceState(conference.state)
    return CalendarEvent(
        kind="conference",
        key=conference.pk,
        made_at=conference.made_at,
        changed_at=conference.moved_at,
        title=conference.title,
        url=conference.get_absolute_url(),
        first=conference.starts_at,
        last=conference.ends_at,
        state=state.label,
        tone=state.tone,
        place=place or conference.venue,
        details=details,
        sequence=conference.sequence,
    )
