"""The members of an agency: who holds which seat, since when, last seen when, who is invited."""

import datetime
from collections.abc import Collection

from django.db.models import Prefetch, QuerySet

from agencies.choices import SeatRole
from agencies.models import Agency, Invitation, Seat, SeatHolding


def members_of(agency: Agency, on: datetime.date) -> QuerySet[Seat]:
    """The seats, each with `current_holdings` (closed accounts too, later ones too) and `open_invitations`."""
    held = SeatHolding.objects.exclude(ends_on__lt=on).select_related("person").order_by("starts_on", "pk")
    invited = Invitation.objects.filter(ended_at=None).order_by("pk")
    return agency.seats.prefetch_related(
        Prefetch("holdings", held, to_attr="current_holdings"),
        Prefetch("invitations", invited, to_attr="open_invitations"),
    ).order_by("title")


def roles_to_give(agency: Agency) -> dict[str, str]:
    """The roles of a new seat: those that the agency has, and an officer's (a partner's, where it has partners)."""
    has = set(Seat.objects.filter(agency=agency).values_list("role", flat=True))
    given = has | {basic_role(has)}
    return {role: label for role, label in SeatRole.choices if role in given}


def basic_role(roles: Collection[str]) -> str:
    """An officer's of the host's bodies; a partner's or an employer's own people get no more than it has itself."""
    return next((role for role in (SeatRole.PARTNER_OFFICER, SeatRole.EMPLOYER) if role in roles), SeatRole.OFFICER)
