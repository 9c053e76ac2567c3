"""What every report of a period has: who owes it, the period, how it stands; figures are columns of
each kind.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency, Province
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from recruitment.period_reports.choices import ReportStatus
from vietnam.periods import Period


class PeriodReportQuerySet(models.QuerySet["PeriodReport"]):
    def of_period(self, period: Period) -> "PeriodReportQuerySet":
        return self.filter(starts_on=period.first, ends_on=period.last)

    def handed_in(self) -> "PeriodReportQuerySet":
        # Those that count.
        return self.exclude(status=ReportStatus.RETURNED)


class PeriodReport(models.Model):
    """A report that one agency owes for one period, in whole numbers: counts, never names.

    Each correction is a new `version`; an office that is not content returns it with `words`.
    `FIGURES` names the columns that are counted. A kind adds its figures, and the checks by which
    the database itself refuses nonsense.
    """

    reporter = models.ForeignKey(Agency, verbose_name=_("who reports"), on_delete=models.PROTECT)
    starts_on = DayColumn(_("first day of the period"))
    ends_on = DayColumn(_("last day of the period"))
    status = models.CharField(
        _("status"), max_length=10, choices=ReportStatus, default=ReportStatus.SUBMITTED
    )
    words = models.TextField(_("what the office says"), blank=True)
    submitted_at = MomentColumn(_("handed in at"))
    submitted_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    submitted_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    personal_data = {"submitted_person": ACTED}

    objects = PeriodReportQuerySet.as_manager()

    FIGURES: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True
        ordering = ("-ends_on", "-starts_on", "reporter")
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="%(class)s_of_period")]
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "starts_on", "ends_on"], name="%(class)s_once_a_period"
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.RETURNED) | ~Q(words=""),
                name="%(class)s_returned_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reporter.name} {self.period}"

    def get_absolute_url(self) -> str:
        """Each kind has its own pages."""
        raise NotImplementedError

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    @property
    def is_returned(self) -> bool:
        return self.status == ReportStatus.RETURNED

    @property
    def is_accepted(self) -> bool:
        return self.status == ReportStatus.ACCEPTED


class ReportDraft(models.Model):
    """A report that is being written (bản nháp): as it was typed, right or not, one for an agency
    and period; gone once the report is handed in. `kind`: the name of the kind of report; `typed`:
    the values of the figures and of each line.
    """

    kind = models.CharField(max_length=20)
    reporter = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    starts_on = DayColumn(_("first day of the period"))
    ends_on = DayColumn(_("last day of the period"))
    typed = models.JSONField(default=dict)
    saved_at = MomentColumn(_("saved at"))
    saved_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    personal_data = {"saved_person": ACTED}
    no_personal_data = ("typed",)

    class Meta:
        verbose_name = _("draft of a report")
        verbose_name_plural = _("drafts of reports")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "reporter", "starts_on", "ends_on"], name="report_draft_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on}"


class HomeLine(models.Model):
    """The people of one home province in a report; an old province stays itself. `province` None:
    those whose home nobody knows (không khai).

    A kind adds `report` (related name `homes`) and its columns; `FIGURES` names those that are
    counted.
    """

    province = models.ForeignKey(
        Province,
        verbose_name=_("home province"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    FIGURES: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True
        ordering = ("-people", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "province"],
                name="%(class)s_once_a_home",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.people}"

    @classmethod
    def columns(cls) -> list[str]:
        return [
            field.name for field in cls._meta.concrete_fields if field.name not in ("id", "report")
        ]
