"""A responsible office changes although nobody touches a row: a board is merged, or a park is given
to another one.
"""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.database.locking import lock_rows
from agencies.handover.queries import present_successor
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
    board = Agency.objects.valid(today).filter(pk=OuterRef("board"))
    orphans = IndustrialPark.objects.exclude(Exists(board)).select_related("board")
    parks = sum(_give_to_heir(park, today) for park in orphans)
    employers = sum(
        _reroute(row, RecruitmentAction.EMPLOYER_CHANGED, today)
        for row in _at_wrong_desk(Employer.objects.all(), today)
    )
    open_vacancies = Vacancy.objects.exclude(status__in=VacancyStatus.OVER)
    misplaced = _at_wrong_desk(open_vacancies, today).select_related("employer__agency")
    vacancies = sum(
        _reroute(row, RecruitmentAction.VACANCY_REROUTED, today) for row in lock_rows(misplaced)
    )
    return parks + employers + vacancies


def _give_to_heir(park: IndustrialPark, today: datetime.date) -> bool:
    heir = present_successor(park.board, today)
    if heir is None:
        return False
    before = {"board": park.board.name}
    park.board = heir
    park.save(update_fields=["board"])
    record_action(
        RecruitmentAction.PARK_GIVEN, park, by=None, before=before, after={"board": heir.name}
    )
    return True


def _at_wrong_desk(rows: QuerySet[Any], today: datetime.date) -> QuerySet[Any]:
    in_park = Q(park__isnull=False) & ~Q(office=F("park__board"))
    outside = Q(park__isnull=True) & ~Exists(
        Agency.objects.valid(today).filter(pk=OuterRef("office"))
    )
    return rows.filter(in_park | outside).select_related("office", "park__board", "province")


def _reroute(row: Employer | Vacancy, action: RecruitmentAction, today: datetime.date) -> bool:
    office = desk_for(province=row.province, park=row.park, on=today)
    if office is None:
        return False
    before = {"office": row.office.name}
    row.office = office
    if isinstance(row, Vacancy):
        save_vacancy(row)
    else:
        row.save(update_fields=["office"])
    record_action(action, row, by=None, before=before, after={"office": office.name})
    return True
