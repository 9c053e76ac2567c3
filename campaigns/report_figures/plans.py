"""What the year's targets set for the figures of the month's report."""

import datetime
from decimal import Decimal

from agencies.registry import PlannedValue
from campaigns.indicators.choices import ComputedSource
from campaigns.targets.choices import Operator
from campaigns.targets.models import Target

# Figures of the report that count the very rows of an indicator.
FIGURES: dict[str, str] = {ComputedSource.TAKEN_ON: "fills.people"}
_GROWING = (Operator.ABOVE, Operator.REACH)


def planned_figures(year: int) -> dict[str, PlannedValue]:
    """By the key of a figure what the one whole target of the calendar year wants of it.

    Where two targets want something different of one figure, nothing is said: neither is the plan.
    """
    targets = Target.objects.filter(
        indicator__source__in=FIGURES,
        operator__in=_GROWING,
        parent=None,
        channel="",
        starts_on=datetime.date(year, 1, 1),
        ends_on=datetime.date(year, 12, 31),
    )
    found: dict[str, list[Target]] = {}
    for target in targets.select_related("indicator", "directive"):
        found.setdefault(FIGURES[target.indicator.source], []).append(target)
    return {
        key: PlannedValue(_whole(rows[0].goal), _basis(rows[0]))
        for key, rows in found.items()
        if len(rows) == 1
    }


def _basis(target: Target) -> str:
    return target.directive.citation if target.directive else target.basis


def _whole(goal: Decimal) -> int | Decimal:
    # The column has decimals; people are counted.
    return int(goal) if goal == goal.to_integral_value() else goal
