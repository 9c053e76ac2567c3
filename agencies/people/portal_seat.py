"""The seat that looks after what concerns the portal itself."""

import datetime

from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import Permission, roles_with


def desk_seat(on: datetime.date) -> Seat | None:
    """The first held seat with the right: the portal gives tasks in its name."""
    held = SeatHolding.objects.current(on).filter(
        seat__role__in=roles_with(Permission.KEEP_PERSONAL_DATA)
    )
    return (
        Seat.objects.filter(pk__in=held.values("seat"))
        .select_related("agency")
        .order_by("pk")
        .first()
    )
