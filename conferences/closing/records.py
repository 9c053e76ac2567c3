"""All that was recorded of a conference, as its minutes and its page of the end need it."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from conferences.attendance.choices import AttendanceState
from conferences.attendance.models import Attendance
from conferences.closing.models import Closing
from conferences.invitations.models import ConferenceInvitation
from conferences.line_tests.models import LineIncident
from conferences.meetings.models import Conference, Point
from conferences.opinion_slips.queries import SlipLine, slip_lines
from conferences.programmes.clock import Clock
from conferences.programmes.models import Programme
from conferences.programmes.queries import programme_clock
from conferences.speeches.models import Question, SpeechRequest


@dataclass(frozen=True)
class PointNumbers:
    """Agencies of one point by attendance; `people`: head-count, None where none was reported."""

    point: Point
    invited: int
    present: int
    represented: int
    excused: int
    absent: int
    unnoted: int
    people: int | None


@dataclass(frozen=True)
class ConferenceRecord:
    """`unnoted`: invited, and nobody has said whether they came."""

    conference: Conference
    closing: Closing
    points: Sequence[PointNumbers]
    attendance: Sequence[Attendance]
    unnoted: Sequence[ConferenceInvitation]
    clock: Clock | None
    speeches: Sequence[SpeechRequest]
    questions: Sequence[Question]
    slips: Sequence[SlipLine]
    incidents: Sequence[LineIncident]

    @property
    def begun_at(self) -> datetime.datetime | None:
        """When the first item began, else when the conference was opened."""
        items = [line.item.started_at for line in self.clock.lines] if self.clock else []
        opened_at: datetime.datetime | None = self.conference.begun_at
        return min((at for at in items if at), default=opened_at)

    @property
    def ended_at(self) -> datetime.datetime | None:
        items = [line.item.ended_at for line in self.clock.lines] if self.clock else []
        closed_at: datetime.datetime | None = self.conference.closed_at
        return max((at for at in items if at), default=closed_at)

    @property
    def people(self) -> int:
        return sum(line.people or 0 for line in self.points)

    @property
    def points_without_number(self) -> int:
        return sum(line.people is None for line in self.points)


def conference_record(conference: Conference) -> ConferenceRecord:
    """A dozen queries, however many points there are."""
    invitations = list(
        ConferenceInvitation.objects.filter(point__conference=conference, sent_at__isnull=False)
        .select_related("agency", "point", "attendance")
        .order_by("point__pk", "pk")
    )
    noted = [row.attendance for row in invitations if hasattr(row, "attendance")]
    programme = Programme.objects.filter(conference=conference).first()
    now = conference.closed_at or timezone.now()
    return ConferenceRecord(
        conference=conference,
        closing=Closing.objects.filter(conference=conference).select_related("conclusion").first()
        or Closing(conference=conference),
        points=_point_numbers(conference, invitations),
        attendance=noted,
        unnoted=[row for row in invitations if not hasattr(row, "attendance")],
        clock=programme_clock(programme, conference.starts_at, now) if programme else None,
        speeches=list(conference.speeches.select_related("point").order_by("started_at", "place")),
        questions=list(conference.questions.select_related("point", "owner", "task")),
        slips=slip_lines(conference, None),
        incidents=list(
            LineIncident.objects.filter(point__conference=conference).select_related("point")
        ),
    )


def _point_numbers(
    conference: Conference, invitations: Sequence[ConferenceInvitation]
) -> list[PointNumbers]:
    states: dict[int, list[str]] = defaultdict(list)
    for row in invitations:
        states[row.point_id].append(row.attendance.state if hasattr(row, "attendance") else "")
    return [
        PointNumbers(
            point=point,
            invited=len(states[point.pk]),
            present=states[point.pk].count(AttendanceState.PRESENT),
            represented=states[point.pk].count(AttendanceState.REPRESENTED),
            excused=states[point.pk].count(AttendanceState.EXCUSED),
            absent=states[point.pk].count(AttendanceState.ABSENT),
            unnoted=states[point.pk].count(""),
            people=point.present,
        )
        for point in conference.points.all()
    ]
