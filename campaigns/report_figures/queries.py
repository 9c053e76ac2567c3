"""The figures of a month, counted now: each beside the month before, the same month of the year
before, the year so far and the year's plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from agencies.calendar.report_month import ReportMonth
from agencies.people.permissions import Actor
from agencies.registry import (
    FigureDefinition,
    FigureSource,
    FigureUnit,
    Number,
    PlannedValue,
    ReportSection,
    Values,
    registry,
)


@dataclass(frozen=True)
class ReportFigure:
    """One line of the report, counted now or as it was frozen. None: not collected, or nothing to
    compare with.
    """

    key: str
    section: str
    section_label: str
    label: str
    unit: str
    unit_label: str
    definition: str
    definition_version: int
    part_of: str
    within: str
    value: Number | None
    previous: Number | None = None
    year_before: Number | None = None
    so_far: Number | None = None
    plan: Number | None = None
    plan_basis: str = ""

    @property
    def is_part(self) -> bool:
        return bool(self.part_of or self.within)

    @property
    def change(self) -> Number | None:
        """Against the month before, in per cent; of percentages, in percentage points."""
        return self._change(self.previous)

    @property
    def year_change(self) -> Number | None:
        return self._change(self.year_before)

    def _change(self, before: Number | None) -> Number | None:
        if self.value is None or before is None:
            return None
        if self.unit == FigureUnit.PERCENT:
            return self.value - before
        return percentage(self.value - before, before)

    @property
    def of_plan(self) -> Number | None:
        """What the year so far is of the year's plan, in per cent."""
        done = self.so_far if self.so_far is not None else self.value
        return None if done is None or self.plan is None else percentage(done, self.plan)


def percentage(part: Number, whole: Number) -> Decimal | None:
    """With one decimal; None where there is nothing to divide by."""
    if not whole:
        return None
    # A half goes up, as the formula in the workbook rounds it.
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)


# Counting -----------------------------------------------------------------------------------------
# What was reported of a month, by key: the version of the definition, and the value.
Reported = Mapping[str, tuple[int, Number | None]]
NOTHING: Reported = {}


def report_figures(
    month: ReportMonth, *, previous: Reported = NOTHING, year_before: Reported = NOTHING
) -> list[ReportFigure]:
    """In the order of sections.

    `previous`, `year_before`: what the reports of those months said, where they are locked. A paper
    that was signed is what the next one is compared with; only without one they are counted now.
    """
    plan = _plan_of(month.year)
    figures = [
        figure
        for source in registry.figure_sources
        for figure in _figures_of(source, month, plan, previous, year_before)
    ]
    order = {section.value: place for place, section in enumerate(ReportSection)}
    return sorted(figures, key=lambda figure: order[figure.section])


def _plan_of(year: int) -> dict[str, PlannedValue]:
    return {key: value for plan in registry.plans for key, value in plan(year).items()}


def _figures_of(
    source: FigureSource,
    month: ReportMonth,
    plan: Mapping[str, PlannedValue],
    previous: Reported,
    year_before: Reported,
) -> list[ReportFigure]:
    values = source.values(month.period, month.judged_on)
    before = source.values(month.earlier.period, month.earlier.judged_on)
    last_year = source.values(month.year_before.period, month.year_before.judged_on)
    adds_up = any(each.adds_up for each in source.definitions)
    so_far = source.values(month.year_so_far, month.judged_on) if adds_up else {}
    return [
        _make_figure(
            definition,
            value=values[definition.key],
            previous=_compared(definition, before, previous),
            year_before=_compared(definition, last_year, year_before),
            so_far=so_far[definition.key] if definition.adds_up else None,
            plan=plan.get(definition.key),
        )
        for definition in source.definitions
    ]


def _compared(definition: FigureDefinition, counted: Values, reported: Reported) -> Number | None:
    if definition.key not in reported:
        return counted[definition.key]
    version, value = reported[definition.key]
    return value if version == definition.version else None


def _make_figure(
    definition: FigureDefinition,
    *,
    value: Number | None,
    previous: Number | None,
    year_before: Number | None,
    so_far: Number | None,
    plan: PlannedValue | None,
) -> ReportFigure:
    return ReportFigure(
        key=definition.key,
        section=definition.section.value,
        section_label=str(definition.section.label),
        label=str(definition.label),
        unit=definition.unit.value,
        unit_label=str(definition.unit.label),
        definition=str(definition.definition),
        definition_version=definition.version,
        part_of=definition.part_of,
        within=definition.within,
        value=value,
        previous=previous,
        year_before=year_before,
        so_far=so_far,
        plan=plan.value if plan else None,
        plan_basis=plan.basis if plan else "",
    )


def source_of(key: str) -> FigureSource | None:
    """The list behind a figure."""
    for source in registry.figure_sources:
        if any(definition.key == key for definition in source.definitions):
            return source
    return None


def find_definition(key: str) -> FigureDefinition | None:
    source = source_of(key)
    found = [each for each in source.definitions if each.key == key] if source else []
    return found[0] if found else None


def may_open_rows(by: Actor, key: str) -> bool:
    """Whether somebody may see the list behind a figure; of one that nobody counts any more,
    whoever sees the report.
    """
    source = source_of(key)
    return source is None or by.may(source.permission)


def figure_from_row(row: Any) -> ReportFigure:
    """Of a row with the same columns. A whole number as such, so that it is printed and compared
    like one that was just counted.
    """
    names = ReportFigure.__dataclass_fields__
    return ReportFigure(**{name: _plain_number(getattr(row, name)) for name in names})


def _plain_number(value: Any) -> Any:
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == int(value) else value.normalize()
