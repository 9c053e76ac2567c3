from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.calendar.choices import MonthKind
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat

MOST_DAYS = 20


class ReportSchedule(models.Model):
    """When the report of a kind of months is built by itself, in whose name, and who is told.

    `working_days`: after the last day of the month. `problem`: why the last one was not built. What
    a recipient is told follows from the recipient's own rights at the moment of sending.
    """

    kind = models.CharField(_("kind of month"), max_length=10, choices=MonthKind, unique=True)
    is_on = models.BooleanField(_("built by itself"), default=False)
    working_days = models.PositiveSmallIntegerField(
        _("working days after the month"), default=2, validators=[MaxValueValidator(MOST_DAYS)]
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recipients = models.ManyToManyField(
        Seat, verbose_name=_("recipients"), related_name="+", blank=True
    )
    problem = models.TextField(_("why the last report was not built"), blank=True)

    personal_data = {"person": ACTED}

    no_personal_data = ("recipients",)  # seats, whoever holds them

    class Meta:
        verbose_name = _("schedule of the month's report")
        verbose_name_plural = _("schedules of the month's report")
        constraints = [
            models.CheckConstraint(
                condition=Q(working_days__gte=1, working_days__lte=MOST_DAYS),
                name="report_schedule_days",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
