"""What the register says about the agencies and people that a workbook names: read once, for any
number of rows.
"""

import datetime
from collections import defaultdict

from django.utils import timezone

from agencies.bodies.models import Agency
from agencies.invitations.services import flooded_addresses
from agencies.mail.account_letter_links import INVITATION_VALID_FOR
from agencies.members.models import Invitation
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people.permissions import Actor


def title_key(title: str) -> str:
    """The same for titles that differ only in capitals and spaces."""
    return " ".join(title.split()).casefold()


class Standing:
    """For the named agencies the seats, their holders, invitations and administrators; for the
    addresses the accounts.

    Five queries.
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

    def is_expired(self, invitation: Invitation) -> bool:
        return bool(invitation.sent_at <= timezone.now() - INVITATION_VALID_FOR)

    def may_manage(self, agency: Agency, by: Actor) -> bool:
        """As `may_manage` of agencies/members/services.py, without a query."""
        return by.seat.agency_id == agency.pk and by.person in self.administrators[agency.pk]
