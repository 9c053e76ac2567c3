"""Whose seat looks after what comes to the portal itself."""

import datetime

from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import Permission, roles_with


def desk_seat(on: datetime.date) -> Seat | None:
    """The first seat with the right that somebody holds: in its name the portal gives tasks by
    itself.
    """
    held = SeatHolding.objects.current(on).filter(
        seat__role__in=roles_with(Permission.KEEP_PERSONAL_DATA)
    )
    return (
        Seat.objects.filter(pk__in=held.values("seat"))
        .select_related("agency")
        .order_by("pk")
        .first()
    )
