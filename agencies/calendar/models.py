from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.calendar.choices import Roll
from agencies.database.columns import DayColumn
from vietnam.dates import format_date
from vietnam.deadlines import DueDateRules


class CalendarDay(models.Model):
    """A day on which the working calendar differs from the rule: swapped, compensated, or a local
    holiday.
    """

    day = DayColumn(_("day"), unique=True)
    is_working = models.BooleanField(_("people work on this day"))
    note = models.CharField(_("reason or document"), max_length=200)

    class Meta:
        verbose_name = _("day of the calendar")
        verbose_name_plural = _("days of the calendar")
        ordering = ("day",)

    def __str__(self) -> str:
        return format_date(self.day)


class DeadlinePolicy(models.Model):
    """How the portal reads dates: whether "trước ngày D" includes D, and what a day off does to a
    due date. One row.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    before_includes_day = models.BooleanField(_("“trước ngày D” includes day D"), default=True)
    roll = models.CharField(
        _("a due date on a day off"), max_length=8, choices=Roll, default=Roll.NONE
    )
    clearing_days = models.PositiveSmallIntegerField(
        _("working days for a clearance"), default=2, db_default=2
    )

    class Meta:
        verbose_name = _("deadline policy")
        verbose_name_plural = _("deadline policy")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="deadline_policy_is_one_row")
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @property
    def rules(self) -> DueDateRules:
        return DueDateRules(before_includes_day=self.before_includes_day, roll=self.roll)
