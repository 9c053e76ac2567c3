"""Vacancies of the last fourteen months, so that the demand board has months to compare. All of it
is invented.
"""

import datetime
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from agencies.bodies.models import Province
from recruitment.demo import DAY, demo_employer, demo_provinces, seat_actor
from recruitment.demo.vacancies import ROWS, demo_facts
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.vacancies.choices import VacancyStatus, Way
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.people_models import VacancyFill, VacancyHome
from recruitment.vacancy_facts.facts import vacancy_columns
from recruitment.vacancy_saving.months import write_month
from recruitment.vacancy_saving.search_terms import index_vacancy
from vietnam.periods import Period

MONTHS_BACK = 14
PARKS = ("KCN Quang Châu", "KCN Vân Trung", "KCN Yên Phong", "KCN Quế Võ", "")
HOMES = (
    ("lang-son", Way.CENTRE),
    ("cao-bang", Way.FAIR),
    ("ha-giang", Way.DIRECT),
    (None, Way.DIRECT),
)
# Tenths of the people wanted from there.
WANTED = (("lang-son", 4), ("cao-bang", 2))
# Per cent of what is asked in other months: most after Tết.
SEASON = {1: 60, 2: 150, 3: 130, 7: 120, 8: 110, 9: 90, 12: 70}


@transaction.atomic
def load_past_demand(today: datetime.date) -> None:
    # Of the verified employer; once.
    employer = demo_employer()
    if employer.vacancies.filter(published_at__date__lt=today).exists():
        return
    parks = {park.name: park for park in IndustrialPark.objects.all()}
    homes = demo_provinces(slug for slug, _way in HOMES)
    month = Period.of_month(today.year, today.month)
    for back in range(1, MONTHS_BACK + 1):
        month = month.earlier
        for number, row in enumerate(ROWS):
            _add_vacancy(
                row, employer, parks.get(PARKS[(number + back) % len(PARKS)]), homes, month, back
            )
        write_month(month.first)
    write_month(today)


def _add_vacancy(
    row: tuple[Any, ...],
    employer: Employer,
    park: IndustrialPark | None,
    homes: dict[str, Province],
    month: Period,
    back: int,
) -> None:
    # Asked for in the third working hour of a month's second day, ended on its 26th, mostly filled.
    first = month.first
    at = timezone.make_aware(datetime.datetime.combine(first + DAY, datetime.time(9)))
    people = max(2, row[1] * SEASON.get(first.month, 100) // 100 * (100 - 2 * back) // 100)
    parts = _parts(people * (70 + 7 * (back % 4)) // 100)
    by = seat_actor(employer.office_id, timezone.localdate())
    vacancy = Vacancy(
        **vacancy_columns(replace(demo_facts(row, employer, first), headcount=people, park=park)),
        employer=employer,
        province=employer.province,
        version=1,
        status=VacancyStatus.FILLED if sum(parts) == people else VacancyStatus.EXPIRED,
        office=employer.office,
        made_at=at,
        submitted_at=at,
        checked_at=at,
        checked_by=by.seat,
        checked_person=by.person,
        published_at=at,
        refreshed_on=first,
        closed_at=at + 24 * DAY,
        changed_at=at + 24 * DAY,
    )
    index_vacancy(vacancy)
    vacancy.save()
    _add_people(vacancy, homes, parts, at + 20 * DAY)


def _add_people(
    vacancy: Vacancy, homes: dict[str, Province], parts: list[int], at: datetime.datetime
) -> None:
    # Those wanted and those taken on, by home province.
    people = vacancy.headcount
    VacancyHome.objects.bulk_create(
        VacancyHome(vacancy=vacancy, province=homes[slug], people=people * share // 10)
        for slug, share in WANTED
        if people * share // 10
    )
    VacancyFill.objects.bulk_create(
        VacancyFill(
            vacancy=vacancy,
            province=homes.get(slug),
            people=part,
            way=way,
            entered_at=at,
            entered_by=vacancy.checked_by,
        )
        for (slug, way), part in zip(HOMES, parts, strict=True)
        if part
    )


def _parts(filled: int) -> list[int]:
    # By home province: two fifths, three tenths, a fifth; the home of the rest is unknown.
    parts = [filled * 2 // 5, filled * 3 // 10, filled // 5]
    return [*parts, filled - sum(parts)]
