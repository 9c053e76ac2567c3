"""The attendance list of a conference, point by point."""

from django.db.models import QuerySet

from conferences.attendance.models import Attendance
from conferences.invitations.models import ConferenceInvitation
from conferences.meetings.models import Point
from conferences.meetings.queries import in_order


def attendance_rows(points: QuerySet[Point]) -> list[ConferenceInvitation]:
    """The bodies of these points in the order of the points, each with its attendance if somebody
    has noted it: two queries.
    """
    order = {point.pk: (place, point) for place, point in enumerate(in_order(points))}
    rows = ConferenceInvitation.objects.filter(point__in=order)
    rows = rows.select_related("agency", "attendance__noted_person").order_by(
        "agency__sort_key", "pk"
    )
    found = sorted(rows, key=lambda row: order[row.point_id][0])
    for row in found:
        row.point = order[row.point_id][1]
    return found


def attendance_of(invitation: ConferenceInvitation) -> Attendance | None:
    return getattr(invitation, "attendance", None)
