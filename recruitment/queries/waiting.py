"""What waits for somebody, as the rail counts it beside its places."""

from django.db.models import QuerySet

from agencies.choices import SeatRole
from agencies.permissions import Actor
from agencies.queries.waiting import counted
from recruitment.choices import InterestStatus, VacancyStatus
from recruitment.models import Employer, Interest, Vacancy
from recruitment.queries.employers import OFFICE_ROLES, SEES_ALL

EMPLOYERS, DEMAND = "recruitment:employer-list", "recruitment:demand-list"


def waiting_for(by: Actor) -> list[QuerySet]:
    """For an office what it verifies and checks, for an employer whom it has not called."""
    if by.seat.role == SeatRole.EMPLOYER:
        asking = Interest.objects.filter(vacancy__employer__agency=by.seat.agency, status=InterestStatus.NEW)
        return [counted(asking, DEMAND)]
    if by.seat.role not in OFFICE_ROLES:
        return []
    employers, vacancies = Employer.objects.waiting(), Vacancy.objects.filter(status__in=VacancyStatus.WAITING)
    if by.seat.role not in SEES_ALL:
        employers = Employer.objects.waiting_at(by.seat.agency)
        vacancies = vacancies.routed_to(by.seat.agency)
    return [counted(employers, EMPLOYERS), counted(vacancies, DEMAND)]
