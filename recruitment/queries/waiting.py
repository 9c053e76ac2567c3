"""What waits for somebody, as the rail counts it beside its places."""

from django.db.models import QuerySet

from agencies.choices import SeatRole
from agencies.permissions import Actor
from agencies.queries.waiting import counted
from recruitment.choices import InterestStatus
from recruitment.models import Interest
from recruitment.queries.desks import OFFICE_ROLES
from recruitment.queries.employers import employers_to_verify
from recruitment.queries.vacancies import vacancies_to_check

EMPLOYERS, DEMAND = "recruitment:employer-list", "recruitment:demand-list"


def waiting_for(by: Actor) -> list[QuerySet]:
    """For an office what it verifies and checks, for an employer whom it has not called."""
    if by.seat.role == SeatRole.EMPLOYER:
        asking = Interest.objects.filter(vacancy__employer__agency=by.seat.agency, status=InterestStatus.NEW)
        return [counted(asking, DEMAND)]
    if by.seat.role not in OFFICE_ROLES:
        return []
    return [counted(employers_to_verify(by), EMPLOYERS), counted(vacancies_to_check(by), DEMAND)]
