"""What the register says about the agencies and people that a workbook names: read once, for any
number of rows; and which roles a workbook may give their seats.
"""

import datetime
from collections import defaultdict

from django.utils.translation import gettext as _

from agencies.bodies.choices import ROLES_OF_KIND, AgencyKind, AgencyLevel, SeatRole
from agencies.bodies.models import Agency
from agencies.invitations.services import flooded_addresses
from agencies.members.models import Invitation
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people.permissions import Actor
from agencies.people_import.services.plan import Body

# These see the tasks of the whole province: no commune's seat has them.
PROVINCE_ROLES = frozenset({SeatRole.LEADER, SeatRole.COORDINATOR})


def title_key(title: str) -> str:
    # The same for titles that differ only in capitals and spaces.
    return " ".join(title.split()).casefold()


class RegisterFacts:
    """For the named agencies the seats, their holders, invitations and administrators; for the
    addresses the accounts. Five queries.
    """

    def __init__(self, agencies: set[int], emails: set[str], on: datetime.date) -> None:
        self.on = on
        self.seats: dict[tuple[int, str], Seat] = {}
        self.roles: dict[int, set[str]] = defaultdict(set)
        self.holdings: set[tuple[int, str]] = set()
        self.administrators: dict[int, list[Person]] = defaultdict(list)
        self.invitations: dict[tuple[int, str], Invitation] = {}
        self.invited_administrators: dict[int, Invitation] = {}
        self._load_seats(agencies)
        self._load_invitations(agencies)
        self.people = {person.email: person for person in Person.objects.filter(email__in=emails)}
        self.flooded = flooded_addresses(emails)

    def _load_seats(self, agencies: set[int]) -> None:
        for seat in (
            Seat.objects.filter(agency__in=agencies).select_related("agency").order_by("pk")
        ):
            self.seats[seat.agency_id, title_key(seat.title)] = seat
            self.roles[seat.agency_id].add(seat.role)
        held = SeatHolding.objects.filter(seat__agency__in=agencies).exclude(ends_on__lt=self.on)
        for holding in held.select_related("person", "seat").order_by("pk"):
            self.holdings.add((holding.seat_id, holding.person.email))
            is_current = holding.starts_on <= self.on and holding.person.is_active
            if holding.is_administrator and is_current:
                self.administrators[holding.seat.agency_id].append(holding.person)

    def _load_invitations(self, agencies: set[int]) -> None:
        open_ones = Invitation.objects.filter(seat__agency__in=agencies, ended_at=None)
        for invitation in open_ones.select_related("seat__agency").order_by("pk"):
            self.invitations[invitation.seat_id, invitation.email] = invitation
            if invitation.as_administrator:
                self.invited_administrators[invitation.seat.agency_id] = invitation

    def may_manage_members(self, agency: Agency, by: Actor) -> bool:
        # As `may_manage_members` of agencies/members/services.py, without a query.
        return by.seat.agency_id == agency.pk and by.person in self.administrators[agency.pk]


def roles_to_import(body: Body, *, is_hosts: bool, has: set[str]) -> set[str]:
    """Of those declared for the kind: for the host's bodies all but a coordinator's, for others
    only the partner's; and those that the agency already has.

    Nobody gets a right that was not granted to such a body.
    """
    declared: set[str] = {*ROLES_OF_KIND[AgencyKind(body.kind)]}
    if not is_hosts:
        return declared & ({SeatRole.PARTNER_OFFICER} | has)
    given = declared - {SeatRole.PARTNER_OFFICER, SeatRole.COORDINATOR}
    if body.level != AgencyLevel.PROVINCE:
        given -= PROVINCE_ROLES
    return given | (declared & has)


def explain_refused_role(role: str, body: Body, *, is_hosts: bool) -> str:
    if role not in ROLES_OF_KIND[AgencyKind(body.kind)]:
        return _("Seats of an agency of this kind do not have this role.")
    if not is_hosts:
        return _("Outside the own province a seat gets the role of a partner province's officer.")
    if role == SeatRole.COORDINATOR:
        return _("This agency has no coordinator. The administration pages make the first one.")
    if role == SeatRole.PARTNER_OFFICER:
        return _("This role is for partner provinces. Leave the cell empty, or choose another one.")
    return _("This role sees the tasks of the whole province; only bodies of the province have it.")
