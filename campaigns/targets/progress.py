"""How far a target is: by its direction, and with like compared to like. Nothing here reads the
database.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from campaigns.indicators.choices import Standing
from campaigns.indicators.figures import HUNDRED, Figure
from campaigns.targets.choices import Operator, Verdict
from vietnam.periods import Period


class ChangeKind(Enum):
    """`NONE`: there is nothing to compare with, which is not a change of 0 %. `FROM_ZERO`: a
    change, of which no per cent can be given.
    """

    NONE = auto()
    FROM_ZERO = auto()
    PERCENT = auto()
    POINTS = auto()


@dataclass(frozen=True)
class Change:
    """`is_better` by the direction of the target; None where nothing has changed."""

    kind: ChangeKind = ChangeKind.NONE
    amount: Decimal | None = None
    is_better: bool | None = None


@dataclass(frozen=True)
class Aim:
    """What a target wants, without its row."""

    operator: Operator
    goal: Decimal
    baseline: Decimal | None
    is_ratio: bool
    is_cumulative: bool
    horizon: Period

    @property
    def less_is_better(self) -> bool:
        return self.operator.less_is_better

    def is_met_by(self, value: Decimal) -> bool:
        return {
            Operator.ABOVE: value > self.goal,
            Operator.REACH: value >= self.goal,
            Operator.BELOW: value < self.goal,
            Operator.REDUCE_TO: value <= self.goal,
        }[self.operator]

    def percent_of_plan(self, value: Decimal) -> Decimal | None:
        """Of what has to be moved from the baseline where there is one, else of the goal. None
        where neither means anything: of a rate without a baseline, or of less that is better.
        """
        if self.baseline is not None and self.baseline != self.goal:
            return HUNDRED * (value - self.baseline) / (self.goal - self.baseline)
        if self.is_ratio or self.less_is_better or not self.goal:
            return None
        return HUNDRED * value / self.goal

    def compare(self, figure: Figure, earlier: Figure) -> Change:
        """Rates by percentage points, everything else in per cent of the earlier figure."""
        now, before = figure.value, earlier.value
        if now is None or before is None:
            return Change()
        difference = now - before
        is_better = None if not difference else (difference < 0) == self.less_is_better
        if self.is_ratio:
            return Change(ChangeKind.POINTS, difference, is_better)
        if before:
            return Change(ChangeKind.PERCENT, HUNDRED * difference / abs(before), is_better)
        if not difference:
            return Change(ChangeKind.PERCENT, Decimal(0))
        return Change(ChangeKind.FROM_ZERO, difference, is_better)

    def judge(self, figure: Figure, on: datetime.date) -> Verdict:
        """`figure`: cumulative where figures add up, as of the day `on`."""
        value = figure.value
        if value is None:
            is_left_out = figure.standing == Standing.NOT_COLLECTED
            return Verdict.NOT_COLLECTED if is_left_out else Verdict.UNJUDGED
        is_over = on >= self.horizon.last
        if self.is_cumulative and self.less_is_better and not is_over:
            return Verdict.ON_COURSE if self.is_met_by(value) else Verdict.MISSED
        if self.is_met_by(value):
            return Verdict.MET
        if is_over:
            return Verdict.MISSED
        if not self.is_cumulative or self.is_ratio:
            return Verdict.NOT_MET
        return Verdict.ON_COURSE if value >= self._expected(on) else Verdict.BEHIND

    def _expected(self, on: datetime.date) -> Decimal:
        # As much of the goal as of the time has gone by.
        days = (self.horizon.last - self.horizon.first).days + 1
        gone = min(max((on - self.horizon.first).days + 1, 0), days)
        return self.goal * gone / days
