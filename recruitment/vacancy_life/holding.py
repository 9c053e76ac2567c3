"""What happens to an employer's vacancies when the employer itself changes."""

from django.db.models import Q
from django.utils import timezone

from agencies.audit.services import record_action
from agencies.database.locking import lock_rows
from agencies.people.permissions import Actor
from recruitment.audit.choices import RecruitmentAction
from recruitment.employers.models import Employer
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_saving.search_terms import INDEX_FIELDS, index_vacancy
from recruitment.vacancy_saving.services import mark_held, save_vacancy


def hold_vacancies(employer: Employer, *, by: Actor) -> int:
    """Off the public pages until the employer is verified again; returns how many."""
    rows = _lock_vacancies(employer, Q(status=VacancyStatus.PUBLISHED))
    for row in rows:
        mark_held(row)
        save_vacancy(row)
        record_action(RecruitmentAction.VACANCY_HELD, row, by=by)
    return len(rows)


def release_vacancies(employer: Employer, *, by: Actor) -> int:
    # Back to where they were; what the employer paused itself stays paused.
    rows = _lock_vacancies(employer, Q(status=VacancyStatus.PAUSED, is_held=True))
    for row in rows:
        row.status = VacancyStatus.PUBLISHED
        row.is_held = False
        save_vacancy(row)
        record_action(RecruitmentAction.VACANCY_RELEASED, row, by=by)
    return len(rows)


def reindex_vacancies(employer: Employer) -> None:
    # A new name or product is found at once.
    rows = _lock_vacancies(employer, Q())
    for vacancy in rows:
        index_vacancy(vacancy)
        vacancy.changed_at = timezone.now()
    Vacancy.objects.bulk_update(rows, [*INDEX_FIELDS, "changed_at"], batch_size=500)


def _lock_vacancies(employer: Employer, which: Q) -> list[Vacancy]:
    return lock_rows(
        employer.vacancies.filter(which).select_related("employer__agency", "park", "province")
    )
