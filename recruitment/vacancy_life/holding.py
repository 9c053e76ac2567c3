"""What happens to an employer's vacancies when the employer itself changes."""

from django.db.models import QuerySet
from django.utils import timezone

from agencies.database.locking import lock_rows
from recruitment.employers.models import Employer
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.search_terms import terms_of, vector


def hold_vacancies(employer: Employer) -> int:
    """Off the public pages until the employer is verified again; returns how many."""
    published = employer.vacancies.filter(status=VacancyStatus.PUBLISHED)
    return _locked(published).update(
        status=VacancyStatus.PAUSED, is_held=True, changed_at=timezone.now()
    )


def release_vacancies(employer: Employer) -> int:
    """Back to where they were; what the employer paused itself stays paused."""
    held = employer.vacancies.filter(status=VacancyStatus.PAUSED, is_held=True)
    return _locked(held).update(
        status=VacancyStatus.PUBLISHED, is_held=False, changed_at=timezone.now()
    )


def _locked(rows: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    return rows.filter(pk__in=[row.pk for row in lock_rows(rows.only("pk"))])


def renew_search(employer: Employer) -> None:
    """A new name or product is found at once."""
    rows = lock_rows(employer.vacancies.select_related("employer__agency", "park", "province"))
    for vacancy in rows:
        vacancy.search, vacancy.changed_at = vector(terms_of(vacancy)), timezone.now()
    Vacancy.objects.bulk_update(rows, ["search", "changed_at"], batch_size=500)
