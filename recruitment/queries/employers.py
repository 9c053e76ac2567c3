"""Employers, as offices and they themselves see them."""

import datetime

from django.db.models import Case, IntegerField, QuerySet, Value, When

from agencies.choices import AgencyKind
from agencies.models import Agency, Province, Seat
from agencies.permissions import Actor
from recruitment.choices import EmployerStatus
from recruitment.models import Employer, IndustrialPark
from recruitment.queries.desks import OFFICE_ROLES, at_desk_of, seen_from_desk


def host_provinces(on: datetime.date) -> QuerySet[Province]:
    """Where an employer can register: the provinces that have an office for it."""
    seats = Seat.objects.filter(role__in=OFFICE_ROLES, agency__kind=AgencyKind.DEPARTMENT)
    offices = Agency.objects.valid(on).filter(pk__in=seats.values("agency"))
    return Province.objects.valid(on).filter(pk__in=offices.values("province"))


def parks_of(provinces: QuerySet[Province], on: datetime.date) -> QuerySet[IndustrialPark]:
    """Whose board is still there."""
    boards = Agency.objects.valid(on).values("pk")
    return IndustrialPark.objects.filter(province__in=provinces, board__in=boards).select_related("board", "province")


def all_parks() -> QuerySet[IndustrialPark]:
    return IndustrialPark.objects.select_related("board", "province").order_by("sort_key", "pk")


def visible_employers(by: Actor) -> QuerySet[Employer]:
    """All for who coordinates or leads; for a verifier those routed to its agency."""
    rows = Employer.objects.confirmed().select_related("agency", "office", "park", "province")
    return seen_from_desk(by, rows)


def employers_to_verify(by: Actor) -> QuerySet[Employer]:
    """What waits at the desks of who asks."""
    return at_desk_of(by, Employer.objects.waiting())


def employers_for_desk(by: Actor) -> QuerySet[Employer]:
    """Who waits first, the longest first; then the others by the day of the decision, the newest first."""
    waits = Case(When(status__in=EmployerStatus.WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())
    return visible_employers(by).annotate(later=waits).order_by("later", "-decided_at", "registered_at", "pk")


def own_employer(by: Actor) -> Employer | None:
    rows = Employer.objects.select_related("agency", "office", "park", "province")
    return rows.filter(agency=by.seat.agency).first()
