"""Vacancies in the order of their last change, for programs that keep in step."""

import datetime

from django.db.models import Q
from django.utils import timezone

from recruitment.choices import VacancyStatus
from recruitment.models import Vacancy
from recruitment.queries.search import Place
from recruitment.queries.vacancies import RELATED

SETTLED = datetime.timedelta(seconds=5)
"""A change that another transaction has not finished yet would come in before one that was told already."""


def changed_vacancies(
    *, since: datetime.datetime | None, after: Place | None, limit: int
) -> tuple[list[Vacancy], Place | None]:
    """A page of what has been public once, and the place after it by the moment of the last change; None at the end."""
    rows = Vacancy.objects.filter(published_at__isnull=False, changed_at__lte=timezone.now() - SETTLED)
    rows = rows.select_related(*RELATED).order_by("changed_at", "pk")
    if since is not None:
        rows = rows.filter(changed_at__gte=since)
    if after is not None:
        rows = rows.filter(Q(changed_at__gte=after.at) & ~Q(changed_at=after.at, pk__lte=after.pk))
    found = list(rows[: limit + 1])
    if len(found) <= limit:
        return found, None
    last = found[limit - 1]
    return found[:limit], Place.at_moment(last.changed_at, last.pk)


def is_shown(vacancy: Vacancy) -> bool:
    """Whether it has a public page now."""
    return vacancy.status in VacancyStatus.SHOWN and vacancy.employer.is_verified


def state_of(vacancy: Vacancy) -> str:
    """For others: offered now, ended in which way, or off for a while, whatever the reason."""
    if vacancy.status in VacancyStatus.OVER:
        return vacancy.status
    is_offered = vacancy.status == VacancyStatus.PUBLISHED and is_shown(vacancy)
    return VacancyStatus.PUBLISHED if is_offered else VacancyStatus.PAUSED
