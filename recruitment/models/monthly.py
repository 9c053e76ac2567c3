"""What each vacancy asked for, month by month: the rows behind the demand board."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from recruitment.choices import Occupation, Skill
from recruitment.models.employers import IndustrialPark
from recruitment.models.vacancies import Vacancy


class MonthlyDemand(models.Model):
    """One vacancy in one month (nhu cầu trong tháng), in people; of a month that is over it never changes.

    `asked`: places to be filled in the month, those filled in earlier months left out; `filled`: taken on as entered in
    the month; `open`: still to be filled at its end, none when the vacancy ended. Its occupation, skill and park
    are those that it had then.
    """

    month = models.DateField(_("month"))
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="months")
    occupation = models.CharField(_("occupation"), max_length=2, choices=Occupation)
    skill = models.CharField(_("skill level"), max_length=12, choices=Skill)
    park = models.ForeignKey(
        IndustrialPark,
        verbose_name=_("industrial park or cluster"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    asked = models.PositiveIntegerField(_("asked"))
    filled = models.PositiveIntegerField(_("taken on"))
    open = models.PositiveIntegerField(_("still open"))

    class Meta:
        verbose_name = _("demand of a month")
        verbose_name_plural = _("demand by month")
        ordering = ("-month", "-asked", "id")
        indexes = [
            models.Index(
                fields=["month"], include=["occupation", "skill", "park", "asked", "filled", "open"], name="month_sums"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "month"], name="vacancy_once_a_month"),
            models.CheckConstraint(condition=Q(asked__gte=F("filled") + F("open")), name="month_adds_up"),
            models.CheckConstraint(condition=Q(month__day=1), name="month_is_its_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y}"
