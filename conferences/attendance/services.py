"""Noting who came. Two may work at one list: each writes only the rows that they have changed, and
never over a row that somebody else has changed meanwhile.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action, record_actions
from agencies.database.locking import lock_row, lock_rows
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.attendance.choices import AttendanceState
from conferences.attendance.models import Attendance
from conferences.audit.choices import ConferenceAction
from conferences.invitations.choices import InvitationAnswer
from conferences.invitations.models import ConferenceInvitation
from conferences.meetings.models import Conference, Point
from conferences.meetings.services import lock_changeable, require_runner


@dataclass(frozen=True)
class NotedRow:
    """What somebody has entered of one body; `version`: of the row as they saw it, 0 for none."""

    invitation: int
    version: int
    state: str
    reason: str = ""
    represented_by: str = ""


@dataclass
class NotedRows:
    """What became of a list that was sent: how many rows were written, and which were not since
    somebody else had changed them.
    """

    written: int = 0
    overtaken: list[ConferenceInvitation] = field(default_factory=list)


@transaction.atomic
def note_attendance(
    *, conference: Conference, rows: Iterable[NotedRow], points: set[int], by: Actor | None
) -> NotedRows:
    """Rows of these points. By whoever runs the conference, by the body at which the only point is,
    or (None) by the point's own link.
    """
    _require_entrant(points, by)
    lock_changeable(conference)
    wanted = {row.invitation: row for row in rows}
    locked = lock_rows(
        ConferenceInvitation.objects.filter(
            pk__in=wanted, point__in=points, point__conference=conference
        ).select_related("agency")
    )
    known = {row.invitation_id: row for row in Attendance.objects.filter(invitation__in=locked)}
    found = NotedRows()
    for invitation in locked:
        noted = wanted[invitation.pk]
        row = known.get(invitation.pk)
        if (row.version if row else 0) != noted.version:
            found.overtaken.append(invitation)
            continue
        _check_words(noted, invitation)
        _write(row or Attendance(invitation=invitation, version=0), noted, by)
        found.written += 1
    _record(locked, found, wanted, by)
    return found


def _require_entrant(points: set[int], by: Actor | None) -> None:
    if by is None:
        return
    own = Point.objects.filter(pk__in=points, agency=by.seat.agency_id).values_list("pk", flat=True)
    if set(own) != points:
        require_runner(by)


def _check_words(noted: NotedRow, invitation: ConferenceInvitation) -> None:
    name = {"body": invitation.agency.name}
    if noted.state == AttendanceState.EXCUSED and not noted.reason:
        raise RuleError(
            _("%(body)s: say why it is excused.") % name, field=f"words_{invitation.pk}"
        )
    if noted.state == AttendanceState.REPRESENTED and not noted.represented_by:
        raise RuleError(
            _("%(body)s: say who represents it.") % name, field=f"words_{invitation.pk}"
        )


def _write(row: Attendance, noted: NotedRow, by: Actor | None) -> None:
    now = timezone.now()
    row.state = AttendanceState(noted.state)
    row.reason = noted.reason
    row.represented_by = noted.represented_by
    came = row.state in AttendanceState.CAME
    row.arrived_at = (row.arrived_at or now) if came else None
    row.left_at = row.left_at if came else None
    row.noted_at = now
    row.noted_by = by.seat if by else None
    row.noted_person = by.person if by else None
    row.version += 1
    row.save()


def _record(
    locked: list[ConferenceInvitation],
    found: NotedRows,
    wanted: dict[int, NotedRow],
    by: Actor | None,
) -> None:
    left = {row.pk for row in found.overtaken}
    targets: list[tuple[Model, dict[str, object]]] = [
        (row, {"attendance": str(wanted[row.pk].state)}) for row in locked if row.pk not in left
    ]
    if targets:
        record_actions(ConferenceAction.ATTENDANCE_NOTED, targets, by=by)


@transaction.atomic
def note_rest_present(*, conference: Conference, points: set[int], by: Actor | None) -> int:
    """All of these points of whom nothing is noted yet and who have not declined are present, the
    named substitutes as representing their bodies. Returns how many.
    """
    open_rows = ConferenceInvitation.objects.filter(
        point__in=points, attendance__isnull=True
    ).exclude(answer=InvitationAnswer.DECLINES)
    rows = [_as_answered(row) for row in open_rows.select_related("agency")]
    return note_attendance(conference=conference, rows=rows, points=points, by=by).written


def _as_answered(row: ConferenceInvitation) -> NotedRow:
    if row.answer == InvitationAnswer.SUBSTITUTE:
        return NotedRow(row.pk, 0, AttendanceState.REPRESENTED, represented_by=row.delegate_name)
    return NotedRow(row.pk, 0, AttendanceState.PRESENT)


@transaction.atomic
def note_leaving(*, invitation: ConferenceInvitation, by: Actor | None) -> Attendance:
    """It was present and is so no longer; a second time it is back."""
    point = invitation.point
    _require_entrant({point.pk}, by)
    lock_changeable(point.conference)
    row = Attendance.objects.filter(invitation=invitation, arrived_at__isnull=False).first()
    if row is None:
        raise RuleError(_("Nobody of it has come."))
    row = lock_row(Attendance.objects.all(), row.pk)
    row.left_at = None if row.left_at else _not_before(timezone.now(), row.arrived_at)
    row.noted_at = timezone.now()
    row.version += 1
    row.save()
    after = {"left_at": str(row.left_at or "")}
    record_action(ConferenceAction.ATTENDANCE_NOTED, invitation, by=by, after=after)
    return row


def _not_before(moment: datetime.datetime, first: datetime.datetime | None) -> datetime.datetime:
    return max(moment, first) if first else moment
