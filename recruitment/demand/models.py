"""What each vacancy asked for, month by month: the rows behind the demand board."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Province
from agencies.database.columns import DayColumn
from recruitment.employers.models import IndustrialPark
from recruitment.vacancies.choices import Occupation, Skill
from recruitment.vacancies.models import Vacancy


class MonthlyDemand(models.Model):
    """One vacancy in one month (nhu cầu trong tháng), in people; a past month never changes.

    `asked`: places to be filled in the month, without those filled in earlier months; `filled`:
    taken on as entered in the month; `withdrawn`: left when the employer withdrew the vacancy in
    the month; `open`: still to be filled at its end, none when the vacancy ended; `open_until`: the
    last day to apply if it is before the end of the month, after which none is open whatever `open`
    says. What is none of these ended without people. Its occupation, skill and park are those that
    it had then.
    """

    month = DayColumn(_("month"))
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
    withdrawn = models.PositiveIntegerField(_("withdrawn"), default=0, db_default=0)
    open = models.PositiveIntegerField(_("still open"))
    open_until = DayColumn(_("open until"), null=True, editable=False)

    # Of the vacancy, as everybody may see it; `rows_with_public_versions` sets it.
    face: Vacancy | None

    class Meta:
        verbose_name = _("demand of a month")
        verbose_name_plural = _("demand by month")
        ordering = ("-month", "-asked", "id")
        indexes = [
            models.Index(
                fields=["month"],
                include=[
                    "occupation",
                    "skill",
                    "park",
                    "asked",
                    "filled",
                    "withdrawn",
                    "open",
                    "open_until",
                ],
                name="month_sums",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "month"], name="vacancy_once_a_month"),
            models.CheckConstraint(
                condition=Q(asked__gte=F("filled") + F("withdrawn") + F("open")),
                name="month_sums_add_up",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="month_is_its_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y}"


class MonthlyHome(models.Model):
    """The people of one home province for one vacancy in one month; `province` None: taken on, home
    unknown.

    `asked`: wanted from there, without those taken on from there in earlier months; `filled`: taken
    on from there in the month. Places without a home are asked of nobody in particular and have no
    row.
    """

    demand = models.ForeignKey(MonthlyDemand, on_delete=models.CASCADE, related_name="homes")
    province = models.ForeignKey(
        Province,
        verbose_name=_("home province"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    asked = models.PositiveIntegerField(_("asked"))
    filled = models.PositiveIntegerField(_("taken on"))

    # As of MonthlyDemand.
    face: Vacancy | None

    class Meta:
        verbose_name = _("demand of a month by home province")
        verbose_name_plural = _("demand of a month by home province")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["demand", "province"], name="home_once_a_month", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(asked__gt=0) | Q(filled__gt=0), name="month_home_counts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked}/{self.filled}"
