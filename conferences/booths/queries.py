"""Booths of job fairs: who sees which, who may change them, and their vacancies."""

import datetime

from django.db.models import QuerySet, Sum
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.people.permissions import Actor
from conferences.booths.choices import BoothState
from conferences.booths.models import Booth
from conferences.fairs.models import Fair
from conferences.fairs.queries import is_fair_partner, is_host, visible_fairs
from conferences.permissions import ConferencePermission
from recruitment.employers.models import Employer
from recruitment.vacancies.models import Vacancy

RELATED = ("fair__host__province", "employer__agency", "employer__province")


def visible_booths(by: Actor) -> QuerySet[Booth]:
    """An employer's own; of the fairs that somebody sees a partner's officer the accepted ones,
    others all.
    """
    rows = Booth.objects.select_related(*RELATED)
    if by.seat.role == SeatRole.EMPLOYER:
        return rows.filter(employer__agency=by.seat.agency_id)
    rows = rows.filter(fair__in=visible_fairs(by))
    return rows.filter(state=BoothState.ACCEPTED) if is_fair_partner(by) else rows


def keeps_booth(by: Actor, booth: Booth) -> bool:
    """Whether somebody acts for the employer of the booth."""
    return (
        by.may(ConferencePermission.JOIN_FAIRS)
        and Employer.objects.filter(pk=booth.employer_id, agency=by.seat.agency_id).exists()
    )


def sees_booth_people(by: Actor, booth: Booth) -> bool:
    """Whether somebody reads who has an interview at the booth."""
    return keeps_booth(by, booth) or is_host(by, booth.fair)


def possible_vacancies(employer: Employer, on: datetime.date) -> QuerySet[Vacancy]:
    """Published and still open: what can be brought to a fair."""
    return employer.vacancies.open(on).order_by("title", "pk")


def accepted_booths(fair: Fair) -> QuerySet[Booth]:
    """In the order of their numbers, each with `places`, all people that it looks for."""
    rows = fair.booths.filter(state=BoothState.ACCEPTED).select_related(*RELATED)
    return rows.annotate(places=Sum("offers__places")).order_by("number", "pk")


def public_offers(booths: list[Booth]) -> dict[int, list[Vacancy]]:
    """By booth, those of its vacancies which are still offered to everybody."""
    found: dict[int, list[Vacancy]] = {booth.pk: [] for booth in booths}
    rows = Vacancy.objects.open(timezone.localdate()).filter(
        pk__in=[row.vacancy_id for booth in booths for row in booth.offers.all()]
    )
    by_key = {row.pk: row for row in rows.select_related("employer__agency", "province")}
    for booth in booths:
        for offer in booth.offers.all():
            if offer.vacancy_id in by_key:
                found[booth.pk].append(by_key[offer.vacancy_id])
    return found
