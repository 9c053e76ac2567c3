"""A form filled in for a period: each line with its people and its times."""

import datetime
from dataclasses import dataclass

from campaigns.indicators.choices import Standing
from campaigns.indicators.figures import Figure, IndicatorFigures, period_for
from campaigns.indicators.models import Indicator
from campaigns.official_forms.models import FormLine, OfficialForm
from vietnam.periods import Period

NOT_COLLECTED = Figure(Standing.NOT_COLLECTED)


@dataclass(frozen=True)
class FilledLine:
    """`people` and `turns` None: the line has no such column. Without any indicator a line that is
    no heading is not collected.
    """

    line: FormLine
    people: Figure | None
    turns: Figure | None

    @property
    def is_computed(self) -> bool:
        return any(each.is_computed for each in (self.people, self.turns) if each)


def lines_in_force(form: OfficialForm, on: datetime.date) -> list[FormLine]:
    rows = form.lines.in_force(on).select_related("people", "turns")
    return list(rows.order_by("position", "pk"))


def fill_form(form: OfficialForm, period: Period) -> list[FilledLine]:
    """The lines that are in force at the end of the period; two queries, and one for each source in
    the portal.
    """
    lines = lines_in_force(form, period.last)
    indicators = {
        each.pk: each for line in lines for each in (line.people, line.turns) if each is not None
    }
    asked = [period, period.official, period.by_calendar]
    figures = IndicatorFigures.within(indicators.values(), asked)

    def figure(indicator: Indicator | None) -> Figure | None:
        if indicator is None:
            return None
        own = period_for(indicator, period)
        return figures.of(indicator, own) if own else Figure()

    filled = []
    for line in lines:
        people = figure(line.people)
        turns = figure(line.turns)
        if people is None and turns is None and not line.is_heading:
            people = NOT_COLLECTED
        filled.append(FilledLine(line, people, turns))
    return filled


def moved_periods(lines: list[FilledLine], asked: Period) -> list[Period]:
    """The periods of which figures are, where those are not the one that was asked for."""
    found = {
        period_for(indicator, asked)
        for each in lines
        for indicator in (each.line.people, each.line.turns)
        if indicator is not None
    }
    return sorted(each for each in found if each is not None and each != asked)
