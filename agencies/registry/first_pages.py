"""Where the work of who has signed in begins."""

from django.http import HttpRequest

from agencies.people.permissions import acting_seat
from agencies.registry.registration import registry


def first_page(request: HttpRequest) -> str:
    """As `reverse` takes it: the home of the seat's role, for most the must-do page; for system
    administrators without a seat, the administration.
    """
    seat = acting_seat(request)
    if seat is None and request.user.is_staff:
        return "admin:index"
    homes = (item.url_name for item in registry.nav_items if seat and seat.role in item.home_of)
    return next(homes, "agencies:must-do")
