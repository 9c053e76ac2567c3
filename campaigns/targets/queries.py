"""Targets of a year with all that is compared, their history, and what their parts add up to."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from campaigns.indicators.choices import MeasureUnit, Standing
from campaigns.indicators.figures import MISSING, Figure, IndicatorFigures, period_for
from campaigns.indicators.models import IndicatorDefinition
from campaigns.targets.choices import Channel, Operator, Verdict
from campaigns.targets.models import Target
from campaigns.targets.progress import Aim, Change
from vietnam.periods import Period, PeriodKind


@dataclass(frozen=True)
class PartSums:
    """What the parts of a target add up to, in their goals and in their cumulative figures; a gap
    is the whole less its parts.
    """

    goals: Decimal
    goal_gap: Decimal
    figures: Decimal | None = None
    figure_gap: Decimal | None = None

    @property
    def adds_up(self) -> bool:
        return not self.goal_gap and not self.figure_gap


@dataclass(frozen=True)
class TargetRow:
    """One target in one period, as the list, the report and the sheet show it.

    `period`: the one of which `value` is, with the bounds of the indicator's figures; None where
    its figures come less often than the period that was asked for. `depth`: below how many targets
    it stands.
    """

    target: int
    name: str
    depth: int
    unit: MeasureUnit
    rhythm: PeriodKind
    operator: Operator
    goal: Decimal
    channel: Channel | None
    basis: str
    lead: str
    horizon: Period
    period: Period | None
    value: Figure
    previous: Figure
    same_last_year: Figure
    cumulative: Figure
    percent_of_plan: Decimal | None
    distance: Decimal | None
    change: Change
    change_on_last_year: Change
    verdict: Verdict
    definition: str
    definition_version: int
    url: str
    parts: PartSums | None = None


def targets_of(period: Period) -> QuerySet[Target]:
    """Those whose time has something of the period, with all that a row shows."""
    definitions = IndicatorDefinition.objects.order_by("-version")
    return (
        Target.objects.filter(starts_on__lte=period.last, ends_on__gte=period.first)
        .select_related("indicator", "directive", "clause", "lead")
        .prefetch_related(Prefetch("indicator__definitions", queryset=definitions))
        .order_by("starts_on", "pk")
    )


def target_rows(period: Period, on: datetime.date | None = None) -> list[TargetRow]:
    """Of all targets that run in the period, each below the one that it is a part of. Judged on the
    last day of the period, or on the day `on` if that is earlier.
    """
    targets = list(targets_of(period))
    if not targets:
        return []
    figures = IndicatorFigures.within([each.indicator for each in targets], _spans(targets, period))
    judged_on = min(period.last, on) if on else period.last
    rows = {each.pk: _row(each, figures, period, judged_on) for each in targets}
    return _in_order(targets, rows, judged_on)


def _spans(targets: Iterable[Target], period: Period) -> list[Period]:
    spans = [each.horizon for each in targets]
    for asked in (period.official, period.by_calendar):
        spans += [asked, asked.earlier, asked.same_last_year]
    return spans


def aim_of(target: Target) -> Aim:
    return Aim(
        operator=Operator(target.operator),
        goal=target.goal,
        baseline=target.baseline,
        is_ratio=target.indicator.is_ratio,
        is_cumulative=target.indicator.is_cumulative,
        horizon=target.horizon,
    )


def _row(
    target: Target, figures: IndicatorFigures, asked: Period, judged_on: datetime.date
) -> TargetRow:
    indicator = target.indicator
    period = period_for(indicator, asked)
    last = min((period or asked).last, target.horizon.last)
    definition = next(iter(indicator.definitions.all()), None)
    known: dict[str, Any] = {
        "value": figures.of(indicator, period) if period else MISSING,
        "previous": figures.of(indicator, period.earlier) if period else MISSING,
        "same_last_year": figures.of(indicator, period.same_last_year) if period else MISSING,
        "cumulative": figures.of(indicator, Period(target.horizon.first, last)),
    }
    return TargetRow(
        target=target.pk,
        name=indicator.name,
        depth=0,
        unit=MeasureUnit(indicator.unit),
        rhythm=indicator.kind,
        operator=Operator(target.operator),
        goal=target.goal,
        channel=Channel(target.channel) if target.channel else None,
        basis=target.basis_words,
        lead=target.lead.display_name if target.lead else "",
        horizon=target.horizon,
        period=period,
        **known,
        **_judgement(aim_of(target), known, judged_on),
        definition=definition.text if definition else "",
        definition_version=definition.version if definition else 0,
        url=target.get_absolute_url(),
    )


def _judgement(aim: Aim, known: dict[str, Figure], on: datetime.date) -> dict[str, Any]:
    reached = known["cumulative"].value
    return {
        "percent_of_plan": None if reached is None else aim.percent_of_plan(reached),
        "distance": None if reached is None else reached - aim.goal,
        "change": aim.compare(known["value"], known["previous"]),
        "change_on_last_year": aim.compare(known["value"], known["same_last_year"]),
        "verdict": aim.judge(known["cumulative"], on),
    }


# Wholes and their parts ---------------------------------------------------------------------------
COMPARED = ("value", "previous", "same_last_year", "cumulative")


def _in_order(
    targets: list[Target], rows: dict[int, TargetRow], on: datetime.date
) -> list[TargetRow]:
    below: dict[int | None, list[Target]] = {}
    for target in targets:
        parent = target.parent_id if target.parent_id in rows else None
        below.setdefault(parent, []).append(target)

    def branch(target: Target, depth: int) -> list[TargetRow]:
        branches = [branch(part, depth + 1) for part in below.get(target.pk, ())]
        parts = [each[0] for each in branches]
        whole = _whole(target, replace(rows[target.pk], depth=depth), parts, on)
        return [whole, *(row for each in branches for row in each)]

    return [row for target in below.get(None, ()) for row in branch(target, 0)]


def _whole(target: Target, row: TargetRow, parts: list[TargetRow], on: datetime.date) -> TargetRow:
    # What nobody has measured of a whole is the sum of its parts; what somebody has is held to it.
    if not parts or row.unit.is_ratio or any(part.unit != row.unit for part in parts):
        return row
    known: dict[str, Any] = {name: getattr(row, name) for name in COMPARED}
    if known["cumulative"].standing == Standing.MISSING:
        known = {name: _sum_of_parts([getattr(part, name) for part in parts]) for name in COMPARED}
        row = replace(row, **known, **_judgement(aim_of(target), known, on))
    goals = sum((part.goal for part in parts), Decimal(0))
    figures = _sum_of_parts([part.cumulative for part in parts]).value
    own = None if row.cumulative.is_of_parts else row.cumulative.value
    gap = own - figures if own is not None and figures is not None else None
    return replace(row, parts=PartSums(goals, row.goal - goals, figures, gap))


def _sum_of_parts(figures: list[Figure]) -> Figure:
    given = [each.value for each in figures if each.value is not None]
    if not given:
        return MISSING
    is_partial = len(given) < len(figures) or any(each.is_partial for each in figures)
    total = sum(given, Decimal(0))
    return Figure(Standing.GIVEN, total, is_partial=is_partial, is_of_parts=True)


# One target ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class HistoryPoint:
    """One period of a target's line: its own figure, the cumulative one up to it, and the own
    figure of the same period of last year.
    """

    period: Period
    value: Figure
    cumulative: Figure
    same_last_year: Figure


def target_history(target: Target, until: datetime.date) -> list[HistoryPoint]:
    """Every period of its indicator from the beginning of its time to the one that has begun on a
    day, also those without a figure. Of a whole that nobody measures, the sums of its parts.
    """
    periods = _periods_until(target, until)
    if not periods:
        return []
    measured = _measured_points(target, periods)
    if any(each.cumulative.standing != Standing.MISSING for each in measured):
        return measured
    parts = list(target.children.select_related("indicator"))
    is_summable = not target.indicator.is_ratio and parts
    if not is_summable or any(part.indicator.unit != target.indicator.unit for part in parts):
        return measured
    of_parts = [{each.period: each for each in target_history(part, until)} for part in parts]
    return [
        _summed_point(each.period, [known.get(each.period) for known in of_parts])
        for each in measured
    ]


def _periods_until(target: Target, until: datetime.date) -> list[Period]:
    horizon = target.horizon
    years = range(horizon.by_calendar.first.year, horizon.by_calendar.last.year + 1)
    return [
        each
        for year in years
        for each in Period.all_of(target.indicator.kind, year)
        if horizon.first <= each.first <= until and each.last <= horizon.last
    ]


def _measured_points(target: Target, periods: list[Period]) -> list[HistoryPoint]:
    indicator = target.indicator
    spans = [*periods, *(each.same_last_year for each in periods)]
    figures = IndicatorFigures.within([indicator], spans)
    return [
        HistoryPoint(
            each,
            figures.of(indicator, each),
            figures.of(indicator, Period(target.horizon.first, each.last)),
            figures.of(indicator, each.same_last_year),
        )
        for each in periods
    ]


def _summed_point(period: Period, parts: list[HistoryPoint | None]) -> HistoryPoint:
    def sums(name: str) -> Figure:
        return _sum_of_parts([getattr(part, name) if part else MISSING for part in parts])

    return HistoryPoint(period, sums("value"), sums("cumulative"), sums("same_last_year"))
