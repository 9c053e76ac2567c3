"""Results of the line test, and incidents on the lines."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.database.columns import MomentColumn
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from conferences.line_tests.choices import CheckResult, LineCheck, LineRound
from conferences.meetings.models import Point


class LineResult(models.Model):
    """What a check gave at a point in a round; without a row it has not been tried.

    `tried_at`: when it was ticked, which on a phone without a line is before it arrived
    (`noted_at`). `nonce`: of the tick, so that one that is sent twice counts once. Without a seat
    it was ticked by the point's own link.
    """

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="line_results")
    round = models.CharField(_("round"), max_length=12, choices=LineRound)
    item = models.CharField(pgettext_lazy("line test", "check"), max_length=16, choices=LineCheck)
    result = models.CharField(
        pgettext_lazy("line test", "result"), max_length=8, choices=CheckResult
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    tried_at = MomentColumn(_("tried at"))
    noted_at = MomentColumn(_("noted at"))
    nonce = models.UUIDField(null=True, blank=True, editable=False)
    noted_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    noted_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal_data = {"noted_person": ACTED}

    class Meta:
        verbose_name = _("result of a line test")
        verbose_name_plural = _("results of line tests")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["point", "round", "item"], name="line_check_once_a_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.point}: {self.get_item_display()}"


class LineIncident(models.Model):
    """Something that went wrong at a point (sự cố), and how it was mended; it goes into the
    minutes.
    """

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="incidents")
    happened_at = MomentColumn(_("happened at"))
    minutes_lost = models.PositiveSmallIntegerField(_("minutes lost"), default=0)
    what = models.CharField(_("what happened"), max_length=500)
    mending = models.CharField(_("how it was mended"), max_length=500, blank=True)
    noted_at = MomentColumn(_("noted at"))
    noted_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    noted_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal_data = {"noted_person": ACTED}

    class Meta:
        verbose_name = _("incident on the line")
        verbose_name_plural = _("incidents on the line")
        ordering = ("happened_at", "id")

    def __str__(self) -> str:
        return self.what[:60]
