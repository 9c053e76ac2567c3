"""What the delegations of a budget line cost, and the line of a delegation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.lists.numbers import localized_number
from agencies.people.permissions import Actor
from agencies.registry import RowNote
from campaigns.budget.models import BudgetLine
from campaigns.permissions import CampaignPermission
from campaigns.trip_costs.models import TripCost
from conferences.delegations.choices import DelegationState
from conferences.delegations.models import Delegation


@dataclass(frozen=True)
class TripSums:
    """`estimated` and `spent`: the sums of what is known, in đồng; `unknown`: for how many of the
    delegations neither is. A cancelled one counts only with what it has spent.
    """

    trips: list[Delegation]
    estimated: int | None
    spent: int | None
    unknown: int
    granted: int | None

    @property
    def more(self) -> int:
        """By how much the estimates exceed what the line has been granted."""
        if self.granted is None or self.estimated is None:
            return 0
        return max(0, self.estimated - self.granted)


def trip_sums(line: BudgetLine) -> TripSums:
    """One query."""
    rows = Delegation.objects.filter(pk__in=TripCost.objects.filter(line=line).values("delegation"))
    trips = list(rows.select_related("partnership__province").order_by("starts_on", "pk"))
    standing = [trip for trip in trips if trip.state != DelegationState.CANCELLED]
    return TripSums(
        trips=trips,
        estimated=_sum(trip.estimated for trip in standing),
        spent=_sum(trip.spent for trip in trips),
        unknown=sum(trip.estimated is None and trip.spent is None for trip in standing),
        granted=line.granted,
    )


def _sum(amounts: Iterable[int | None]) -> int | None:
    """None where none is known: a sum of nothing known is not 0."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def lines_for(delegation: Delegation) -> QuerySet[BudgetLine]:
    """Of the budgets of the year in which the delegation travels."""
    rows = BudgetLine.objects.filter(budget__year=delegation.starts_on.year)
    return rows.select_related("budget", "agency").order_by("budget", "pk")


def line_of(delegation: Delegation) -> BudgetLine | None:
    rows = BudgetLine.objects.filter(trips__delegation=delegation)
    return rows.select_related("budget").first()


def delegation_notes(by: Actor, delegation: Delegation) -> Sequence[RowNote]:
    """What the page of a delegation says of its money, to those who see the budget."""
    if not by.may(CampaignPermission.SEE_BUDGET):
        return ()
    line = line_of(delegation)
    may_keep = by.may(CampaignPermission.KEEP_BUDGET)
    choose = reverse("campaigns:trip-cost", args=[delegation.pk]) if may_keep else ""
    if line is None:
        text = _("No budget line is chosen yet.")
        return (RowNote(_("Paid from"), text, act=_("Choose the budget line"), act_url=choose),)
    words = _("%(line)s (%(budget)s), granted: %(granted)s")
    text = words % {
        "line": line.title,
        "budget": line.budget.title,
        "granted": _amount_words(line.granted),
    }
    return (
        RowNote(
            _("Paid from"),
            text,
            url=line.get_absolute_url(),
            act=_("Choose another line"),
            act_url=choose,
        ),
    )


def _amount_words(amount: int | None) -> str:
    return _("not known yet") if amount is None else f"{localized_number(amount)} đồng"
