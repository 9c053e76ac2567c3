"""Outlets that publish what the province wants to be known."""

import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency, Province
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.people.models import Seat
from campaigns.outlets.choices import AgreementState, OutletKind
from vietnam.language.collation import sort_key


class Outlet(models.Model):
    """A newspaper, broadcaster, page or loudspeaker (cơ quan báo chí, kênh).

    `agency` runs it, where the register knows it. `agreement` names the paper by which it publishes
    free of charge, such as the minutes between two provinces.
    """

    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind of outlet"), max_length=12, choices=OutletKind)
    province = models.ForeignKey(
        Province, verbose_name=_("province"), on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey(
        Agency,
        verbose_name=_("agency that runs it"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="outlets",
    )
    website = models.URLField(_("address on the internet"), max_length=300, blank=True)
    agreement = models.CharField(_("agreement"), max_length=200, blank=True)
    agreed_on = DayColumn(_("agreed on"), null=True, blank=True)
    agreed_until = DayColumn(_("agreed until"), null=True, blank=True)
    ended_on = DayColumn(_("ended on"), null=True, blank=True)
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    sort_key = models.CharField(max_length=700, editable=False, db_collation="C")
    version = models.PositiveIntegerField(default=0, editable=False)

    no_personal_data = ("name",)

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ("sort_key", "id")
        constraints = [
            models.UniqueConstraint(fields=["province", "name"], name="outlet_once_a_province"),
            models.UniqueConstraint(
                fields=["agency"],
                condition=Q(kind=OutletKind.LOUDSPEAKER),
                name="one_loudspeaker_of_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=False) & ~Q(agreement="")
                | Q(agreed_on__isnull=True, agreement="", agreed_until__isnull=True),
                name="outlet_agreement_with_its_day",
            ),
            models.CheckConstraint(
                condition=Q(agreed_until__isnull=True) | Q(agreed_until__gte=F("agreed_on")),
                name="outlet_agreement_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return row_page_url("campaigns:outlet-change", self.pk)

    def agreement_state(self, on: datetime.date) -> AgreementState:
        if self.agreed_on is None:
            return AgreementState.NONE
        is_over = self.agreed_until is not None and self.agreed_until < on
        return AgreementState.ENDED if is_over else AgreementState.FREE
