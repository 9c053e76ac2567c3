"""Budget lines with their sums, shares, and what exceeds what."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db.models import Count, QuerySet, Sum

from agencies.tasks.occurrence_models import Occurrence
from campaigns.budget.amounts import percent_of
from campaigns.budget.choices import BudgetStep, Source
from campaigns.budget.models import Budget, BudgetChange, BudgetDate, BudgetLine

STEPS = tuple(BudgetStep)


@dataclass(frozen=True)
class Excess:
    """An amount that is `more` đồng above the one of the step before it that is known."""

    step: BudgetStep
    than: BudgetStep
    more: int


@dataclass(frozen=True)
class LineFigures:
    """A budget line as of a day. `amounts`: in the order of `STEPS`, None for what is unknown."""

    pk: int
    budget: str
    title: str
    agency: str
    source: str
    amounts: tuple[int | None, ...]

    def amount(self, step: BudgetStep) -> int | None:
        return self.amounts[STEPS.index(step)]

    @property
    def source_label(self) -> str:
        return str(Source(self.source).label)

    @property
    def excesses(self) -> tuple[Excess, ...]:
        known = [
            (step, amount)
            for step, amount in zip(STEPS, self.amounts, strict=True)
            if amount is not None
        ]
        return tuple(
            Excess(step, than, amount - limit)
            for (than, limit), (step, amount) in pairwise(known)
            if amount > limit
        )

    @property
    def spent_share(self) -> Decimal | None:
        return percent_of(self.amount(BudgetStep.SPENT), self.amount(BudgetStep.GRANTED))


@dataclass(frozen=True)
class BudgetSums:
    """Of some lines: `amounts` are the sums of what is known, `unknown` of how many lines each is
    not known; `share`: of the money granted in all, in per cent.
    """

    label: str
    lines: int
    amounts: tuple[int, ...]
    unknown: tuple[int, ...]
    share: Decimal | None

    @property
    def known_amounts(self) -> tuple[int | None, ...]:
        """None where no line has an amount: a sum of nothing known is not 0."""
        pairs = zip(self.amounts, self.unknown, strict=True)
        return tuple(None if missing == self.lines else amount for amount, missing in pairs)

    def amount(self, step: BudgetStep) -> int:
        return self.amounts[STEPS.index(step)]

    @property
    def spent_share(self) -> Decimal | None:
        return percent_of(self.amount(BudgetStep.SPENT), self.amount(BudgetStep.GRANTED))


@dataclass(frozen=True)
class BudgetFigures:
    """The lines, and their sums in all, by source and by agency: each adds up to the total."""

    lines: tuple[LineFigures, ...]
    total: BudgetSums
    by_source: tuple[BudgetSums, ...]
    by_agency: tuple[BudgetSums, ...]

    @property
    def excess_count(self) -> int:
        return sum(len(line.excesses) for line in self.lines)


def budgets_with_sums() -> QuerySet[Budget]:
    """The newest first, each with the number of `lines_all` and its sums `granted` and `spent`."""
    return Budget.objects.select_related("directive").annotate(
        lines_all=Count("lines"), granted=Sum("lines__granted"), spent=Sum("lines__spent")
    )


def budget_figures(lines: Iterable[LineFigures]) -> BudgetFigures:
    rows = tuple(lines)
    granted = _sum(rows, BudgetStep.GRANTED)
    return BudgetFigures(
        rows,
        _sums("", rows, granted),
        _grouped(rows, lambda line: line.source_label, granted),
        _grouped(rows, lambda line: line.agency, granted),
    )


def lines_of(budget: Budget) -> list[LineFigures]:
    """As they are now."""
    rows = budget.lines.select_related("agency", "budget").order_by("pk")
    return [_figures(row, _amounts_now(row)) for row in rows]


def lines_of_year(year: int, on: datetime.date) -> list[LineFigures]:
    """Of all budgets of the year, as they stood at the end of the day."""
    rows = BudgetLine.objects.filter(budget__year=year).select_related("agency", "budget")
    later: dict[int, list[BudgetChange]] = {}
    changes = BudgetChange.objects.filter(line__budget__year=year, at__date__gt=on)
    for change in changes.order_by("at", "pk"):
        later.setdefault(change.line_id, []).append(change)
    found = []
    for row in rows.order_by("budget__pk", "pk"):
        amounts = _amounts_before(row, later.get(row.pk, ()))
        if amounts is not None:
            found.append(_figures(row, amounts))
    return found


def _amounts_now(row: BudgetLine) -> dict[str, int | None]:
    return {step.value: getattr(row, step.value) for step in STEPS}


def _amounts_before(
    row: BudgetLine, changes: Sequence[BudgetChange]
) -> dict[str, int | None] | None:
    # None where the line itself came later: its first change has nothing before.
    amounts = _amounts_now(row)
    for change in reversed(changes):
        if not change.before:
            return None
        amounts |= {name: change.before[name] for name in amounts if name in change.before}
    return amounts


def _figures(row: BudgetLine, amounts: dict[str, int | None]) -> LineFigures:
    return LineFigures(
        row.pk,
        row.budget.title,
        row.title,
        row.agency.name,
        row.source,
        tuple(amounts[step.value] for step in STEPS),
    )


def _sum(lines: Iterable[LineFigures], step: BudgetStep) -> int:
    return sum(line.amount(step) or 0 for line in lines)


def _sums(label: str, lines: Sequence[LineFigures], granted: int) -> BudgetSums:
    return BudgetSums(
        label,
        len(lines),
        tuple(_sum(lines, step) for step in STEPS),
        tuple(sum(line.amount(step) is None for line in lines) for step in STEPS),
        percent_of(_sum(lines, BudgetStep.GRANTED), granted),
    )


def _grouped(
    lines: Sequence[LineFigures], label_of: Callable[[LineFigures], str], granted: int
) -> tuple[BudgetSums, ...]:
    groups: dict[str, list[LineFigures]] = {}
    for line in lines:
        groups.setdefault(label_of(line), []).append(line)
    return tuple(_sums(label, rows, granted) for label, rows in groups.items())


# Dates that are tasks -----------------------------------------------------------------------------
@dataclass(frozen=True)
class DateLine:
    """A date of a budget with the occurrence of its task: None where it owes none any more."""

    date: BudgetDate
    occurrence: Occurrence | None

    @property
    def is_closed(self) -> bool:
        return self.occurrence is not None and not self.occurrence.is_owed


def date_lines(budget: Budget) -> list[DateLine]:
    rows = list(budget.dates.select_related("task__lead"))
    found: dict[int, Any] = {}
    occurrences = Occurrence.objects.filter(task__in=[row.task_id for row in rows])
    for occurrence in occurrences.select_related("deadline").order_by("-due_on", "-pk"):
        found[occurrence.task_id] = occurrence
    lines = [DateLine(row, found.get(row.task_id)) for row in rows]
    return sorted(lines, key=lambda line: STEPS.index(BudgetStep(line.date.step)))


def changes_of(line: BudgetLine) -> QuerySet[BudgetChange]:
    return line.changes.select_related("person", "seat__agency")
