"""What waits for somebody, as the rail counts it beside its places."""

from django.db.models import CharField, Count, QuerySet, Value

from agencies.choices import SeatRole
from agencies.permissions import Actor
from recruitment.choices import InterestStatus, VacancyStatus
from recruitment.models import Employer, Interest, Vacancy
from recruitment.queries.employers import OFFICE_ROLES, SEES_ALL

EMPLOYERS, DEMAND = "recruitment:employer-list", "recruitment:demand-list"


def waiting_by_place(by: Actor) -> dict[str, int]:
    """By the name of the place: for an office what it verifies and checks, for an employer whom it has not called.

    One query for each of them, none for the others.
    """
    if by.seat.role == SeatRole.EMPLOYER:
        asking = Interest.objects.filter(vacancy__employer__agency=by.seat.agency, status=InterestStatus.NEW)
        return {DEMAND: asking.count()}
    if by.seat.role not in OFFICE_ROLES:
        return {}
    employers, vacancies = Employer.objects.waiting(), Vacancy.objects.filter(status__in=VacancyStatus.WAITING)
    if by.seat.role not in SEES_ALL:
        employers, vacancies = (rows.routed_to(by.seat.agency) for rows in (employers, vacancies))
    counted = [_count(employers, EMPLOYERS), _count(vacancies, DEMAND)]
    return dict(counted[0].union(counted[1], all=True))


def _count(rows: QuerySet, place: str) -> QuerySet:
    named = rows.order_by().annotate(place=Value(place, output_field=CharField()))
    return named.values_list("place").annotate(n=Count("pk"))
