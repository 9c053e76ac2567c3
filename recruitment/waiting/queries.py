"""What waits for somebody, as the rail counts it beside its places."""

from django.db.models import QuerySet

from agencies.bodies.choices import SeatRole
from agencies.lists.counts import named_count
from agencies.people.permissions import Actor
from recruitment.desks.queries import OFFICE_ROLES
from recruitment.employers.queries import employers_to_verify
from recruitment.interests.models import Interest
from recruitment.vacancies.choices import InterestStatus
from recruitment.vacancies.queries import vacancies_to_check

EMPLOYERS, DEMAND = "recruitment:employer-list", "recruitment:vacancy-desk"


def waiting_for(by: Actor) -> list[QuerySet]:
    """For an office what it verifies and checks, for an employer whom it has not called yet."""
    if by.seat.role == SeatRole.EMPLOYER:
        asking = Interest.objects.filter(
            vacancy__employer__agency=by.seat.agency, status=InterestStatus.NEW
        )
        return [named_count(asking, DEMAND)]
    if by.seat.role not in OFFICE_ROLES:
        return []
    return [
        named_count(employers_to_verify(by), EMPLOYERS),
        named_count(vacancies_to_check(by), DEMAND),
    ]
