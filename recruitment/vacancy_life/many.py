"""Many vacancies checked at once, with one letter from each office to each employer."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from agencies.database.locking import lock_rows
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from recruitment.desks.notify import queue_employer_letters
from recruitment.employers.models import Employer
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_life.services import approve_vacancy


@transaction.atomic
def check_vacancies(
    *, wanted: Iterable[tuple[Vacancy, int]], by: Actor
) -> tuple[list[Vacancy], list[tuple[Vacancy, str]]]:
    """Each with the version that was looked at. Those found right, and those refused with the
    reason.
    """
    wanted = sorted(wanted, key=lambda pair: pair[0].pk)
    lock_rows(Vacancy.objects.filter(pk__in=[vacancy.pk for vacancy, _version in wanted]))
    done = []
    refused = []
    for vacancy, version in wanted:
        try:
            with transaction.atomic():
                done.append(approve_vacancy(vacancy=vacancy, version=version, by=by))
        except RuleError as error:
            refused.append((vacancy, error.message))
    by_employer = defaultdict(list)
    for vacancy in done:
        by_employer[vacancy.employer].append(vacancy)
    for employer, rows in by_employer.items():
        notify_checked(employer, rows)
    return done, refused


def notify_checked(employer: Employer, rows: list[Vacancy]) -> None:
    # One letter about all of them; one for each office where there are several.
    by_office = defaultdict(list)
    for row in rows:
        by_office[row.office].append(row)
    for office, its in by_office.items():
        context = {
            "employer": employer.agency.name,
            "office": office.name,
            "titles": [row.title for row in its],
        }
        queue_employer_letters(
            employer, "vacancies_checked", f"checked-{its[0].pk}-{its[0].version}", context
        )
