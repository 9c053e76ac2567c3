"""What a figure is made of: what agencies measured, or the portal's own rows."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from agencies.bodies.models import Agency
from agencies.database.page_addresses import row_page_url
from agencies.people.permissions import Actor
from campaigns.indicators.figures import IndicatorFigures
from campaigns.indicators.models import Indicator, Measurement
from recruitment.employers.models import Employer
from recruitment.employers.queries import visible_employers
from recruitment.permissions import RecruitmentPermission
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.people_models import VacancyFill
from recruitment.vacancies.queries import visible_vacancies
from vietnam.periods import Period


def measurements_behind(indicator: Indicator, period: Period) -> list[Measurement]:
    """Every version of every agency within the period, the last one first."""
    rows = Measurement.objects.filter(
        indicator=indicator, starts_on__gte=period.first, ends_on__lte=period.last
    ).select_related("agency", "entered_person", "entered_by__agency", "definition", "report")
    found = [row for row in rows if row.period.kind == indicator.kind]
    return sorted(found, key=lambda row: (row.starts_on, row.agency.sort_key, -row.version))


def silent_reporters(indicator: Indicator, period: Period) -> list[Agency]:
    """Who measures it and has said nothing for the very period."""
    if indicator.source or period.kind != indicator.kind:
        return []
    return IndicatorFigures.within([indicator], [period]).silent_reporters(indicator, period)


@dataclass(frozen=True)
class CountedRow:
    """One of the portal's rows that a figure counts; `url` empty where the seat may not open it."""

    title: str
    detail: str
    amount: int
    day: datetime.date
    url: str


def counted_links(rows: Iterable[Any], by: Actor) -> list[CountedRow]:
    found = list(rows)
    vacancies = {row.vacancy_id for row in found if isinstance(row, VacancyFill)}
    vacancies |= {row.pk for row in found if isinstance(row, Vacancy)}
    employers = {row.pk for row in found if isinstance(row, Employer)}
    open_vacancies = _openable(by, visible_vacancies, vacancies)
    open_employers = _openable(by, visible_employers, employers)
    return [_counted_row(row, open_vacancies, open_employers) for row in found]


def _openable(by: Actor, visible: Callable[[Actor], QuerySet[Any]], keys: set[int]) -> set[int]:
    if not keys or not by.may(RecruitmentPermission.SEE_EMPLOYERS):
        return set()
    return set(visible(by).filter(pk__in=keys).values_list("pk", flat=True))


def _counted_row(row: Any, vacancies: set[int], employers: set[int]) -> CountedRow:
    if isinstance(row, Employer):
        url = row.get_absolute_url() if row.pk in employers else ""
        return CountedRow(row.agency.name, row.tax_code, 1, _day(row.verified_at), url)
    vacancy = row.vacancy if isinstance(row, VacancyFill) else row
    is_open = vacancy.pk in vacancies
    url = row_page_url("recruitment:vacancy-desk-detail", vacancy.pk) if is_open else ""
    employer = vacancy.employer.agency.name
    if isinstance(row, VacancyFill):
        home = row.province.name if row.province else ""
        detail = f"{employer} · {home}" if home else employer
        return CountedRow(vacancy.title, detail, row.people, _day(row.entered_at), url)
    return CountedRow(vacancy.title, employer, row.headcount, _day(row.published_at), url)


def _day(moment: datetime.datetime) -> datetime.date:
    return timezone.localdate(moment)
