"""Searches whose new results an official wants to receive."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import MomentColumn
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat


class DemandAlert(models.Model):
    """A search saved by somebody who passes demand on: job centre, newsroom, partner (báo nhu cầu
    mới).

    `query` is the address of the demand sheet, `terms` the search for the text index, `words` the
    search as the person read it. `told_until`: what was published up to then has been reported.
    """

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    query = models.CharField(max_length=500)
    terms = ArrayField(models.CharField(max_length=120), default=list)
    words = models.CharField(_("search"), max_length=500, blank=True)
    made_at = MomentColumn(_("made at"), default=timezone.now)
    told_until = MomentColumn(default=timezone.now)

    personal_data = {"person": ACTED}

    class Meta:
        verbose_name = _("alert of new demand")
        verbose_name_plural = _("alerts of new demand")
        ordering = ("made_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["person", "seat", "query"], name="alert_once")
        ]

    def __str__(self) -> str:
        return self.words or self.query
