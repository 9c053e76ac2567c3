"""Reports of vacancies: who reads which."""

from django.db.models import QuerySet

from agencies.people.permissions import Actor
from agencies.tasks.choices import OccurrenceStatus
from conferences.fairs.models import Fair
from conferences.vacancy_reports.models import VacancyReport
from recruitment.vacancies.models import Vacancy


def visible_reports(by: Actor) -> QuerySet[VacancyReport]:
    """Those to the own agency."""
    rows = VacancyReport.objects.filter(office=by.seat.agency_id)
    return rows.select_related("vacancy__employer__agency", "fair", "office", "task")


def reports_of_task(report: VacancyReport, by: Actor) -> QuerySet[VacancyReport]:
    """All that say something of the same thing, the newest first."""
    return visible_reports(by).filter(task=report.task_id).order_by("-made_at", "-pk")


def unfinished_report(vacancy: Vacancy | None, fair: Fair | None) -> VacancyReport | None:
    """An earlier one of the same thing whose task is not finished."""
    rows = VacancyReport.objects.filter(vacancy=vacancy, fair=fair)
    open_ones = rows.filter(task__occurrences__status__in=OccurrenceStatus.OPEN)
    return open_ones.select_related("task").order_by("pk").first()
