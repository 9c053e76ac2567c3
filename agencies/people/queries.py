"""Who holds seats: leaders to be told, who gets a letter, whose seat looks after the portal."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.bodies.models import Agency
from agencies.people.models import Person, Seat, SeatHolding, SeatHoldingQuerySet
from agencies.people.permissions import Permission, roles_with


def leaders_of(
    agencies: Iterable[int], *, on: datetime.date, by_mail: bool = False
) -> dict[int, list[Seat]]:
    """The leaders' seats held on the day over each agency: its own, else the nearest superior's,
    else those of its province's committee.

    Agencies without any are left out. Two queries. `by_mail`: only seats of which a holder has an
    address.
    """
    held = SeatHolding.objects.reachable(on) if by_mail else SeatHolding.objects.current(on)
    held = held.filter(person__is_active=True)
    seats: dict[int, list[Seat]] = defaultdict(list)
    leaders = Seat.objects.filter(role=SeatRole.LEADER, pk__in=held.values("seat"))
    for seat in leaders.select_related("agency"):
        seats[seat.agency_id].append(seat)
    known = {
        agency.pk: agency
        for agency in Agency.objects.valid(on).only("parent", "province", "kind", "level")
    }
    committees = {
        a.province_id: a.pk
        for a in known.values()
        if a.kind == AgencyKind.COMMITTEE and a.level == AgencyLevel.PROVINCE
    }
    found = {
        pk: next(
            (seats[above] for above in _agencies_above(pk, known, committees) if above in seats), []
        )
        for pk in agencies
    }
    return {pk: leaders for pk, leaders in found.items() if leaders}


def _agencies_above(
    pk: int, known: dict[int, Agency], committees: dict[int | None, int]
) -> Iterator[int]:
    # The agency, its superiors from near to far, and the committee of its province.
    seen: set[int] = set()
    agency = known.get(pk)
    while agency and agency.pk not in seen:
        seen.add(agency.pk)
        yield agency.pk
        top = agency
        agency = known.get(agency.parent_id) if agency.parent_id else None
    if seen and top.province_id in committees:
        yield committees[top.province_id]


def portal_desk_seat(on: datetime.date) -> Seat | None:
    # The first held seat with the right: the portal gives tasks in its name.
    held = SeatHolding.objects.current(on).filter(
        seat__role__in=roles_with(Permission.KEEP_PERSONAL_DATA)
    )
    seats = Seat.objects.filter(pk__in=held.values("seat")).select_related("agency")
    return seats.order_by("pk").first()


@dataclass(frozen=True)
class Recipient:
    """A person at their present address, written to because of a seat or (`seat` None) because of
    the account itself; or (`person` None) an address alone: an agency's, or one that somebody has
    given.
    """

    address: str
    person: Person | None = None
    seat: Seat | None = None

    def __str__(self) -> str:
        return str(self.person or self.address)


def recipients(holdings: SeatHoldingQuerySet, *, on: date) -> list[Recipient]:
    """The people of the holdings who hold their seat on the day, have an open account and an
    address; for each seat, with its agency. Addresses are in their normal form. One query.
    """
    reached = holdings.reachable(on).select_related("person", "seat__agency")
    return [
        Recipient(holding.person.email, holding.person, holding.seat)
        for holding in reached.order_by("seat_id", "pk")
    ]


def unique_recipients(found: Iterable[Recipient]) -> list[Recipient]:
    # Everybody once: who holds two seats gets one letter, for the first of them.
    by_address: dict[str, Recipient] = {}
    for recipient in found:
        by_address.setdefault(recipient.address.lower(), recipient)
    return list(by_address.values())
