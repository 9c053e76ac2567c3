"""Employers, as offices and they themselves see them."""

import datetime

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from agencies.bodies.choices import AgencyKind
from agencies.bodies.models import Agency, Province
from agencies.people.models import Seat
from agencies.people.permissions import Actor
from recruitment.desks.queries import OFFICE_ROLES, SEES_ALL
from recruitment.employers.choices import EmployerStatus
from recruitment.employers.models import Employer, EmployerChange, IndustrialPark


def host_provinces(on: datetime.date) -> QuerySet[Province]:
    # Where an employer can register: the provinces that have an office for it.
    seats = Seat.objects.filter(role__in=OFFICE_ROLES, agency__kind=AgencyKind.DEPARTMENT)
    offices = Agency.objects.valid(on).filter(pk__in=seats.values("agency"))
    return Province.objects.valid(on).filter(pk__in=offices.values("province"))


def parks_of(provinces: QuerySet[Province], on: datetime.date) -> QuerySet[IndustrialPark]:
    # Those whose board still exists.
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


def employers_for_desk(by: Actor) -> QuerySet[Employer]:
    """Those waiting, the longest wait first; then the others, the most recently decided first."""
    is_waiting = Q(status__in=EmployerStatus.WAITING) | Q(change__isnull=False)
    waits = Case(When(is_waiting, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = visible_employers(by).select_related("agency", "office", "park", "province", "change")
    return rows.annotate(later=waits).order_by("later", "-decided_at", "registered_at", "pk")


def waiting_change(employer: Employer) -> EmployerChange | None:
    related = ("office", "park__board", "province", "proposed_person", "proposed_by__agency")
    return EmployerChange.objects.filter(employer=employer).select_related(*related).first()


def own_employer(by: Actor) -> Employer | None:
    return (
        Employer.objects.select_related("agency", "office", "park", "province")
        .filter(agency=by.seat.agency)
        .first()
    )
