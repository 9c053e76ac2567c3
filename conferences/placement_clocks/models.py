"""Tasks that follow from people taken on, each once."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.database.columns import DayColumn
from agencies.tasks.models import Task
from conferences.booths.models import Booth
from conferences.placement_clocks.choices import ClockKind


class PlacementClock(models.Model):
    """A task of the centre about the people whom a booth has taken on, as it said on the day
    `since`.
    """

    booth = models.ForeignKey(Booth, on_delete=models.PROTECT, related_name="clocks")
    kind = models.CharField(pgettext_lazy("clock", "kind"), max_length=10, choices=ClockKind)
    since = DayColumn(pgettext_lazy("clock", "since"))
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("clock after a placement")
        verbose_name_plural = _("clocks after placements")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["booth", "kind", "since"], name="placement_clock_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booth_id} {self.kind}"
