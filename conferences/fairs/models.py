"""Job fairs and the points at which they take place."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from agencies.tasks.models import Task
from conferences.fairs.choices import FairKind, FairState


class Fair(models.Model):
    """A job fair (phiên giao dịch việc làm) of one job centre, alone or with centres of other
    provinces as its points.

    `series`: the fair from which the month's fairs are copied, one for each `series_month`.
    `employers_until`: the last day on which employers ask for a booth. `board_version` grows with
    every change that the live board shows.
    """

    host = models.ForeignKey(
        Agency, verbose_name=_("job centre"), on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(pgettext_lazy("fair", "name"), max_length=200)
    kind = models.CharField(pgettext_lazy("fair", "kind"), max_length=10, choices=FairKind)
    starts_at = MomentColumn(_("begins"))
    ends_at = MomentColumn(_("ends"))
    employers_until = DayColumn(_("employers register until"))
    note = models.TextField(_("what people should know"), max_length=2000, blank=True)
    state = models.CharField(
        pgettext_lazy("fair", "state"),
        max_length=10,
        choices=FairState,
        default=FairState.DRAFT,
    )
    cancel_reason = models.CharField(_("why it is cancelled"), max_length=300, blank=True)
    series = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeats"
    )
    series_month = DayColumn(_("month of the series"), null=True, blank=True)
    made_at = MomentColumn(_("made at"))
    made_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    made_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)
    board_version = models.PositiveIntegerField(default=0, editable=False)

    personal_data = {"made_person": ACTED}
    no_personal_data = ("title",)

    class Meta:
        verbose_name = _("job fair")
        verbose_name_plural = _("job fairs")
        ordering = ("-starts_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="fair_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["series", "series_month"], name="one_fair_a_month"),
            models.CheckConstraint(
                condition=Q(series__isnull=True, series_month__isnull=True)
                | Q(series__isnull=False, series_month__isnull=False),
                name="fair_of_a_series_has_its_month",
            ),
            models.CheckConstraint(
                condition=~Q(state=FairState.CANCELLED) | ~Q(cancel_reason=""),
                name="fair_is_cancelled_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:fair", self.pk)

    @property
    def public_url(self) -> str:
        return row_page_url("conferences:public-fair", self.pk)

    @property
    def tone(self) -> str:
        return FairState(self.state).tone


class FairPoint(models.Model):
    """Where people of one province come together for a fair: the job centre there, with the
    computers that it lends for interviews at a distance. `task`: the request to the department
    there.
    """

    fair = models.ForeignKey(Fair, on_delete=models.CASCADE, related_name="points")
    agency = models.ForeignKey(
        Agency, verbose_name=_("job centre"), on_delete=models.PROTECT, related_name="+"
    )
    venue = models.CharField(_("address of the point"), max_length=200)
    phone = models.CharField(_("phone of the point"), max_length=15)
    task = models.ForeignKey(
        Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    no_personal_data = ("phone", "venue")

    class Meta:
        verbose_name = _("point of a job fair")
        verbose_name_plural = _("points of job fairs")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["fair", "agency"], name="fair_point_once"),
        ]

    def __str__(self) -> str:
        return self.agency.name
