"""A vacancy as it is saved after each change of it, whoever has made it: employer, office or the
portal itself.
"""

import datetime
from collections.abc import Sequence

from django.utils import timezone

from recruitment.homes.queries import Homes
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.people_models import VacancyHome
from recruitment.vacancy_saving.months import renew_month
from recruitment.vacancy_saving.search_terms import index_vacancy


def save_vacancy(vacancy: Vacancy, *, homes: Homes | None = None) -> None:
    """A new version, found by its new words, counted in this month once it has been published.

    `homes`: those that are wanted from now on; None leaves them as they are.
    """
    vacancy.version += 1
    vacancy.changed_at = timezone.now()
    index_vacancy(vacancy)
    vacancy.save()
    if homes is not None:
        vacancy.homes.all().delete()
        VacancyHome.objects.bulk_create(
            VacancyHome(vacancy=vacancy, province=province, people=people)
            for province, people in homes
        )
    if vacancy.published_at:
        renew_month(vacancy.pk)


def save_many(rows: Sequence[Vacancy], fields: Sequence[str]) -> None:
    """Vacancies of which only these fields have changed, none of which their text index holds: in
    a few statements for all.
    """
    now = timezone.now()
    for row in rows:
        row.version += 1
        row.changed_at = now
    Vacancy.objects.bulk_update(rows, [*fields, "version", "changed_at"], batch_size=500)
    if counted := [row.pk for row in rows if row.published_at]:
        renew_month(*counted)


def mark_published(row: Vacancy, today: datetime.date) -> None:
    # The day of the first publication stays: what is changed or paused does not become new by it.
    row.status = VacancyStatus.PUBLISHED
    row.published_at = row.published_at or timezone.now()
    row.refreshed_on = today
    row.refresh_asked_on = None


def mark_held(row: Vacancy) -> None:
    # Off the public pages until the employer is verified again.
    row.status = VacancyStatus.PAUSED
    row.is_held = True
