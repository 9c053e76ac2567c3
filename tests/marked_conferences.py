"""A conference with its points, links, answers, line test and attendance, with a mark in each
text.
"""

from django.db import models
from django.utils import timezone

from conferences.attendance.choices import AttendanceState
from conferences.attendance.services import NotedRow, note_attendance
from conferences.invitations.models import ConferenceInvitation
from conferences.invitations.services import answer_invitation
from conferences.line_tests.choices import CheckResult, LineCheck, LineRound
from conferences.line_tests.services import Tick, enter_ticks, note_incident
from conferences.meetings.choices import LinkKind
from conferences.meetings.models import Conference, Point
from conferences.points.services import TypedLink, set_links
from tests.factories_meetings import (
    announced_conference,
    invitation_of,
    make_commune_committee,
    make_runner,
    point_at,
)


def make_marked_conference(mark: str) -> dict[str, models.Model]:
    by = make_runner()
    commune = make_commune_committee(f"UBND xã {mark}"[:200])
    conference = announced_conference(
        by, commune, title=mark[:300], basis=mark[:200], venue=mark[:300]
    )
    point = point_at(conference, commune)
    invitation = invitation_of(conference, commune)
    Point.objects.filter(pk=point.pk).update(
        name=f"Điểm cầu {mark}"[:200],
        room=mark[:300],
        chair=mark[:200],
        technician_name=mark[:120],
        technician_phone="0912000111",
    )
    links = [TypedLink(LinkKind.MAIN, "https://hop.example/j/1", mark[:40])]
    set_links(point=point, links=links, by=by)
    ConferenceInvitation.objects.filter(pk=invitation.pk).update(who=mark[:200])
    answer_invitation(
        invitation=invitation,
        answer="substitute",
        reason=mark[:500],
        delegate_name=mark[:120],
        delegate_position=mark[:120],
        by=None,
    )
    ticks = [Tick(round_, LineCheck.ECHO, CheckResult.FAILED, mark[:200]) for round_ in LineRound]
    enter_ticks(point=point, ticks=ticks, by=by)
    _mark_the_day(conference, point, invitation, mark)
    return {"conference": conference, "point": point, "conference-invitation": invitation}


def _mark_the_day(
    conference: Conference, point: Point, invitation: ConferenceInvitation, mark: str
) -> None:
    note_incident(
        point=point,
        happened_at=timezone.now(),
        minutes_lost=3,
        what=mark[:500],
        mending=mark[:500],
        by=None,
    )
    row = NotedRow(invitation.pk, 0, AttendanceState.REPRESENTED, represented_by=mark[:200])
    note_attendance(conference=conference, rows=[row], points={point.pk}, by=None)
