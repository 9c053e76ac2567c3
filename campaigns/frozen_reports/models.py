"""A month's report: its versions, and what each of them has frozen."""

import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.calendar.choices import MonthKind
from agencies.calendar.report_month import ReportMonth
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from campaigns.frozen_reports.choices import VersionStatus

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AT_WORK = Q(status__in=[VersionStatus.WAITING, VersionStatus.BUILDING])


class MonthReport(models.Model):
    """The report of one month (báo cáo tháng), with the words that its next version will have.

    `texts`: by key of a text block, what an officer has written instead of what the figures say;
    `version` is raised with each change of them. `paper_frame`: to whom its paper goes and who
    signs it (report_papers/frames.py).
    """

    kind = models.CharField(_("kind of month"), max_length=10, choices=MonthKind)
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"))
    texts = models.JSONField(_("words of officers"), default=dict, blank=True)
    paper_frame = models.JSONField(_("frame of the paper"), default=dict, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    no_personal_data = ("texts", "paper_frame")  # a head of office signs by name

    class Meta:
        verbose_name = _("report of a month")
        verbose_name_plural = _("reports of months")
        ordering = ("-year", "-month", "kind")
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "month"], name="report_of_month_once"),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12), name="report_month_of_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:02}/{self.year}"

    def as_of(self, made_on: datetime.date, *, cut_off: datetime.date | None = None) -> ReportMonth:
        return ReportMonth(self.year, self.month, made_on, self.kind, cut_off)


class ReportVersion(models.Model):
    """One time that the figures of a month were asked to be frozen, and what became of it.

    `cut_off`: the day at whose end things are judged; `note`: why sums that do not agree are right
    all the same. `lease_until`: the worker that builds it is waited for until then; `attempts`
    tells one worker from the next. `done` of `total` steps, `step` says which; `problem`: why it
    could not be built. `workbook`: the file, written from what is frozen. `is_scheduled`: asked
    for by the schedule, whose recipients were written to at `told_at`.
    """

    Status = VersionStatus  # for templates
    report = models.ForeignKey(MonthReport, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    status = models.CharField(
        _("status"), max_length=10, choices=VersionStatus, default=VersionStatus.WAITING
    )
    cut_off = DayColumn(_("figures as of"))
    note = models.TextField(_("why sums that differ are right"), blank=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = MomentColumn(_("asked at"), default=timezone.now)
    lease_until = MomentColumn(null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    done = models.PositiveSmallIntegerField(default=0, editable=False)
    total = models.PositiveSmallIntegerField(default=0, editable=False)
    step = models.CharField(max_length=200, blank=True, editable=False)
    problem = models.TextField(_("why it was not built"), blank=True)
    workbook = models.FileField(
        _("workbook"), upload_to="reports/%Y/%m/", max_length=200, blank=True
    )
    workbook_size = models.PositiveBigIntegerField(_("size"), default=0)
    workbook_sha256 = models.CharField(max_length=64, blank=True)
    paper_number = models.CharField(_("number of the signed report"), max_length=60, blank=True)
    signed_on = DayColumn(_("signed on"), null=True, blank=True)
    sent_at = MomentColumn(_("sent at"), null=True, blank=True)
    published_at = MomentColumn(_("published at"), null=True, blank=True)
    is_scheduled = models.BooleanField(default=False, editable=False)
    told_at = MomentColumn(null=True, blank=True, editable=False)

    personal_data = {"person": ACTED}
    no_personal_data = ("note",)

    class Meta:
        verbose_name = _("version of a month's report")
        verbose_name_plural = _("versions of months' reports")
        ordering = ("-report__year", "-report__month", "-number")
        indexes = [models.Index(fields=["id"], name="report_at_work", condition=AT_WORK)]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_once"),
            models.UniqueConstraint(
                fields=["report"], name="one_report_version_at_work", condition=AT_WORK
            ),
            models.CheckConstraint(
                condition=~Q(status=VersionStatus.SIGNED)
                | Q(signed_on__isnull=False) & ~Q(paper_number=""),
                name="signed_report_has_number_and_day",
            ),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="report_done_of_total"),
        ]

    def __str__(self) -> str:
        return f"{self.report} – {self.number}"

    def get_absolute_url(self) -> str:
        return row_page_url("campaigns:report-version", self.pk)

    @property
    def is_at_work(self) -> bool:
        return self.status in VersionStatus.AT_WORK

    @property
    def is_frozen(self) -> bool:
        return self.status in VersionStatus.FROZEN


class ReportSnapshot(models.Model):
    """What one version has frozen, read in one moment; nothing of it ever changes (a trigger
    prevents it).

    `made_on`: the day on which it was read, by which its sheets are headed; `texts`: the words of
    its paper; `changes`: what differs from the version before, by figure.
    """

    version = models.OneToOneField(
        ReportVersion, on_delete=models.CASCADE, primary_key=True, related_name="snapshot"
    )
    taken_at = MomentColumn(_("frozen at"))
    made_on = DayColumn(_("day"))
    author = models.CharField(_("author"), max_length=300)
    texts = models.JSONField(_("words"), default=dict)
    changes = models.JSONField(_("changes"), default=list)

    no_personal_data = ("author",)  # an official's name and seat, as papers have it

    class Meta:
        verbose_name = _("frozen month")
        verbose_name_plural = _("frozen months")

    def __str__(self) -> str:
        return str(self.version_id)


def _amount(label: "StrOrPromise") -> "models.DecimalField[Any, Any]":
    return models.DecimalField(label, max_digits=18, decimal_places=4, null=True)


class FrozenFigure(models.Model):
    """A figure as it was, with its words, its definition and what it was compared with."""

    snapshot = models.ForeignKey(ReportSnapshot, on_delete=models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    section = models.CharField(max_length=20)
    section_label = models.CharField(max_length=120)
    label = models.CharField(max_length=300)
    unit = models.CharField(max_length=20)
    unit_label = models.CharField(max_length=60)
    definition = models.TextField()
    definition_version = models.PositiveSmallIntegerField()
    part_of = models.CharField(max_length=60, blank=True)
    within = models.CharField(max_length=60, blank=True)
    value = _amount(_("value"))
    previous = _amount(_("month before"))
    year_before = _amount(_("same month of the year before"))
    so_far = _amount(_("year so far"))
    plan = _amount(_("plan of the year"))
    plan_basis = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=40)
    adds = models.PositiveSmallIntegerField(null=True)
    where = models.PositiveSmallIntegerField(null=True)
    states = models.JSONField(default=list)

    class Meta:
        verbose_name = _("frozen figure")
        verbose_name_plural = _("frozen figures")
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "key"], name="frozen_figure_once")
        ]

    def __str__(self) -> str:
        return self.key


class FrozenSheet(models.Model):
    """A sheet of the workbook as it was. `key` names it; `frame`: all but its rows; `is_list`: the
    rows behind figures.
    """

    snapshot = models.ForeignKey(ReportSnapshot, on_delete=models.CASCADE, related_name="sheets")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    frame = models.JSONField()
    is_list = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("frozen sheet")
        verbose_name_plural = _("frozen sheets")
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "position"], name="frozen_sheet_once")
        ]

    def __str__(self) -> str:
        return self.key


class FrozenRows(models.Model):
    """Some hundred rows of a sheet that follow each other, cell by cell."""

    sheet = models.ForeignKey(FrozenSheet, on_delete=models.CASCADE, related_name="parts")
    part = models.PositiveIntegerField()
    rows = models.JSONField()

    no_personal_data = ("rows",)

    class Meta:
        verbose_name = _("rows of a frozen sheet")
        verbose_name_plural = _("rows of frozen sheets")
        ordering = ("part",)
        constraints = [models.UniqueConstraint(fields=["sheet", "part"], name="frozen_rows_once")]

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.part}"
