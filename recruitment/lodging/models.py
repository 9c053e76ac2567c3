"""People from other provinces who lodge in a commune: counts, never names."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency, Province
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat


class LodgingReport(models.Model):
    """What a commune counted at the end of a month: houses and rooms to let, and who lodges there
    from elsewhere.

    `month` is its first day. `people` are those with a home outside the province, registered as
    staying for a time.
    """

    commune = models.ForeignKey(
        Agency, verbose_name=_("commune"), on_delete=models.PROTECT, related_name="lodging_reports"
    )
    month = DayColumn(_("month"))
    houses = models.PositiveIntegerField(_("houses to let"), default=0)
    rooms = models.PositiveIntegerField(_("rooms to let"), default=0)
    free_rooms = models.PositiveIntegerField(_("rooms still free"), default=0)
    people = models.PositiveIntegerField(_("people from other provinces"), default=0)
    women = models.PositiveIntegerField(_("women"), default=0)
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    entered_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    personal_data = {"entered_person": ACTED}

    FIGURES = ("houses", "rooms", "free_rooms", "people", "women")

    class Meta:
        verbose_name = _("lodging count")
        verbose_name_plural = _("lodging counts")
        ordering = ("-month", "commune")
        constraints = [
            models.UniqueConstraint(fields=["commune", "month"], name="lodging_once_a_month"),
            models.CheckConstraint(
                condition=Q(month__day=1), name="lodging_month_is_its_first_day"
            ),
            models.CheckConstraint(condition=Q(women__lte=F("people")), name="lodging_women"),
            models.CheckConstraint(
                condition=Q(free_rooms__lte=F("rooms")), name="lodging_free_rooms"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y}"


class LodgingOrigin(models.Model):
    """How many of them come from one home province; an old province stays itself."""

    report = models.ForeignKey(LodgingReport, on_delete=models.CASCADE, related_name="origins")
    province = models.ForeignKey(
        Province, verbose_name=_("home province"), on_delete=models.PROTECT, related_name="+"
    )
    people = models.PositiveIntegerField(_("people"))

    class Meta:
        verbose_name = _("lodgers by home province")
        verbose_name_plural = _("lodgers by home province")
        ordering = ("-people", "id")
        constraints = [
            models.UniqueConstraint(fields=["report", "province"], name="lodgers_once"),
            models.CheckConstraint(condition=Q(people__gte=1), name="lodgers_some"),
        ]

    def __str__(self) -> str:
        return f"{self.people}"
