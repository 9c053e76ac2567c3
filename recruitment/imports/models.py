"""Workbooks of demand that employers upload, row by row until each is a vacancy or is mended."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from agencies.workbook_imports.models import UploadedWorkbook, WorkbookRow
from recruitment.employers.models import Employer
from recruitment.month_lists.choices import LineMatch
from recruitment.vacancies.choices import ImportStatus
from recruitment.vacancies.models import CONTACT, Vacancy

AT_WORK = Q(status__in=[ImportStatus.LOOKING, ImportStatus.CREATING])


class VacancyImport(UploadedWorkbook):
    """One workbook that a representative or its office uploaded. Who makes vacancies of it is
    another question, answered by its runs.

    `reading`: what is told of its sheets and columns (`demand_sheets.sheets.describe_sheet`);
    `choices`: what a clerk has put right on the page, by kind: sheets, columns, included, fill,
    words. `matched_as`: which open vacancies, in which versions, its rows were compared with
    (`month_lists.open_vacancies`).
    """

    Status = ImportStatus  # for templates
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="imports")
    status = models.CharField(
        _("status"), max_length=10, choices=ImportStatus, default=ImportStatus.LOOKING
    )
    reading = models.JSONField(_("what was understood"), default=list, blank=True)
    choices = models.JSONField(_("what was put right"), default=dict, blank=True)
    matched_as = models.CharField(max_length=64, blank=True, default="", db_default="")

    class Meta(UploadedWorkbook.Meta):
        verbose_name = _("import of vacancies")
        verbose_name_plural = _("imports of vacancies")
        indexes = [models.Index(fields=["id"], name="import_at_work", condition=AT_WORK)]

    def get_absolute_url(self) -> str:
        return row_page_url("recruitment:import-detail", self.pk)


class ImportedFile(models.Model):
    """The file itself, kept with its rows: what a clerk puts right is read from it anew, and it is
    what comes back marked.
    """

    source = models.OneToOneField(
        VacancyImport, on_delete=models.CASCADE, primary_key=True, related_name="file"
    )
    data = models.BinaryField(_("content"))

    personal_data = {"data": CONTACT}

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")

    def __str__(self) -> str:
        return str(self.source_id)


class RememberedColumn(models.Model):
    """What a clerk of an employer has said a column means, for its next workbook.

    `heading`: folded (`tables.heads.column_key`), at most three levels of 150 characters;
    `field`: a fact of a vacancy, "" for a column that is not to be read.
    """

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="+")
    heading = models.CharField(_("heading"), max_length=500)
    field = models.CharField(_("field"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("remembered column")
        verbose_name_plural = _("remembered columns")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["employer", "heading"], name="remembered_column_once")
        ]

    def __str__(self) -> str:
        return self.heading


class ImportedRowQuerySet(models.QuerySet["ImportedRow"]):
    def unseen(self) -> "ImportedRowQuerySet":
        return self.filter(problems__isnull=True)

    def wrong(self) -> "ImportedRowQuerySet":
        return self.filter(problems__isnull=False).exclude(problems={})

    def right(self) -> "ImportedRowQuerySet":
        return self.filter(problems={})

    def to_make(self) -> "ImportedRowQuerySet":
        return self.ready().filter(match=LineMatch.NEW)

    def to_change(self) -> "ImportedRowQuerySet":
        return self.ready().filter(match=LineMatch.CHANGED)

    def unchanged(self) -> "ImportedRowQuerySet":
        return self.filter(vacancy=None, match=LineMatch.SAME)

    def ready(self) -> "ImportedRowQuerySet":
        return self.right().filter(vacancy=None, has_guesses=False)

    def to_confirm(self) -> "ImportedRowQuerySet":
        told = (LineMatch.NEW, LineMatch.CHANGED)
        return self.right().filter(vacancy=None, has_guesses=True, match__in=told)


class ImportedRow(WorkbookRow):
    """A row of the workbook. `problems`: what is wrong by field, None until looked at.

    `mended`: texts that a person typed on the page over what the workbook says; `marks`: what is to
    be told of its cells, as (field, code, said) (`demand_sheets.marks`), from the file; `guesses`:
    the same, from understanding its words; `confirmed`: those that a person has found right, as
    "field:code"; `has_guesses`: some are not confirmed yet. `people`: how many it asks for, where
    that is readable.

    `read`: the facts that it says, as cells (`fact_texts`); `match`: what it is beside what the
    employer has open: the vacancy that it is (`matched`; `kept`: facts that stay as they are
    there), those that it may be (`offered`), the row that it repeats (`twin`); `answer`: what a
    person has said of that: the key of a vacancy, "new", "repeated".

    It ends as a vacancy, made or changed. What the employer itself has written
    (`is_worded_by_employer`), in the workbook or on the page, an office has not yet read.
    """

    source = models.ForeignKey(VacancyImport, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(_("sheet"), max_length=120, blank=True)
    mended = models.JSONField(_("what was typed over it"), default=dict, blank=True)
    marks = models.JSONField(_("what is told of it"), default=list, blank=True)
    guesses = models.JSONField(_("what was guessed"), default=list, blank=True)
    people = models.PositiveIntegerField(_("people"), null=True, blank=True)
    confirmed = models.JSONField(_("confirmed guesses"), default=list, blank=True)
    has_guesses = models.BooleanField(default=False, db_default=False)
    problems = models.JSONField(_("what is wrong"), null=True, blank=True)
    vacancy = models.ForeignKey(
        Vacancy, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    read = models.JSONField(_("what it was read as"), default=dict, blank=True)
    match = models.CharField(max_length=10, choices=LineMatch, blank=True, default="")
    matched = models.ForeignKey(
        Vacancy, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kept = models.JSONField(default=list, blank=True)
    offered = models.JSONField(default=list, blank=True)
    twin = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer = models.CharField(_("what a person has said"), max_length=20, blank=True, default="")
    is_worded_by_employer = models.BooleanField(default=True, db_default=True)

    personal_data = {"said": CONTACT, "mended": CONTACT, "read": CONTACT}

    objects = ImportedRowQuerySet.as_manager()

    class Meta(WorkbookRow.Meta):
        ordering = ("id",)
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        constraints = [
            models.UniqueConstraint(fields=["source", "sheet", "number"], name="imported_row_once")
        ]


class ImportRun(models.Model):
    """One press of the button that makes vacancies of a workbook: who asked the worker to go on,
    until it has ended.

    `words`: why it was not gone on with; `figures`: how many vacancies it has made, changed and
    ended.
    """

    source = models.ForeignKey(VacancyImport, on_delete=models.CASCADE, related_name="runs")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = MomentColumn(_("asked at"))
    ended_at = MomentColumn(_("ended at"), null=True, blank=True)
    words = models.TextField(_("why it was not gone on with"), blank=True)
    figures = models.JSONField(_("what it has recorded"), default=dict, blank=True)

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
