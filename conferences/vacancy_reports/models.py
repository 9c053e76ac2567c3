"""What somebody without an account reports of a public vacancy or fair."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency
from agencies.database.columns import MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import PUBLIC_DUTY, PersonalData
from agencies.tasks.models import Task
from conferences.fairs.models import Fair
from conferences.vacancy_reports.choices import ReportReason
from recruitment.vacancies.models import Vacancy

REPORTERS = PersonalData(
    _("people who report a vacancy or a job fair"),
    _("to look into what they say, and to ask them about it"),
    PUBLIC_DUTY,
    _("180 days; the reason and the day stay"),
)


class VacancyReport(models.Model):
    """Of a vacancy or of a fair, to the office that answers for it.

    `task`: of the office; several reports of one thing share it until it is finished.
    """

    vacancy = models.ForeignKey(
        Vacancy, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    fair = models.ForeignKey(
        Fair, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    office = models.ForeignKey(
        Agency, verbose_name=_("office"), on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("what is wrong"), max_length=10, choices=ReportReason)
    words = models.TextField(_("what happened"), max_length=1000, blank=True)
    phone = models.CharField(_("phone"), max_length=15, blank=True)
    made_at = MomentColumn(_("reported at"))
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")

    personal_data = dict.fromkeys(("words", "phone"), REPORTERS)

    class Meta:
        verbose_name = _("report of a vacancy")
        verbose_name_plural = _("reports of vacancies")
        ordering = ("made_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(vacancy__isnull=False, fair__isnull=True)
                | Q(vacancy__isnull=True, fair__isnull=False),
                name="vacancy_report_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:vacancy-report", self.pk)
