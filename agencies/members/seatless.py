"""Who can give a seat to somebody who signs in and holds none: agencies and their addresses, never
people.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.bodies.resolution import successor_on
from agencies.mail.account_letter_links import INVITATION_VALID_FOR
from agencies.members.models import Invitation
from agencies.people.models import Person, SeatHolding


@dataclass(frozen=True)
class WayToSeat:
    """`coming`: a seat that begins later. `invitation`: one that waits in the person's mailbox.

    `last`: the seat held before, with `agency`, where its administrators are today, if any.
    `coordinating`: the agencies that coordinate.
    """

    coming: SeatHolding | None
    invitation: Invitation | None
    last: SeatHolding | None
    agency: Agency | None
    coordinating: list[Agency]


def way_to_seat(person: Person, now: datetime.datetime, on: datetime.date) -> WayToSeat:
    """For a person who holds no seat on that day."""
    held = SeatHolding.objects.filter(person=person).select_related("seat__agency__successor")
    last = held.filter(ends_on__lt=on).order_by("-ends_on", "-pk").first()
    heir = successor_on(last.seat.agency, on) if last else None
    invited = Invitation.objects.filter(
        email=person.email, ended_at=None, sent_at__gt=now - INVITATION_VALID_FOR
    )
    return WayToSeat(
        coming=held.filter(starts_on__gt=on).order_by("starts_on", "pk").first(),
        invitation=invited.select_related("seat__agency").first(),
        last=last,
        agency=heir if heir and SeatHolding.objects.administrators_of(heir, on).exists() else None,
        coordinating=list(_coordinating(on)),
    )


def _coordinating(on: datetime.date) -> QuerySet[Agency]:
    held = SeatHolding.objects.current(on).filter(
        person__is_active=True, seat__role=SeatRole.COORDINATOR
    )
    return Agency.objects.valid(on).filter(Exists(held.filter(seat__agency=OuterRef("pk"))))
