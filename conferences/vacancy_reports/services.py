"""Reporting a vacancy or a fair, and the end of what people wrote."""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, override

from agencies.assignment.services import assign_task
from agencies.bodies.resolution import agency_in_charge
from agencies.calendar.queries import working_calendar
from agencies.database.locking import lock_row
from agencies.people.models import Seat
from agencies.registry import RetentionRule
from agencies.tasks.models import Task
from conferences.fairs.models import Fair
from conferences.vacancy_reports.choices import ReportReason
from conferences.vacancy_reports.models import VacancyReport
from conferences.vacancy_reports.queries import unfinished_report
from recruitment.vacancies.models import Vacancy
from vietnam.dates import format_date
from vietnam.deadlines import StatedDeadline

WITHIN = 3
"""Working days in which the office looks into it."""
KEPT = datetime.timedelta(days=180)


@transaction.atomic
def report_vacancy(
    *, vacancy: Vacancy | None, fair: Fair | None, reason: str, words: str, phone: str
) -> VacancyReport:
    """By anybody, of one of the two: a task of the office that checked the vacancy, or of the
    centre that holds the fair; where it has ended, of its successor. What people write stands on
    the report's page alone.
    """
    if vacancy:
        lock_row(Vacancy.objects.all(), vacancy.pk)
        office = agency_in_charge(vacancy.office, timezone.localdate())
        assert vacancy.checked_by is not None  # noqa: S101 whatever is public was checked
        seat = vacancy.checked_by
        name = f"{vacancy.title}, {vacancy.employer.agency.name}"
    else:
        assert fair is not None  # noqa: S101 one of the two
        lock_row(Fair.objects.all(), fair.pk)
        office = agency_in_charge(fair.host, timezone.localdate())
        seat, name = fair.made_by, fair.title
    earlier = unfinished_report(vacancy, fair)
    report = VacancyReport(
        vacancy=vacancy,
        fair=fair,
        office=office,
        reason=ReportReason(reason),
        words=words,
        phone=phone,
        made_at=timezone.now(),
    )
    report.task = earlier.task if earlier else _give_task(report, name, seat)
    report.save()
    if not earlier:
        Task.objects.filter(pk=report.task.pk).update(source_url=report.get_absolute_url())
    return report


def _give_task(report: VacancyReport, name: str, seat: Seat) -> Task:
    due_on = working_calendar().add_working_days(timezone.localdate(), WITHIN)
    with override(settings.LANGUAGE_CODE):
        text = _(
            "Look into what was reported of “%(name)s”: %(reason)s. Read the report, ask the "
            "enterprise, and pause the vacancy if it is true."
        ) % {"name": name, "reason": str(report.get_reason_display()).lower()}
        label = _("Report by somebody on a public page")
    # The portal itself acts, in the name of the office.
    return assign_task(
        text=text,
        lead=report.office,
        deadlines=[StatedDeadline.due_by(due_on, format_date(due_on))],
        by=None,
        assigned_by=seat,
        source=(label, "/"),
    )


def _old_reports(now: datetime.datetime) -> QuerySet[VacancyReport]:
    said = ~Q(words="") | ~Q(phone="")
    return VacancyReport.objects.filter(said, made_at__lte=now - KEPT)


def _remove_words(rows: QuerySet[VacancyReport]) -> int:
    return rows.update(words="", phone="")


REPORTED_WORDS = RetentionRule(
    "vacancy-reports",
    gettext_lazy("What people wrote when they reported a vacancy, after 180 days; reasons stay"),
    _old_reports,
    _remove_words,
)
