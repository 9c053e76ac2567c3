"""Whom a reminder of a task reaches, by the rules of the daily decision, and the seats that can
look after it.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from agencies.bodies.models import Agency
from agencies.people.models import Person, Seat, SeatHolding
from agencies.tasks.models import Task


@dataclass(frozen=True)
class Reached:
    """A holder of a seat, or (`person` None) the agency's own address where nobody holds it."""

    seat: Seat
    person: Person | None
    recipient: str

    def __str__(self) -> str:
        return str(self.person or self.recipient)


Reach = list[Reached]


def reach_of(tasks: Iterable[Task], *, on: datetime.date) -> dict[int, Reach]:
    """By task: its own seat where that reaches somebody, else all reminded seats of the lead
    agency. Two queries.
    """
    tasks = list(tasks)
    handling = {task.handled_by_id for task in tasks if task.handled_by_id}
    leads = {task.lead_id for task in tasks}
    seats = Seat.objects.filter(
        Q(agency__in=leads, gets_reminders=True) | Q(pk__in=handling)
    ).select_related("agency")
    by_seat = _by_seat(list(seats.order_by("pk")), on)
    of_agency: dict[int, Reach] = defaultdict(list)
    for reach in by_seat.values():
        if reach and reach[0].seat.gets_reminders:
            of_agency[reach[0].seat.agency_id] += reach
    return {task.pk: by_seat.get(task.handled_by_id) or of_agency[task.lead_id] for task in tasks}


def _by_seat(seats: list[Seat], on: datetime.date) -> dict[int | None, Reach]:
    found: dict[int | None, Reach] = {seat.pk: [] for seat in seats}
    known = {seat.pk: seat for seat in seats}
    held = (
        SeatHolding.objects.current(on)
        .filter(seat__in=known, person__is_active=True)
        .exclude(person__email="")
    )
    for holding in held.select_related("person").order_by("pk"):
        found[holding.seat_id].append(
            Reached(known[holding.seat_id], holding.person, holding.person.email)
        )
    for seat in seats:
        if not found[seat.pk] and seat.agency.email:
            found[seat.pk].append(Reached(seat, None, seat.agency.email))
    return found


def one_each(reach: Reach) -> Reach:
    """Everybody once: who holds two seats gets one message."""
    found: dict[str, Reached] = {}
    for one in reach:
        found.setdefault(one.recipient.lower(), one)
    return list(found.values())


@dataclass(frozen=True)
class SeatToChoose:
    """A seat with the people who hold it: “Nông Minh Châu – Trưởng phòng Việc làm”."""

    seat: Seat
    people: tuple[str, ...]

    def __str__(self) -> str:
        return f"{', '.join(self.people)} – {self.seat.title}" if self.people else self.seat.title


def seats_to_choose(
    agency: Agency, roles: Collection[str], *, on: datetime.date
) -> list[SeatToChoose]:
    """The agency's seats of those roles, the held ones first. One query."""
    held = SeatHolding.objects.current(on).filter(seat=OuterRef("pk"), person__is_active=True)
    people = ArraySubquery(held.order_by("person__full_name", "pk").values("person__full_name"))
    seats = (
        Seat.objects.filter(agency=agency, role__in=roles).annotate(people=people).order_by("title")
    )
    choices = [SeatToChoose(seat, tuple(seat.people)) for seat in seats]
    return sorted(choices, key=lambda choice: not choice.people)
