"""What is known of indicators in any period: added up where that means something, made anew from
numerators and denominators where it does not.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from agencies.bodies.models import Agency
from campaigns.indicators.choices import Standing
from campaigns.indicators.computed import count_by_day, count_in, widest
from campaigns.indicators.models import Indicator, Measurement
from vietnam.periods import Period

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Figure:
    """`value` only where it is given. `is_partial`: some of those who measure it have given none,
    or some of its periods are empty. `is_of_parts`: the sum of a target's parts, itself measured by
    nobody.
    """

    standing: Standing = Standing.MISSING
    value: Decimal | None = None
    is_computed: bool = False
    is_partial: bool = False
    is_of_parts: bool = False

    @property
    def is_given(self) -> bool:
        return self.standing == Standing.GIVEN


MISSING = Figure()


def period_for(indicator: Indicator, asked: Period) -> Period | None:
    """The period in which the indicator answers for the one that was asked for: with the bounds
    that its figures have. None where its figures come less often.
    """
    period = asked.official if indicator.kind.is_official else asked.by_calendar
    return period if period.months >= indicator.kind.months else None


@dataclass
class IndicatorFigures:
    """The figures of some indicators within a span, read at once: two queries, and one for each
    source in the portal.
    """

    indicators: list[Indicator]
    span: Period
    _rows: dict[int, list[Measurement]] = field(init=False)
    _counted: dict[str, dict[datetime.date, Decimal]] = field(init=False)
    _reporters: dict[int, list[Agency]] = field(init=False)

    @classmethod
    def within(
        cls, indicators: Iterable[Indicator], periods: Iterable[Period]
    ) -> "IndicatorFigures":
        return cls(list(indicators), widest(periods))

    def __post_init__(self) -> None:
        self._rows = defaultdict(list)
        rows = Measurement.objects.counting().filter(
            indicator__in=[each.pk for each in self.indicators],
            starts_on__gte=self.span.first,
            ends_on__lte=self.span.last,
        )
        for row in rows.order_by("starts_on", "pk"):
            self._rows[row.indicator_id].append(row)
        self._reporters = defaultdict(list)
        measured = Indicator.reporters.through.objects.filter(indicator__in=self.indicators)
        for link in measured.select_related("agency").order_by("agency__sort_key", "pk"):
            self._reporters[link.indicator_id].append(link.agency)
        sources = {each.source for each in self.indicators if each.source}
        self._counted = {source: count_by_day(source, self.span) for source in sources}

    def of(self, indicator: Indicator, period: Period) -> Figure:
        """Of all agencies. `period` may hold several of the indicator's own."""
        by_period = self._by_period(indicator, period)
        if not indicator.source:
            return self._measured(indicator, by_period, period)
        # What was closed stands as it was counted then; the rest is counted now.
        closed = {each for each in by_period if any(row.is_computed for row in by_period[each])}
        total = sum((_sum_of(by_period[each]) for each in closed), Decimal(0))
        total += count_in(self._counted[indicator.source], period)
        total -= sum(
            (count_in(self._counted[indicator.source], each) for each in closed), Decimal(0)
        )
        return Figure(Standing.GIVEN, total, is_computed=True)

    def _measured(
        self, indicator: Indicator, by_period: dict[Period, list[Measurement]], asked: Period
    ) -> Figure:
        figure = _figure_of(indicator, by_period, asked)
        shown = by_period if indicator.is_cumulative else list(by_period)[-1:]
        is_silent = any(self.silent_reporters(indicator, each) for each in shown)
        return replace(figure, is_partial=True) if figure.is_given and is_silent else figure

    def silent_reporters(self, indicator: Indicator, period: Period) -> list[Agency]:
        """Those who measure it, existed on the last day of the period and have said nothing."""
        said = {row.agency_id for row in self._rows[indicator.pk] if row.period == period}
        return [
            each
            for each in self._reporters[indicator.pk]
            if each.pk not in said
            and (each.valid_from is None or each.valid_from <= period.last)
            and (each.valid_to is None or each.valid_to >= period.last)
        ]

    def _by_period(self, indicator: Indicator, period: Period) -> dict[Period, list[Measurement]]:
        found: dict[Period, list[Measurement]] = defaultdict(list)
        for row in self._rows[indicator.pk]:
            is_inside = period.first <= row.starts_on and row.ends_on <= period.last
            if is_inside and row.period.kind == indicator.kind:
                found[row.period].append(row)
        return found


def _sum_of(rows: Iterable[Measurement]) -> Decimal:
    return sum((row.value for row in rows if row.value is not None), Decimal(0))


def _figure_of(
    indicator: Indicator, by_period: dict[Period, list[Measurement]], asked: Period
) -> Figure:
    given = {
        period: [row for row in rows if row.standing == Standing.GIVEN]
        for period, rows in by_period.items()
        if any(row.standing == Standing.GIVEN for row in rows)
    }
    if not given:
        return Figure(_worst_known(by_period))
    if not indicator.is_cumulative:
        last = max(given)
        given = {last: given[last]}
        by_period = {last: by_period[last]}
    rows = [row for each in given.values() for row in each]
    is_partial = len(rows) < sum(len(each) for each in by_period.values())
    if indicator.is_cumulative:
        is_partial = is_partial or len(given) < asked.months // indicator.kind.months
    if not indicator.is_ratio:
        return Figure(Standing.GIVEN, _sum_of(rows), is_partial=is_partial)
    value = ratio_of(rows)
    if value is None:
        return Figure(Standing.NOT_ASSESSED, is_partial=True)
    return Figure(Standing.GIVEN, value, is_partial=is_partial)


def ratio_of(rows: list[Measurement]) -> Decimal | None:
    """Per cent of all rows together: never the sum nor the mean of their rates. None where that
    takes parts which somebody has not given.
    """
    parts = [row.parts for row in rows if row.parts]
    if len(parts) < len(rows):
        return rows[0].value if len(rows) == 1 else None
    denominator = sum(part[1] for part in parts)
    return HUNDRED * sum(part[0] for part in parts) / denominator


def _worst_known(by_period: dict[Period, list[Measurement]]) -> Standing:
    standings = {row.standing for rows in by_period.values() for row in rows}
    for standing in (Standing.NOT_ASSESSED, Standing.NOT_COLLECTED):
        if standing in standings:
            return standing
    return Standing.MISSING
