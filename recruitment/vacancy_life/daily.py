"""What happens to vacancies by itself each day."""

import datetime
from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from agencies.audit.services import record_action
from agencies.calendar.periods import start_of_day
from agencies.database.locking import lock_rows
from recruitment.audit.choices import RecruitmentAction
from recruitment.desks.notify import queue_employer_letters
from recruitment.employers.models import Employer
from recruitment.vacancies.choices import EndReason, VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.queries import ASKED_BEFORE, REFRESH_EVERY
from recruitment.vacancies.queryset_models import over_by_date
from recruitment.vacancy_saving.months import begin_month
from recruitment.vacancy_saving.services import mark_held, mark_published, save_vacancy

DAY = datetime.timedelta(days=1)
Change = Callable[[Employer, list[Vacancy], datetime.date], None]


def advance_vacancies(today: datetime.date | None = None) -> dict[str, int]:
    """Publishes what has reached its day, closes what is over or unconfirmed, asks for confirmation
    5 days before, begins the month on the demand board.

    Running it again the same day adds nothing. Returns how many of each.
    """
    today = today or timezone.localdate()
    return {
        "published": _each(_to_publish(today), _publish_on_its_day, today),
        "vacancies_closed": _each(
            over_by_date(today), partial(_end_vacancies, why=EndReason.APPLY_BY), today
        )
        + _each(_unconfirmed(today), partial(_end_vacancies, why=EndReason.UNCONFIRMED), today),
        "refresh_asked": _each(_to_ask(today), _ask_to_confirm, today),
        "months_begun": begin_month(today),
    }


def _to_publish(today: datetime.date) -> Q:
    return Q(status=VacancyStatus.CHECKED, publish_on__lte=today, apply_by__gte=today)


def _unconfirmed(today: datetime.date) -> Q:
    # A month without a word, and asked five days ago or earlier.
    return Q(
        status=VacancyStatus.PUBLISHED,
        refreshed_on__lt=today - REFRESH_EVERY,
        refresh_asked_on__lte=today - ASKED_BEFORE,
    )


def _to_ask(today: datetime.date) -> Q:
    return Q(
        status=VacancyStatus.PUBLISHED,
        refreshed_on__lte=today - REFRESH_EVERY + ASKED_BEFORE,
        refresh_asked_on=None,
        apply_by__gt=today,
    )


def _each(which: Q, change: Change, today: datetime.date) -> int:
    # Employer by employer, so that each has one letter about all of its vacancies.
    keys = Vacancy.objects.filter(which).order_by("employer", "pk").values_list("employer", "pk")
    return sum(
        _for_employer([pk for _employer, pk in pairs], which, change, today)
        for _employer, pairs in groupby(list(keys), key=lambda pair: pair[0])
    )


@transaction.atomic
def _for_employer(keys: list[int], which: Q, change: Change, today: datetime.date) -> int:
    rows = lock_rows(
        Vacancy.objects.filter(which, pk__in=keys).select_related(
            "employer__agency", "park", "province"
        )
    )
    if rows:
        change(rows[0].employer, rows, today)
    return len(rows)


def _publish_on_its_day(employer: Employer, rows: list[Vacancy], today: datetime.date) -> None:
    for row in rows:
        mark_published(row, today)
        if not employer.is_verified:
            mark_held(row)
        save_vacancy(row)
        record_action(RecruitmentAction.VACANCY_PUBLISHED, row, by=None)


def _end_vacancies(
    employer: Employer, rows: list[Vacancy], today: datetime.date, *, why: str
) -> None:
    for row in rows:
        row.closed_at = (
            start_of_day(row.apply_by + DAY) if why == EndReason.APPLY_BY else timezone.now()
        )
        row.status = VacancyStatus.EXPIRED
        row.is_held = False
        save_vacancy(row)
        record_action(
            RecruitmentAction.VACANCY_CLOSED,
            row,
            by=None,
            after={"status": str(row.status), "why": why},
        )
    _notify_employer(employer, "vacancies_ended", rows, today, why=why)


def _ask_to_confirm(employer: Employer, rows: list[Vacancy], today: datetime.date) -> None:
    for row in rows:
        row.refresh_asked_on = today
        row.save(update_fields=["refresh_asked_on"])
    _notify_employer(
        employer, "vacancies_to_confirm", rows, today, until=(today + ASKED_BEFORE).isoformat()
    )


def _notify_employer(
    employer: Employer, template: str, rows: list[Vacancy], today: datetime.date, **context: Any
) -> None:
    given = {"employer": employer.agency.name, "titles": [row.title for row in rows], **context}
    queue_employer_letters(
        employer, template, f"{template.replace('_', '-')}-{rows[0].pk}-{today:%Y%m%d}", given
    )
