"""Links by which outlets take a media kit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from campaigns.outlets.models import Outlet
from campaigns.waves.models import Wave


class KitLink(models.Model):
    """An address by which one outlet takes the media kit of a wave without an account.

    It says nothing of anybody: only how often it was opened is counted.
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="kit_links")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="+")
    expires_on = DayColumn(_("open until"))
    made_at = MomentColumn(_("made at"))
    made_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    made_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = MomentColumn(_("withdrawn at"), null=True, blank=True)
    opened = models.PositiveIntegerField(_("opened"), default=0)
    last_opened_on = DayColumn(_("last opened on"), null=True, blank=True)

    personal_data = {"made_person": ACTED}

    class Meta:
        verbose_name = _("link of a media kit")
        verbose_name_plural = _("links of media kits")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "outlet"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_live_kit_link",
            ),
            models.CheckConstraint(
                condition=Q(opened=0, last_opened_on__isnull=True)
                | Q(opened__gt=0, last_opened_on__isnull=False),
                name="kit_link_opened_with_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wave}: {self.outlet}"
