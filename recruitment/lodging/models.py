"""People from other provinces who lodge in a commune: counts, never names."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.database.page_addresses import row_page_url
from recruitment.period_reports.models import HomeLine, PeriodReport

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _count(label: "StrOrPromise") -> models.PositiveIntegerField:
    return models.PositiveIntegerField(label, default=0)


class LodgingReport(PeriodReport):
    """What a commune counted at the end of a month: houses and rooms to let, and who lodges there
    from elsewhere.

    `people` are those with a home outside the province, registered as staying for a time.
    """

    people = _count(_("people from other provinces"))
    women = _count(_("of them women"))
    houses = _count(_("houses that let rooms"))
    rooms = _count(_("rooms to let"))
    free_rooms = _count(_("rooms still free"))

    FIGURES = ("people", "women", "houses", "rooms", "free_rooms")

    class Meta(PeriodReport.Meta):
        verbose_name = _("lodging count")
        verbose_name_plural = _("lodging counts")
        constraints = [
            *PeriodReport.Meta.constraints,
            models.CheckConstraint(condition=Q(women__lte=F("people")), name="lodging_women"),
            models.CheckConstraint(
                condition=Q(free_rooms__lte=F("rooms")), name="lodging_free_rooms"
            ),
        ]

    def get_absolute_url(self) -> str:
        return row_page_url("recruitment:lodging-detail", self.pk)


class LodgingOrigin(HomeLine):
    """How many of them come from one home province."""

    report = models.ForeignKey(LodgingReport, on_delete=models.CASCADE, related_name="homes")
    people = models.PositiveIntegerField(_("people from other provinces"))

    FIGURES = ("people",)

    class Meta(HomeLine.Meta):
        verbose_name = _("lodgers by home province")
        verbose_name_plural = _("lodgers by home province")
        constraints = [
            *HomeLine.Meta.constraints,
            models.CheckConstraint(condition=Q(people__gte=1), name="lodgers_some"),
        ]
