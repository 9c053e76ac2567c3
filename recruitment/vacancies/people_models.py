"""Which people a vacancy is for, and how its places were filled."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Province
from agencies.database.columns import MomentColumn
from agencies.people.models import Seat
from recruitment.vacancies.choices import Way
from recruitment.vacancies.models import Vacancy


class VacancyHome(models.Model):
    """How many people of a vacancy are wanted from one home province; places that none names are
    open to everybody.

    Together at most the headcount, which the service sees to under the lock of the vacancy.
    """

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="homes")
    province = models.ForeignKey(
        Province, verbose_name=_("home province"), on_delete=models.PROTECT, related_name="+"
    )
    people = models.PositiveIntegerField(_("people"))

    class Meta:
        verbose_name = _("people wanted from a province")
        verbose_name_plural = _("people wanted by home province")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "province"], name="home_once"),
            models.CheckConstraint(
                condition=Q(people__gte=1, people__lte=100_000), name="home_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people}"


class VacancyFill(models.Model):
    """How many places of a vacancy were filled, with people from where and by which way; `province`
    None: not known.

    Shortlisted is never counted as filled.
    """

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="fills")
    province = models.ForeignKey(
        Province,
        verbose_name=_("home province"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    people = models.PositiveIntegerField(_("people"))
    way = models.CharField(_("by which way"), max_length=10, choices=Way)
    entered_at = MomentColumn(_("entered at"), default=timezone.now)
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("filled places")
        verbose_name_plural = _("filled places")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=1, people__lte=100_000), name="fill_people"
            )
        ]

    def __str__(self) -> str:
        return f"{self.people}"
