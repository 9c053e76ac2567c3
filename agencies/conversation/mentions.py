"""Whom a comment can call by name."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from agencies.people.models import Seat, SeatHolding, SeatQuerySet
from agencies.tasks.models import Task


def seats_that_see(task: Task, roles_seeing_all: Iterable[str]) -> SeatQuerySet:
    """The seats of the agencies of the task, and those whose role sees every task."""
    agencies = [task.lead_id, *(partner.agency_id for partner in task.partners.all())]
    return Seat.objects.filter(Q(agency__in=agencies) | Q(role__in=list(roles_seeing_all)))


@dataclass(frozen=True)
class MentionableSeat:
    """A seat with the people who hold it: “Nông Minh Châu – Trưởng phòng Việc làm, Sở LĐ-TB&XH”."""

    seat: Seat
    people: tuple[str, ...]

    def __str__(self) -> str:
        return f"{', '.join(self.people)} – {self.seat.title}, {self.seat.agency.display_name}"


def mentionable_seats(
    task: Task, roles_seeing_all: Iterable[str], *, on: datetime.date
) -> list[MentionableSeat]:
    """Seats that see the task and are held on the day: the lead agency's first, then partners, then
    all others.

    One query, apart from the task's partners.
    """
    held = SeatHolding.objects.current(on).filter(
        seat__in=seats_that_see(task, roles_seeing_all), person__is_active=True
    )
    people: dict[Seat, list[str]] = {}
    for holding in held.select_related("seat__agency", "person").order_by(
        "person__full_name", "pk"
    ):
        people.setdefault(holding.seat, []).append(holding.person.full_name)
    partners = {partner.agency_id for partner in task.partners.all()}

    def place(seat: Seat) -> tuple:
        return (
            seat.agency_id != task.lead_id,
            seat.agency_id not in partners,
            seat.agency.sort_key,
            seat.title,
        )

    return [MentionableSeat(seat, tuple(people[seat])) for seat in sorted(people, key=place)]
