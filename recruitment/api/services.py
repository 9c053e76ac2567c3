"""Vacancies that an employer's own program keeps here: unique by employer and the program's
number.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.api.models import ApiToken
from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.people.models import Seat
from agencies.people.permissions import Actor, present_actor
from recruitment.employers.models import Employer
from recruitment.vacancies.choices import VacancyOutcome, VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.services import add_vacancy, change_vacancy
from recruitment.vacancy_facts.facts import VacancyFacts
from recruitment.vacancy_life.services import close_vacancy


class VacancyClosedError(RuleError):
    """The vacancy of this number has ended; a new one needs a new number."""


class NoRepresentativeError(RuleError):
    """Who made the token represents the employer no longer, so nobody answers for what the program
    sends.
    """


@transaction.atomic
def save_outside_vacancy(
    *, employer: Employer, outside_id: str, facts: VacancyFacts, token: ApiToken
) -> tuple[Vacancy, bool]:
    """The vacancy and whether it is new; in the name of the representative who made the token.

    Sent to the office when the employer is verified, else kept as a draft. The same facts again
    change nothing.
    """
    by = actor_of_token(token)
    Employer.objects.select_for_update(no_key=True).get(pk=employer.pk)
    found = find_outside_vacancy(employer, outside_id)
    if found is None:
        send = employer.is_verified
        return add_vacancy(
            employer=employer, facts=facts, by=by, send=send, outside_id=outside_id
        ), True
    if found.is_over:
        raise VacancyClosedError(
            _("The vacancy of this number has ended. Ask for people again under a new number.")
        )
    send = employer.is_verified and found.status in VacancyStatus.TO_SUBMIT
    return change_vacancy(
        vacancy=found, version=found.version, facts=facts, by=by, send=send
    ), False


@transaction.atomic
def withdraw_outside_vacancy(
    *, employer: Employer, outside_id: str, token: ApiToken
) -> Vacancy | None:
    """None where there is none; what has ended already stays as it ended."""
    by = actor_of_token(token)
    Employer.objects.select_for_update(no_key=True).get(pk=employer.pk)
    found = find_outside_vacancy(employer, outside_id)
    if found is None or found.is_over:
        return found
    return close_vacancy(
        vacancy=found, version=found.version, outcome=VacancyOutcome.WITHDRAWN, by=by
    )


def find_outside_vacancy(employer: Employer, outside_id: str) -> Vacancy | None:
    return (
        employer.vacancies.filter(outside_id=outside_id)
        .select_related("employer__agency", "office")
        .first()
    )


def actor_of_token(token: ApiToken) -> Actor:
    # Its maker, at the seat from which it represents the employer now.
    today = timezone.localdate()
    seats = Seat.objects.filter(agency=token.agency_id, role=SeatRole.EMPLOYER).held_by(
        token.created_person, today
    )
    seat = seats.select_related("agency").order_by("pk").first()
    by = present_actor(person=token.created_person, seat=seat, on=today) if seat else None
    if by is None:
        raise NoRepresentativeError(
            _("Whoever made this token no longer represents the employer. Make a new token.")
        )
    return by
