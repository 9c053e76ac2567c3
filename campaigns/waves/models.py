"""Waves, their files, and the duties whose counts follow them."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.people.models import Seat
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Progress
from campaigns.waves.choices import FileKind


class Wave(models.Model):
    """A dated push of communication (đợt truyền thông), numbered within its year.

    `message` is what it is to say; `ends_on` the day by which it is to be published.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(pgettext_lazy("wave", "number"))
    title = models.CharField(pgettext_lazy("wave", "title"), max_length=200)
    message = models.TextField(_("message"), max_length=2000, blank=True)
    starts_on = DayColumn(pgettext_lazy("period", "from"))
    ends_on = DayColumn(pgettext_lazy("period", "to"))
    cancelled_at = MomentColumn(_("cancelled at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    # What `waves_with_counts` reads besides.
    published: int
    first_on: datetime.date | None

    class Meta:
        verbose_name = _("wave")
        verbose_name_plural = _("waves")
        ordering = ("-year", "-number")
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="wave_number_once_a_year"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="wave_in_order"),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, reason="")
                | Q(cancelled_at__isnull=False) & ~Q(reason=""),
                name="wave_cancelled_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return row_page_url("campaigns:wave", self.pk)


class WaveDuty(models.Model):
    """A duty that counts waves (“ít nhất 01 đợt/tháng”), of which this wave is one.

    `deed` is what it counts for the wave, once something of it is published.
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="duties")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="+")
    deed = models.OneToOneField(
        Progress, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("duty of a wave")
        verbose_name_plural = _("duties of waves")
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["wave", "task"], name="wave_duty_once")]

    def __str__(self) -> str:
        return f"{self.wave}: {self.task}"


class WaveFile(models.Model):
    """What the wave is made from, and what goes into its media kit.

    Stored under a random name; of the kit, whoever has its link may take it.
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="files")
    content = models.ForeignKey(
        "campaigns.Content",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="files",
    )
    kind = models.CharField(_("kind of file"), max_length=6, choices=FileKind)
    note = models.CharField(_("note"), max_length=300, blank=True)
    file = models.FileField(upload_to="waves/%Y/%m/", max_length=200)
    name = models.CharField(_("name of the file"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("bytes"))
    sha256 = models.CharField(max_length=64)
    added_at = MomentColumn(_("added at"))
    added_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")

    no_personal_data = ("name",)  # of the file

    class Meta:
        verbose_name = _("file of a wave")
        verbose_name_plural = _("files of waves")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="data", content__isnull=True)
                | Q(kind="kit", content__isnull=False),
                name="kit_file_of_a_content",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def type(self) -> str:
        # As the content proved when the file was stored under this ending.
        return str(self.file).rpartition(".")[2]
