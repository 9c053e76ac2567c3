"""Employers, as offices and they themselves see them."""

import datetime
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.database.columns import model_column
from agencies.people.models import Seat
from agencies.people.permissions import Actor
from recruitment.desks.queries import OFFICE_ROLES, SEES_ALL
from recruitment.employers.choices import EmployerStatus
from recruitment.employers.models import Employer, EmployerChange, IndustrialPark


def host_provinces(on: datetime.date) -> QuerySet[Province]:
    """Where an employer can register: the provinces that have an office for it."""
    seats = Seat.objects.filter(role__in=OFFICE_ROLES, agency__kind=AgencyKind.DEPARTMENT)
    offices = Agency.objects.valid(on).filter(pk__in=seats.values("agency"))
    return Province.objects.valid(on).filter(pk__in=offices.values("province"))


def parks_of(provinces: QuerySet[Province], on: datetime.date) -> QuerySet[IndustrialPark]:
    """Those whose board still exists."""
    boards = Agency.objects.valid(on).values("pk")
    return IndustrialPark.objects.filter(province__in=provinces, board__in=boards).select_related(
        "board", "province"
    )


def all_parks() -> QuerySet[IndustrialPark]:
    return IndustrialPark.objects.select_related("board", "province").order_by("sort_key", "pk")


def visible_employers(by: Actor) -> QuerySet[Employer]:
    """All for coordinators and leaders; for a verifier those at its own desk, or with a change that
    waits there.
    """
    rows = Employer.objects.confirmed().select_related("agency", "office", "park", "province")
    return rows if by.seat.role in SEES_ALL else rows.routed_to(by.seat.agency)


def employers_to_verify(by: Actor) -> QuerySet[Employer]:
    """What waits at the desks of the actor."""
    if by.seat.role == SeatRole.COORDINATOR:
        return Employer.objects.waiting()
    rows = Employer.objects.waiting_at(by.seat.agency)
    return rows if by.seat.role == SeatRole.VERIFIER else rows.none()


def employers_for_desk(by: Actor) -> QuerySet[Employer]:
    """Those waiting, the longest wait first; then the others, the most recently decided first."""
    is_waiting = Q(status__in=EmployerStatus.WAITING) | Q(change__isnull=False)
    waits = Case(When(is_waiting, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = visible_employers(by).select_related("agency", "office", "park", "province", "change")
    return rows.annotate(later=waits).order_by("later", "-decided_at", "registered_at", "pk")


CHECKED_FACTS = ("name", "english_name", "province", "park", "ward", "address")
"""What the office checks of a registration, besides the tax code, which never changes."""


def checked_facts(said: Employer | EmployerChange) -> dict[str, object]:
    """As they are, or as they are proposed."""
    facts = {name: getattr(said, name) for name in CHECKED_FACTS if name != "name"}
    return {"name": said.agency.name if isinstance(said, Employer) else said.name} | facts


def waiting_change(employer: Employer) -> EmployerChange | None:
    related = ("office", "park__board", "province", "proposed_person", "proposed_by__agency")
    return EmployerChange.objects.filter(employer=employer).select_related(*related).first()


@dataclass(frozen=True)
class ChangeLine:
    """A fact as it was checked, and as it is proposed."""

    label: str
    now: str
    proposed: str


def change_lines(employer: Employer, change: EmployerChange) -> list[ChangeLine]:
    """What differs, in the order of the form; also the office, where another one becomes
    responsible.
    """
    now, proposed = checked_facts(employer), checked_facts(change)
    lines = [
        ChangeLine(_label(name), _in_words(name, now[name]), _in_words(name, proposed[name]))
        for name in CHECKED_FACTS
        if now[name] != proposed[name]
    ]
    if employer.office_id != change.office_id:
        lines.append(ChangeLine(gettext("Routed to"), employer.office.name, change.office.name))
    return lines


def _in_words(name: str, value: object) -> str:
    if name == "park" and value is None:
        return gettext("outside parks and clusters")
    return str(value)


def _label(name: str) -> str:
    label = str(model_column(EmployerChange, name).verbose_name)
    return label[:1].upper() + label[1:]


def own_employer(by: Actor) -> Employer | None:
    rows = Employer.objects.select_related("agency", "office", "park", "province")
    return rows.filter(agency=by.seat.agency).first()
