"""Workbooks of demand that employers upload, row by row until each is a vacancy or is mended."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from recruitment.employers.models import Employer
from recruitment.vacancies.choices import ImportStatus
from recruitment.vacancies.models import CONTACT, Vacancy

AT_WORK = Q(status__in=[ImportStatus.LOOKING, ImportStatus.CREATING])


class VacancyImport(models.Model):
    """One workbook that a representative or its office uploaded; of the file only its rows are
    kept, for 30 days.

    `seat`, `person`: who uploaded it. Who makes vacancies of it is another question, answered by
    its runs.
    """

    Status = ImportStatus  # for templates
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="imports")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("file"), max_length=200)
    sheet = models.CharField(_("sheet"), max_length=120)
    uploaded_at = MomentColumn(_("uploaded at"))
    status = models.CharField(
        _("status"), max_length=10, choices=ImportStatus, default=ImportStatus.LOOKING
    )

    personal_data = {"person": ACTED}
    no_personal_data = ("file_name",)

    class Meta:
        verbose_name = _("import of vacancies")
        verbose_name_plural = _("imports of vacancies")
        ordering = ("-uploaded_at", "-id")
        indexes = [models.Index(fields=["id"], name="import_at_work", condition=AT_WORK)]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return row_page_url("recruitment:import-detail", self.pk)


class ImportedRowQuerySet(models.QuerySet):
    def unseen(self) -> "ImportedRowQuerySet":
        return self.filter(problems__isnull=True)

    def wrong(self) -> "ImportedRowQuerySet":
        return self.filter(problems__isnull=False).exclude(problems={})

    def right(self) -> "ImportedRowQuerySet":
        return self.filter(problems={})

    def to_make(self) -> "ImportedRowQuerySet":
        return self.right().filter(vacancy=None, is_double=False)


class ImportedRow(models.Model):
    """A row of the workbook. `said`: its texts by field; `problems`: what is wrong by field, None
    until looked at.

    It ends as a vacancy, or as the double of one (`is_double`) that was made from the same words
    before. What the employer itself has written (`is_worded_by_employer`), in the workbook or on
    the page, an office has not yet read.
    """

    source = models.ForeignKey(VacancyImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    said = models.JSONField(_("what it says"))
    problems = models.JSONField(_("what is wrong"), null=True, blank=True)
    vacancy = models.ForeignKey(
        Vacancy, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_double = models.BooleanField(default=False)
    is_worded_by_employer = models.BooleanField(default=True, db_default=True)

    personal_data = {"said": CONTACT}

    objects = ImportedRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="imported_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class ImportRun(models.Model):
    """One press of the button that makes vacancies of a workbook: who asked the worker to go on,
    until it has ended.

    `words`: why it was not gone on with.
    """

    source = models.ForeignKey(VacancyImport, on_delete=models.CASCADE, related_name="runs")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = MomentColumn(_("asked at"))
    ended_at = MomentColumn(_("ended at"), null=True, blank=True)
    words = models.TextField(_("why it was not gone on with"), blank=True)

    personal_data = {"person": ACTED}

    class Meta:
        verbose_name = _("run of an import")
        verbose_name_plural = _("runs of imports")
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["source"], name="import_run_once", condition=Q(ended_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%d/%m/%Y %H:%M}"
