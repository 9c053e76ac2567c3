"""The budget of a plan: its lines, their changes, and the dates that are tasks."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.database.columns import MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED
from agencies.directives.models import Directive
from agencies.people.models import Person, Seat
from agencies.tasks.models import Task
from campaigns.budget.choices import BudgetStep, Source


class Budget(models.Model):
    """The money for one plan in one year (kinh phí)."""

    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(pgettext_lazy("budget", "title"), max_length=200)
    directive = models.ForeignKey(
        Directive,
        verbose_name=pgettext_lazy("budget", "plan"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("budget")
        verbose_name_plural = _("budgets")
        ordering = ("-year", "id")
        constraints = [models.UniqueConstraint(fields=["year", "title"], name="budget_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return row_page_url("campaigns:budget", self.pk)


def _amount(step: BudgetStep) -> "models.BigIntegerField[int | None, int | None]":
    return models.BigIntegerField(step.label, null=True, blank=True)


class BudgetLine(models.Model):
    """What one agency gets from one source for one thing; amounts in đồng.

    An amount that is not known yet is empty, which is not 0. Once there is a settled amount, each
    later change says why.
    """

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="lines")
    title = models.CharField(_("what for"), max_length=200)
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="+"
    )
    source = models.CharField(_("source of money"), max_length=8, choices=Source)
    estimate = _amount(BudgetStep.ESTIMATE)
    submitted = _amount(BudgetStep.SUBMITTED)
    appraised = _amount(BudgetStep.APPRAISED)
    granted = _amount(BudgetStep.GRANTED)
    spent = _amount(BudgetStep.SPENT)
    settled = _amount(BudgetStep.SETTLED)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    *(
                        Q(**{f"{step}__isnull": True}) | Q(**{f"{step}__gte": 0})
                        for step in BudgetStep.values
                    )
                ),
                name="budget_amounts_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return row_page_url("campaigns:budget-line", self.pk)

    @property
    def is_settled(self) -> bool:
        return self.settled is not None


class BudgetChange(models.Model):
    """One change of a line, with the amounts before and after; never changed itself.

    `after_settlement`: the line was settled already, so `reason` says why.
    """

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="changes")
    at = MomentColumn(_("at"))
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    after_settlement = models.BooleanField(_("after settlement"), default=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    personal_data = {"person": ACTED}

    class Meta:
        verbose_name = _("change of a budget line")
        verbose_name_plural = _("changes of budget lines")
        ordering = ("-at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(after_settlement=False) | ~Q(reason=""),
                name="change_after_settlement_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.at:%Y-%m-%d}"


class BudgetDate(models.Model):
    """A date of a budget, owed as a task: the estimate to the finance department by 06/3/2024."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="dates")
    step = models.CharField(pgettext_lazy("budget", "step"), max_length=10, choices=BudgetStep)
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("date of a budget")
        verbose_name_plural = _("dates of budgets")
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.budget}: {self.get_step_display()}"
