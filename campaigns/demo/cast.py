"""Who acts in the demonstration of this app."""

import datetime
from dataclasses import dataclass

from agencies.bodies.choices import AgencyLevel, SeatRole
from agencies.bodies.models import Agency
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor
from campaigns.contents.queries import clearing_agencies
from recruitment.demo import holding_actor


@dataclass(frozen=True)
class Cast:
    """The labour department, the provincial office and a newsroom."""

    department: Actor
    office: Actor
    newsroom: Actor


def cast_of(today: datetime.date) -> Cast | None:
    """None where one of them is missing on the day."""
    held = SeatHolding.objects.current(today)
    newsrooms = held.filter(seat__role=SeatRole.NEWSROOM)
    agencies = [agency for agency in clearing_agencies(today).values() if agency]
    if len(agencies) < 2 or not newsrooms.exists():
        return None
    department, office = (_coordinator(agency, today) for agency in agencies)
    return Cast(department, office, holding_actor(newsrooms))


def _coordinator(agency: Agency, today: datetime.date) -> Actor:
    held = SeatHolding.objects.current(today)
    return holding_actor(held.filter(seat__agency=agency, seat__role=SeatRole.COORDINATOR))


def commune_officers(today: datetime.date, most: int) -> list[Actor]:
    held = (
        SeatHolding.objects.current(today)
        .filter(seat__agency__level=AgencyLevel.COMMUNE, seat__role=SeatRole.OFFICER)
        .order_by("seat__agency__sort_key", "pk")
    )
    keys = list(held.values_list("pk", flat=True)[:most])
    return [holding_actor(SeatHolding.objects.filter(pk=key)) for key in keys]
