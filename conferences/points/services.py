"""One point is changed, gets its links, counts its people, or is taken away."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.database.locking import lock_row, lock_rows
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.attendance.models import Attendance
from conferences.audit.choices import ConferenceAction
from conferences.invitations.models import ConferenceInvitation
from conferences.line_tests.models import LineIncident, LineResult
from conferences.meetings.choices import LinkKind
from conferences.meetings.codes import make_code
from conferences.meetings.models import Conference, JoinLink, Point
from conferences.meetings.points import write_links
from conferences.meetings.services import lock_changeable, require_runner
from conferences.speeches.models import Question, SpeechRequest


@dataclass(frozen=True)
class PointFacts:
    """What is typed of a point."""

    name: str
    room: str
    chair: str
    expected: int
    technician_name: str
    technician_phone: str


@dataclass(frozen=True)
class TypedLink:
    """A join link as it is typed; `makes_code`: the portal makes its passcode."""

    kind: LinkKind
    url: str
    passcode: str = ""
    makes_code: bool = False

    @property
    def code(self) -> str:
        return make_code() if self.makes_code else self.passcode


def lock_point(point: Point) -> Point:
    """The point, locked after its conference, which must still be changeable."""
    lock_changeable(point.conference)
    return lock_row(Point.objects.select_related("conference", "agency"), point.pk)


@transaction.atomic
def change_point(*, point: Point, version: int, facts: PointFacts, by: Actor) -> Point:
    """By whoever runs the conference, or by the body itself at which the point is."""
    _require_own(point, by)
    row = lock_point(point)
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this point meanwhile. Look at it again; nothing was saved.")
        )
    if facts.technician_phone and not facts.technician_name:
        raise RuleError(_("Give the technician's name."), field="technician_name")
    others = Point.objects.filter(conference=row.conference, name=facts.name).exclude(pk=row.pk)
    if others.exists():
        raise RuleError(_("Another point has this name."), field="name")
    names = list(facts.__dataclass_fields__)
    changed = [name for name in names if getattr(row, name) != getattr(facts, name)]
    before = {name: getattr(row, name) for name in changed}
    for name in changed:
        setattr(row, name, getattr(facts, name))
    row.version += 1
    row.save(update_fields=[*changed, "version"])
    _show_on_line_page(row)
    after = {name: getattr(row, name) for name in changed}
    record_action(ConferenceAction.POINT_CHANGED, row, by=by, before=before, after=after)
    return row


def _require_own(point: Point, by: Actor) -> None:
    if point.agency_id != by.seat.agency_id:
        require_runner(by)


def _show_on_line_page(point: Point) -> None:
    # Name, room and technician stand on it.
    conference = point.conference
    conference.line_version += 1
    conference.save(update_fields=["line_version"])


@transaction.atomic
def set_links(*, point: Point, links: list[TypedLink], by: Actor) -> Point:
    require_runner(by)
    row = lock_point(point)
    for link in links:
        write_links([row], link.kind, link.url, link.code)
    _record_links(row, links, by)
    return row


@transaction.atomic
def set_links_of_all(*, conference: Conference, links: list[TypedLink], by: Actor) -> int:
    """The same links at all points; a kind without an address stays as it is. Returns how many
    points there are.
    """
    require_runner(by)
    row = lock_changeable(conference)
    given = [link for link in links if link.url]
    if not given:
        raise RuleError(_("Give the address of a link."), field="main_url")
    points = lock_rows(row.points.all())
    for link in given:
        write_links(points, link.kind, link.url, link.code)
    kinds = ", ".join(link.kind for link in given)
    after = {"links": kinds, "points": len(points)}
    record_action(ConferenceAction.LINKS_SET, row, by=by, after=after)
    return len(points)


def _record_links(point: Point, links: list[TypedLink], by: Actor) -> None:
    # Neither address nor passcode: the log is read by more people than the page of the point.
    kinds = ", ".join(link.kind for link in links if link.url)
    record_action(ConferenceAction.LINKS_SET, point, by=by, after={"links": kinds})


@transaction.atomic
def renew_page_link(*, point: Point, by: Actor) -> Point:
    """The signed link of the point's page is made anew; the one before opens nothing any more."""
    require_runner(by)
    row = lock_point(point)
    row.link_version += 1
    row.save(update_fields=["link_version"])
    record_action(ConferenceAction.POINT_LINK_RENEWED, row, by=by)
    return row


@transaction.atomic
def count_present(*, point: Point, present: int, by: Actor | None) -> Point:
    """How many people are there; without an actor by the point's own page."""
    if by is not None:
        _require_own(point, by)
    row = lock_point(point)
    before = {"present": row.present}
    row.present = present
    row.save(update_fields=["present"])
    after = {"present": present}
    record_action(ConferenceAction.PRESENT_COUNTED, row, by=by, before=before, after=after)
    return row


@transaction.atomic
def remove_point(*, point: Point, by: Actor) -> Conference:
    """Only while nothing has happened at it: nobody was invited, nothing tried, nobody came."""
    require_runner(by)
    row = lock_point(point)
    invitations = ConferenceInvitation.objects.filter(point=row)
    is_used = (
        invitations.filter(sent_at__isnull=False).exists()
        or LineResult.objects.filter(point=row).exists()
        or LineIncident.objects.filter(point=row).exists()
        or Attendance.objects.filter(invitation__point=row).exists()
        or SpeechRequest.objects.filter(point=row).exists()
        or Question.objects.filter(point=row).exists()
    )
    if is_used:
        raise RuleError(
            _("People were invited to this point, or its line was tried: it cannot be taken away.")
        )
    conference = row.conference
    name = row.name
    JoinLink.objects.filter(point=row).delete()
    invitations.delete()
    row.delete()
    record_action(ConferenceAction.POINT_REMOVED, conference, by=by, before={"point": name})
    return conference
