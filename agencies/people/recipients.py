"""Who gets a letter: the one answer to "who holds this seat and can be written to"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agencies.people.models import Person, Seat, SeatHoldingQuerySet


@dataclass(frozen=True)
class Recipient:
    """A person by the present address, for the sake of a seat or of the account itself (`seat`
    None); or (`person` None) an address alone: an agency's, or one that somebody has given.
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
    reached = (
        holdings.reachable(on).select_related("person", "seat__agency").order_by("seat_id", "pk")
    )
    return [Recipient(holding.person.email, holding.person, holding.seat) for holding in reached]


def one_each(found: Iterable[Recipient]) -> list[Recipient]:
    """Everybody once: who holds two seats gets one letter, for the first of them."""
    by_address: dict[str, Recipient] = {}
    for recipient in found:
        by_address.setdefault(recipient.address.lower(), recipient)
    return list(by_address.values())
