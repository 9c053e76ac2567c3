"""Goals, figures and changes in words, as pages and sheets print them."""

from decimal import Decimal

from django.utils.translation import gettext as _

from agencies.lists.numbers import localized_number
from campaigns.indicators.choices import MeasureUnit, Standing
from campaigns.indicators.figures import Figure
from campaigns.targets.choices import Operator
from campaigns.targets.progress import Change, ChangeKind
from campaigns.targets.queries import TargetRow

HUNDREDTH = Decimal("0.01")
NBSP = "\u00a0"


def amount_words(value: Decimal) -> str:
    """At most two decimals, as reports print rates; none where there are none."""
    return localized_number(value.quantize(HUNDREDTH).normalize())


def measured_words(value: Decimal, unit: str) -> str:
    """2,3 %, 17.000 việc làm."""
    return f"{amount_words(value)}{NBSP}{MeasureUnit(unit).label}"


def goal_words(operator: str, goal: Decimal, unit: str) -> str:
    """trên 17.000 việc làm, dưới 2,1 %, giảm còn 25,03 %"""
    return f"{Operator(operator).label} {measured_words(goal, unit)}"


def figure_words(figure: Figure, unit: str = "") -> str:
    """The figure, of a rate with its unit, or why there is none."""
    if figure.value is not None:
        is_rate = bool(unit) and MeasureUnit(unit).is_ratio
        return measured_words(figure.value, unit) if is_rate else amount_words(figure.value)
    return str(Standing(figure.standing).label)


def signed_words(value: Decimal) -> str:
    shown = amount_words(value)
    return f"+{shown}" if value > 0 else shown


def change_words(change: Change) -> str:
    """+5,3 %; +0,2 điểm %; 0 % where nothing has changed, which is not: nothing to compare."""
    if change.amount is None:
        return _("nothing to compare")
    if change.kind is ChangeKind.PERCENT:
        return f"{signed_words(change.amount)}{NBSP}%"
    if change.kind is ChangeKind.POINTS:
        return f"{signed_words(change.amount)}{NBSP}{MeasureUnit.POINTS.label}"
    return _("%(amount)s, from 0") % {"amount": signed_words(change.amount)}


def change_tone(change: Change) -> str:
    if change.is_better is None:
        return "off"
    return "done" if change.is_better else "late"


def distance_words(row: TargetRow) -> str:
    """How far the cumulative figure is from the goal; of a rate in percentage points."""
    if row.distance is None:
        return ""
    unit = MeasureUnit.POINTS if row.unit.is_ratio else row.unit
    distance = measured_words(abs(row.distance), unit)
    if not row.distance:
        return _("exactly the goal")
    words = (
        _("%(distance)s above the goal") if row.distance > 0 else _("%(distance)s below the goal")
    )
    return words % {"distance": distance}


def parts_words(row: TargetRow) -> str:
    """Whether the parts add up to the whole; a difference is named."""
    if row.parts is None:
        return ""
    sums = {
        "sum": amount_words(row.parts.goals),
        "gap": amount_words(abs(row.parts.goal_gap)),
    }
    if row.parts.goal_gap > 0:
        said = [_("The parts add up to %(sum)s: %(gap)s fewer than the target.") % sums]
    elif row.parts.goal_gap < 0:
        said = [_("The parts add up to %(sum)s: %(gap)s more than the target.") % sums]
    else:
        said = [_("The parts add up to the target.")]
    if row.parts.figure_gap and row.parts.figures is not None:
        words = _("Measured: the parts add up to %(sum)s, the whole is given as %(whole)s.")
        whole = row.parts.figures + row.parts.figure_gap
        said.append(words % {"sum": amount_words(row.parts.figures), "whole": amount_words(whole)})
    return " ".join(said)
