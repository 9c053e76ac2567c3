"""A responsible office changes although nobody touches a row: a board is merged, or a park is given
to another one.
"""

import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from agencies.audit.services import record
from agencies.bodies.models import Agency
from agencies.database.locking import lock_row
from agencies.handover.queries import heir_of
from recruitment.audit.choices import RecruitmentAction
from recruitment.desks.queries import desk_for
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_saving.services import save_vacancy


@transaction.atomic
def reroute_records(today: datetime.date) -> int:
    """Parks, registrations and vacancies that are not over, to the desk that is there now; returns
    how many.

    What has no other desk stays where it is. Running it again moves nothing.
    """
    # Those whose office no longer exists.
    parks = [
        park
        for park in IndustrialPark.objects.all()
        .exclude(Exists(Agency.objects.valid(today).filter(pk=OuterRef("board"))))
        .select_related("board")
        if _give_to_heir(park, today)
    ]
    open_vacancies = Vacancy.objects.exclude(status__in=VacancyStatus.OVER)
    employers = sum(
        _reroute_employer(row, today) for row in _at_wrong_desk(Employer.objects.all(), today)
    )
    return (
        len(parks)
        + employers
        + sum(_reroute_vacancy(row, today) for row in _at_wrong_desk(open_vacancies, today))
    )


def _give_to_heir(park: IndustrialPark, today: datetime.date) -> bool:
    heir = heir_of(park.board, today)
    if heir is None:
        return False
    before = park.board.name
    park.board = heir
    park.save(update_fields=["board"])
    record(
        RecruitmentAction.PARK_GIVEN,
        park,
        by=None,
        before={"board": before},
        after={"board": heir.name},
    )
    return True


def _at_wrong_desk(rows: QuerySet, today: datetime.date) -> QuerySet:
    there = Agency.objects.valid(today).filter(pk=OuterRef("office"))
    in_park = Q(park__isnull=False) & ~Q(office=F("park__board"))
    outside = Q(park__isnull=True) & ~Exists(there)
    return rows.filter(in_park | outside).select_related("park__board", "province").order_by("pk")


def _reroute_employer(row: Employer, today: datetime.date) -> bool:
    before = row.office.name
    if not _set_office(row, today):
        return False
    row.save(update_fields=["office"])
    record(
        RecruitmentAction.EMPLOYER_CHANGED,
        row,
        by=None,
        before={"office": before},
        after={"office": row.office.name},
    )
    return True


def _reroute_vacancy(found: Vacancy, today: datetime.date) -> bool:
    row = lock_row(
        Vacancy.objects.select_related("employer__agency", "office", "park__board", "province"),
        found.pk,
    )
    before = row.office.name
    if row.status in VacancyStatus.OVER or not _set_office(row, today):
        return False
    save_vacancy(row)
    record(
        RecruitmentAction.VACANCY_REROUTED,
        row,
        by=None,
        before={"office": before},
        after={"office": row.office.name},
    )
    return True


def _set_office(row: Employer | Vacancy, today: datetime.date) -> bool:
    # Whether there is a desk for its place.
    office = desk_for(province=row.province, park=row.park, on=today)
    if office is None:
        return False
    row.office = office
    return True
