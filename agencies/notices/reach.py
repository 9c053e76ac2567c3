"""Whom the acts of a request have told, and whom they could not: so that no page says that
something was sent which nobody gets.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from agencies.bodies.models import Agency
from agencies.people.models import Seat, SeatHolding
from agencies.people.queries import Recipient, recipients


@dataclass
class Reach:
    """How many people were told, and the agencies at which nobody can be: no seat is held there by
    somebody who can be written to.
    """

    people: int = 0
    unreached: list[Agency] = field(default_factory=list)

    @property
    def is_nobody(self) -> bool:
        return self.people == 0 and bool(self.unreached)

    @property
    def sentence(self) -> str:
        """Empty where everybody was reached."""
        if not self.unreached:
            return ""
        agencies = {agency.pk: agency for agency in self.unreached}.values()
        words = _(
            "Nobody holds a seat at %(agencies)s that could be told: nothing was sent there. "
            "Invite somebody to a seat, or call%(phones)s."
        )
        known = [f"{one.display_name} {one.phone}" for one in agencies if one.phone]
        return words % {
            "agencies": ", ".join(one.display_name for one in agencies),
            "phones": f" {'; '.join(known)}" if known else "",
        }


def recipients_by_agency(
    agencies: Iterable[int], *, on: datetime.date
) -> dict[int, list[Recipient]]:
    """By key of the agency, whom its reminded seats reach. Two queries."""
    seats = Seat.objects.filter(agency__in=list(agencies), gets_reminders=True)
    found: dict[int, list[Recipient]] = defaultdict(list)
    rows = list(seats.select_related("agency").order_by("pk"))
    for seat, reached in zip(rows, recipients_by_seat(rows, on).values(), strict=True):
        found[seat.agency_id] += reached
    return found


def recipients_by_seat(seats: list[Seat], on: datetime.date) -> dict[int | None, list[Recipient]]:
    """In the order of the seats. One that nobody holds is reached by its agency's own address. One
    query.
    """
    found: dict[int | None, list[Recipient]] = {seat.pk: [] for seat in seats}
    for recipient in recipients(SeatHolding.objects.filter(seat__in=seats), on=on):
        found[recipient.seat.pk].append(recipient)
    for seat in seats:
        if not found[seat.pk] and seat.agency.email:
            found[seat.pk].append(Recipient(seat.agency.email, seat=seat))
    return found


_watching: ContextVar[Reach | None] = ContextVar("watching_reach", default=None)


@contextmanager
def watch_reach() -> Iterator[Reach]:
    """What the acts inside tell people, by `record_reach`."""
    reach = Reach()
    token = _watching.set(reach)
    try:
        yield reach
    finally:
        _watching.reset(token)


def record_reach(
    seats: Iterable[Seat], reached: Iterable[Recipient], told: int, *, otherwise: Agency
) -> None:
    """`reached`: who can be told at all, whoever acts included; `told` of them were. `otherwise`:
    whose the seats would be, where there are none.
    """
    reach = _watching.get()
    if reach is None:
        return
    reach.people += told
    there = {one.seat.agency_id for one in reached if one.seat}
    agencies = {seat.agency_id: seat for seat in seats}
    if not agencies and otherwise.pk not in there:
        reach.unreached.append(otherwise)
    reach.unreached += [seat.agency for pk, seat in agencies.items() if pk not in there]
