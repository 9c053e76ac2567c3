"""Whose office: at which desk a registration, a vacancy or a report is decided on.

A registration goes by the employer's address, a vacancy by the place of work: inside a park to the
park's board, anywhere else to the labour department of the province. The answer stands in the row's
`office`; lists, counts, buttons, letters and services ask for it here and nowhere else.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.people.models import Person, Seat, SeatHolding, SeatHoldingQuerySet
from agencies.people.permissions import Actor
from recruitment.employers.models import IndustrialPark

# A verifier sees those of its own agency's desk.
SEES_ALL = frozenset({SeatRole.COORDINATOR, SeatRole.LEADER})
OFFICE_ROLES = (SeatRole.COORDINATOR, SeatRole.VERIFIER)


def labour_department(province: Province, on: datetime.date) -> Agency | None:
    """The department whose seats coordinate or verify; where a province has none it does not use
    the portal yet.
    """
    seats = Seat.objects.filter(
        role__in=OFFICE_ROLES, agency__province=province, agency__kind=AgencyKind.DEPARTMENT
    )
    return Agency.objects.valid(on).filter(pk__in=seats.values("agency")).order_by("pk").first()


def desk_for(
    *, province: Province, park: IndustrialPark | None, on: datetime.date
) -> Agency | None:
    """For an address: the board of its park, or the labour department; None where there is none."""
    return park.board if park else labour_department(province, on)


def is_at_desk(office_id: int, by: Actor) -> bool:
    # A coordinator is at every desk, a verifier at that of their own agency.
    own = by.seat.role == SeatRole.VERIFIER and by.seat.agency_id == office_id
    return own or by.seat.role == SeatRole.COORDINATOR


def at_desk_of(by: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those rows with an `office` for which `is_at_desk` is true."""
    if by.seat.role == SeatRole.COORDINATOR:
        return rows
    return rows.filter(office=by.seat.agency) if by.seat.role == SeatRole.VERIFIER else rows.none()


def seen_from_desk(by: Actor, rows: QuerySet[Any], office: str = "office") -> QuerySet[Any]:
    """All for coordinators and leaders, else those of the own agency's desk; `office`: the path to
    it from the rows.
    """
    return rows if by.seat.role in SEES_ALL else rows.filter(**{office: by.seat.agency})


def holdings_at_desk(office_id: int, on: datetime.date) -> SeatHoldingQuerySet:
    return SeatHolding.objects.current(on).filter(
        seat__agency=office_id, seat__role__in=OFFICE_ROLES
    )


@dataclass(frozen=True)
class DepartmentToAsk:
    """Who keeps what a zones' board only reads, and whom to write to there."""

    agency: Agency
    people: tuple[Person, ...]


def department_to_ask(by: Actor, on: datetime.date) -> DepartmentToAsk | None:
    """Of the province of a zones' board; None for whoever is no board."""
    agency = by.seat.agency
    if agency.kind != AgencyKind.ZONES_BOARD or agency.province is None:
        return None
    department = labour_department(agency.province, on)
    if department is None:
        return None
    held = holdings_at_desk(department.pk, on).select_related("person").order_by("pk")
    return DepartmentToAsk(department, tuple(holding.person for holding in held))
