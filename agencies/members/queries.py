"""The members of an agency: who holds which seat since when, last seen when, and who is invited."""

import datetime

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from agencies.bodies.choices import ROLES_OF_KIND, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.members.models import Invitation
from agencies.people.models import Seat, SeatHolding


def seats_with_members(agency: Agency, on: datetime.date) -> QuerySet[Seat]:
    """The seats, each with `current_holdings` (closed accounts and later ones too) and
    `open_invitations`, each with its `letter`.
    """
    held = SeatHolding.objects.exclude(ends_on__lt=on).select_related("person")
    invited = Invitation.objects.filter(ended_at=None).select_related("letter").order_by("pk")
    return agency.seats.prefetch_related(
        Prefetch("holdings", held.order_by("starts_on", "pk"), to_attr="current_holdings"),
        Prefetch("invitations", invited, to_attr="open_invitations"),
    ).order_by("title")


def roles_to_give(agency: Agency, basic: str = "") -> dict[str, str]:
    """The roles for a new seat: of those declared for the agency's kind the `basic` one, and those
    that the agency already has.
    """
    has = set(Seat.objects.filter(agency=agency).values_list("role", flat=True))
    given = (has | {basic or basic_role(agency)}) & ROLES_OF_KIND[agency.kind]
    return {role: str(label) for role, label in SeatRole.choices if role in given}


def basic_role(agency: Agency) -> str:
    # The role of people without a particular office; which seats exist does not matter.
    if agency.is_firm:
        return SeatRole.EMPLOYER
    return SeatRole.PARTNER_OFFICER if _is_of_a_partner(agency) else SeatRole.OFFICER


def _is_of_a_partner(agency: Agency) -> bool:
    # Whether it belongs to a province other than the host's; a merged province counts as the same.
    if agency.province_id is None:
        return False
    paths = ("slug", "successor__slug", "predecessors__slug", "successor__predecessors__slug")
    of_the_host = Q(*((path, settings.HOST_PROVINCE) for path in paths), _connector=Q.OR)
    family = set(Province.objects.filter(of_the_host).values_list("pk", flat=True))
    return bool(family) and agency.province_id not in family
