"""Rules of the reporting calendar, its periods with what was done to them, agencies' reports."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from agencies.tasks.models import Task
from campaigns.indicators.choices import PERIOD_KINDS
from campaigns.reporting.choices import PeriodStatus, Purpose, StepKind
from recruitment.period_reports.models import PeriodReport
from vietnam.periods import Period, PeriodKind


class ReportingRule(models.Model):
    """For which periods agencies report and until when, with the document that says so.

    Either `working_days` after the period's end, or before a day of the year (`due_month`,
    `due_day`), which may lie before that end; then only the first period of a year is asked for.
    """

    purpose = models.CharField(
        _("what is reported"), max_length=8, choices=Purpose, default=Purpose.FIGURES
    )
    rhythm = models.CharField(_("kind of period"), max_length=20, choices=PERIOD_KINDS)
    working_days = models.PositiveSmallIntegerField(
        _("working days after the end of the period"), null=True, blank=True
    )
    due_day = models.PositiveSmallIntegerField(_("before the day"), null=True, blank=True)
    due_month = models.PositiveSmallIntegerField(_("of the month"), null=True, blank=True)
    days_open = models.PositiveSmallIntegerField(
        _("opens as many days before it is owed"), default=10
    )
    basis = models.CharField(_("document that says so"), max_length=300)
    valid_from = DayColumn(_("valid from"))
    valid_to = DayColumn(_("valid until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("rule of the reporting calendar")
        verbose_name_plural = _("rules of the reporting calendar")
        ordering = ("valid_from", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    working_days__isnull=False, due_day__isnull=True, due_month__isnull=True
                )
                | Q(working_days__isnull=True, due_day__range=(1, 31), due_month__range=(1, 12)),
                name="reporting_rule_one_way",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="reporting_rule_term_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, {self.get_rhythm_display()}"

    @property
    def kind(self) -> PeriodKind:
        return PeriodKind(self.rhythm)


class ReportingPeriod(models.Model):
    """One period for which agencies report: open, added up, approved, locked.

    `stated_on`: the day that the rule names; `due_on`: the last day in time, by the policy of
    dates; `act_by`: the last working day on which that can be done. `published_at`: from then on
    its figures may leave the portal, which being locked does not allow.
    """

    rule = models.ForeignKey(ReportingRule, on_delete=models.PROTECT, related_name="periods")
    purpose = models.CharField(_("what is reported"), max_length=8, choices=Purpose)
    starts_on = DayColumn(_("first day of the period"))
    ends_on = DayColumn(_("last day of the period"))
    opens_on = DayColumn(_("opens on"))
    stated_on = DayColumn(_("day of the rule"))
    due_on = DayColumn(_("due on"))
    act_by = DayColumn(_("act by"))
    status = models.CharField(
        _("status"), max_length=10, choices=PeriodStatus, default=PeriodStatus.OPEN
    )
    published_at = MomentColumn(_("published at"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        ordering = ("-ends_on", "-starts_on", "purpose")
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "starts_on", "ends_on"], name="reporting_period_once"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(status="locked"),
                name="reporting_period_published_when_locked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.period}"

    def get_absolute_url(self) -> str:
        return row_page_url("campaigns:period-detail", self.pk)

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    @property
    def is_open(self) -> bool:
        return self.status == PeriodStatus.OPEN

    @property
    def is_locked(self) -> bool:
        return self.status == PeriodStatus.LOCKED


class PeriodStep(models.Model):
    """What was done with a period, by whom and why: the trace that stays."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(_("step"), max_length=10, choices=StepKind)
    at = MomentColumn(_("at"), default=timezone.now)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.TextField(_("words"), blank=True)

    personal_data = {"person": ACTED}

    class Meta:
        verbose_name = _("step of a reporting period")
        verbose_name_plural = _("steps of reporting periods")
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.at}"


class ReportingTask(models.Model):
    """The task by which one agency owes the report of one period."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="tasks")
    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="reporting")

    class Meta:
        verbose_name = _("task of a reporting period")
        verbose_name_plural = _("tasks of reporting periods")

    def __str__(self) -> str:
        return f"{self.period_id} {self.task_id}"


class FigureReport(PeriodReport):
    """An agency's report for a period: what it measured (its measurements), in words what came of
    it, and what stands in its way.
    """

    results = models.TextField(_("results in words"), blank=True)

    FIGURES = ()

    class Meta(PeriodReport.Meta):
        verbose_name = _("report of figures")
        verbose_name_plural = _("reports of figures")

    def get_absolute_url(self) -> str:
        return row_page_url("campaigns:figure-report-detail", self.pk)


class PlanReport(PeriodReport):
    """The plan that an agency makes for itself under the plan of the province."""

    document = models.CharField(_("number and day of the plan"), max_length=200)
    results = models.TextField(_("what the agency will do"))

    FIGURES = ()

    class Meta(PeriodReport.Meta):
        verbose_name = _("plan of an agency")
        verbose_name_plural = _("plans of agencies")

    def get_absolute_url(self) -> str:
        return row_page_url("campaigns:plan-report-detail", self.pk)


class Obstacle(models.Model):
    """What stands in an agency's way (vướng mắc), in words and as a number: how many people, firms
    or cases it concerns; None where nobody has counted.
    """

    report = models.ForeignKey(FigureReport, on_delete=models.CASCADE, related_name="obstacles")
    words = models.CharField(_("obstacle"), max_length=500)
    number = models.PositiveIntegerField(_("how many it concerns"), null=True, blank=True)
    unit = models.CharField(_("of what"), max_length=60, blank=True)
    proposal = models.CharField(_("what is proposed"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("obstacle")
        verbose_name_plural = _("obstacles")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.words
