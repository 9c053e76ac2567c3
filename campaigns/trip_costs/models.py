"""Which line of a budget a delegation is paid from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import MomentColumn
from agencies.people.models import Seat
from campaigns.budget.models import BudgetLine
from conferences.delegations.models import Delegation


class TripCost(models.Model):
    """A delegation is paid from one line. What it costs stands at the delegation itself; it is no
    part of the line's own amounts, which the labour department keeps.
    """

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="trips")
    delegation = models.OneToOneField(Delegation, on_delete=models.PROTECT, related_name="+")
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("delegation paid from a budget line")
        verbose_name_plural = _("delegations paid from budget lines")
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.delegation}: {self.line}"
