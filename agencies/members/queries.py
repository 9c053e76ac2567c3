"""The members of an agency: who holds which seat, since when, last seen when, who is invited."""

import datetime

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from agencies.bodies.choices import ROLES_OF_KIND, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.members.models import Invitation
from agencies.people.models import Seat, SeatHolding


def members_of(agency: Agency, on: datetime.date) -> QuerySet[Seat]:
    """The seats, each with `current_holdings` (closed accounts too, later ones too) and
    `open_invitations`, each with its `letter`.
    """
    held = (
        SeatHolding.objects.exclude(ends_on__lt=on)
        .select_related("person")
        .order_by("starts_on", "pk")
    )
    invited = Invitation.objects.filter(ended_at=None).select_related("letter").order_by("pk")
    return agency.seats.prefetch_related(
        Prefetch("holdings", held, to_attr="current_holdings"),
        Prefetch("invitations", invited, to_attr="open_invitations"),
    ).order_by("title")


def roles_to_give(agency: Agency, basic: str = "") -> dict[str, str]:
    """The roles of a new seat: of those declared for its kind the `basic` one, and those that the
    agency has.
    """
    has = set(Seat.objects.filter(agency=agency).values_list("role", flat=True))
    given = (has | {basic or basic_role(agency)}) & ROLES_OF_KIND[agency.kind]
    return {role: str(label) for role, label in SeatRole.choices if role in given}


def basic_role(agency: Agency) -> str:
    """Of its people who have no particular office; what seats it has decides nothing."""
    if agency.is_firm:
        return SeatRole.EMPLOYER
    return SeatRole.PARTNER_OFFICER if _is_of_a_partner(agency) else SeatRole.OFFICER


def _is_of_a_partner(agency: Agency) -> bool:
    """Whether it belongs to another province than the host's, which is the same before and after a
    merger.
    """
    if agency.province_id is None:
        return False
    paths = ("slug", "successor__slug", "predecessors__slug", "successor__predecessors__slug")
    of_the_host = Q(*((path, settings.HOST_PROVINCE) for path in paths), _connector=Q.OR)
    family = set(Province.objects.filter(of_the_host).values_list("pk", flat=True))
    return bool(family) and agency.province_id not in family
