"""Who is to sit at the points (thành phần): bodies, or groups of bodies as they are on the day."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.models import Agency, AgencyGroup
from agencies.database.locking import lock_row, lock_rows
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.attendance.models import Attendance
from conferences.audit.choices import ConferenceAction
from conferences.invitations.models import ConferenceInvitation
from conferences.invitations.sending import send_invitations
from conferences.meetings.models import Conference, Point
from conferences.meetings.points import NewPoints, make_points
from conferences.meetings.queries import day_of, expand_group, invitable_bodies
from conferences.meetings.services import lock_changeable, require_runner

MOST_AT_A_POINT = 200


@transaction.atomic
def add_bodies(
    *,
    conference: Conference,
    points: Iterable[Point],
    agencies: Iterable[Agency],
    group: AgencyGroup | None,
    part: str,
    who: str,
    places: int,
    by: Actor,
) -> list[ConferenceInvitation]:
    """Each body joins each of the points, unless it is there already; once the conference is
    announced it is invited at once. Returns the new ones.
    """
    require_runner(by)
    row = lock_changeable(conference)
    bodies = _checked_bodies(row, agencies, group)
    there = lock_rows(row.points.filter(pk__in=[point.pk for point in points]))
    if not there:
        raise RuleError(_("Choose at least one point."), field="points")
    known = set(ConferenceInvitation.objects.filter(point__in=there).values_list("point", "agency"))
    now = timezone.now()
    made = ConferenceInvitation.objects.bulk_create(
        ConferenceInvitation(
            point=point, agency=body, part=part, who=who, places=places, added_at=now
        )
        for point in there
        for body in bodies
        if (point.pk, body.pk) not in known
    )
    if not made:
        raise RuleError(_("All of them are there already; nothing was added."))
    after = {"agencies": [body.name for body in bodies], "points": len(there)}
    record_action(ConferenceAction.BODIES_ADDED, row, by=by, after=after)
    if row.invited_at:
        send_invitations(row)
    return made


def _checked_bodies(
    conference: Conference, agencies: Iterable[Agency], group: AgencyGroup | None
) -> list[Agency]:
    day = day_of(conference)
    named = {agency.pk: agency for agency in agencies}
    of_group = expand_group(group, day) if group else []
    if group and not of_group:
        words = _("Nobody of “%(group)s” is in the register on that day. Choose bodies by name.")
        raise RuleError(words % {"group": group.name}, field="group")
    bodies = named | {agency.pk: agency for agency in of_group}
    if not bodies:
        raise RuleError(_("Choose bodies or a group."), field="agencies")
    if len(bodies) > MOST_AT_A_POINT:
        words = _("At most %(most)s bodies at once.") % {"most": MOST_AT_A_POINT}
        raise RuleError(words, field="agencies")
    possible = invitable_bodies(conference.partnership, day).filter(pk__in=bodies)
    known = set(possible.values_list("pk", flat=True))
    strange = [body.name for key, body in bodies.items() if key not in known]
    if strange:
        words = _("Not of these provinces, or not there on that day: %(names)s.")
        raise RuleError(words % {"names": ", ".join(strange)}, field="agencies")
    return list(bodies.values())


@transaction.atomic
def remove_body(*, invitation: ConferenceInvitation, by: Actor) -> Point:
    """Only while it was not invited and nobody of it has come: later it declines, or is absent."""
    require_runner(by)
    lock_changeable(invitation.point.conference)
    rows = ConferenceInvitation.objects.select_related("point__conference", "agency")
    row = lock_row(rows, invitation.pk)
    if row.sent_at or Attendance.objects.filter(invitation=row).exists():
        raise RuleError(_("It was invited already: what it answers, or that it is absent, stays."))
    point = row.point
    before = {"agency": row.agency.name}
    row.delete()
    record_action(ConferenceAction.BODY_REMOVED, point, by=by, before=before)
    return point


@transaction.atomic
def add_points(*, conference: Conference, points: Iterable[NewPoints], by: Actor) -> list[Point]:
    """They get what the others have: the links that all share, an invitation where the others are
    invited, and their row in the line test. Documents are read by audience, so nothing is copied.
    """
    require_runner(by)
    row = lock_changeable(conference)
    made = make_points(row, points)
    if not made:
        raise RuleError(_("Choose the bodies at which there shall be points."), field="agencies")
    row.line_version += 1
    row.save(update_fields=["line_version"])
    after = {"points": len(made), "agencies": [point.agency.name for point in made]}
    record_action(ConferenceAction.POINTS_ADDED, row, by=by, after=after)
    if row.invited_at:
        send_invitations(row)
    return made
