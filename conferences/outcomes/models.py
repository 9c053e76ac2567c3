"""How far people came with the employers whom they met at a fair."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import MomentColumn
from agencies.people.models import Seat
from conferences.booths.models import Booth
from conferences.fair_booking.models import Seeker
from conferences.outcomes.choices import Rung


class Outcome(models.Model):
    """One person with one employer: a turn (lượt). It stays when the name is deleted."""

    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="outcomes")
    booth = models.ForeignKey(Booth, on_delete=models.PROTECT, related_name="outcomes")
    rung = models.PositiveSmallIntegerField(_("how far"), choices=Rung, default=Rung.INTERVIEWED)
    changed_at = MomentColumn(_("changed at"))
    changed_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("outcome of an interview")
        verbose_name_plural = _("outcomes of interviews")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["seeker", "booth"], name="outcome_once"),
            models.CheckConstraint(
                condition=Q(rung__range=(1, 6)), name="outcome_rung_is_possible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booth_id} #{self.seeker_id}"
