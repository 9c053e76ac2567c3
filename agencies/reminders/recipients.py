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
from agencies.notices.reach import recipients_by_seat
from agencies.people.models import Seat, SeatHolding
from agencies.people.queries import Recipient
from agencies.tasks.models import Task


def recipients_by_task(tasks: Iterable[Task], *, on: datetime.date) -> dict[int, list[Recipient]]:
    """By task: its own seat where that reaches somebody, else all reminded seats of the lead
    agency. A seat that nobody holds is reached by its agency's own address. Two queries.
    """
    tasks = list(tasks)
    handling = {task.handled_by_id for task in tasks if task.handled_by_id}
    leads = {task.lead_id for task in tasks}
    wanted = Q(agency__in=leads, gets_reminders=True) | Q(pk__in=handling)
    seats = list(Seat.objects.filter(wanted).select_related("agency").order_by("pk"))
    by_seat = recipients_by_seat(seats, on)
    of_agency: dict[int, list[Recipient]] = defaultdict(list)
    for seat in seats:
        if seat.gets_reminders:
            of_agency[seat.agency_id] += by_seat[seat.pk]
    return {task.pk: by_seat.get(task.handled_by_id) or of_agency[task.lead_id] for task in tasks}


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
