"""What an employer has open, as its next list is compared with it."""

import hashlib
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from recruitment.employers.models import Employer
from recruitment.month_lists.agreement import OpenVacancy
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.people_models import VacancyHome
from recruitment.vacancies.queryset_models import over_by_date
from recruitment.vacancy_facts.fact_texts import facts_as_cells
from recruitment.vacancy_facts.facts import vacancy_facts_of


def open_vacancies(employer: Employer, *, has_drafts: bool = True) -> QuerySet[Vacancy]:
    """Drafts, those at the office, published and paused ones; what has ended, by itself too, is
    asked for anew. `has_drafts`: for the employer, who alone sees them.
    """
    rows = Vacancy.objects.filter(employer=employer).exclude(status__in=VacancyStatus.OVER)
    rows = rows.exclude(over_by_date(timezone.localdate()))
    if not has_drafts:
        rows = rows.exclude(status=VacancyStatus.DRAFT)
    homes = VacancyHome.objects.select_related("province__successor")
    rows = rows.order_by("pk")
    return rows.select_related("employer__agency", "office", "park", "province").prefetch_related(
        Prefetch("homes", homes), "fills"
    )


def state_digest(vacancies: Iterable[Vacancy]) -> str:
    """Of which vacancies are open in which versions: another one means that something has
    changed.
    """
    seen = sorted((vacancy.pk, vacancy.version) for vacancy in vacancies)
    return hashlib.sha256(repr(seen).encode()).hexdigest()


def current_digest(employer: Employer, *, has_drafts: bool = True) -> str:
    rows = (
        open_vacancies(employer, has_drafts=has_drafts).select_related(None).prefetch_related(None)
    )
    return state_digest(rows.only("pk", "version"))


def to_compare(vacancies: Iterable[Vacancy]) -> list[OpenVacancy]:
    return [
        OpenVacancy(
            vacancy.pk,
            facts_as_cells(vacancy_facts_of(vacancy)),
            [vacancy.own_code, vacancy.outside_id, str(vacancy.pk)],
        )
        for vacancy in vacancies
    ]
