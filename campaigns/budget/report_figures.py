"""The year's money in the month's report, in đồng, and the lines that it is the sum of."""

import datetime

from django.utils.translation import gettext as _, gettext_lazy

from agencies.database.page_addresses import row_page_url
from agencies.lists.links import page_link
from agencies.registry import (
    FigureDefinition,
    FigureSource,
    FigureUnit,
    ReportSection,
    RowsBehind,
    Values,
)
from campaigns.budget.choices import BudgetStep
from campaigns.budget.queries import STEPS, LineFigures, budget_figures, lines_of_year
from campaigns.permissions import CampaignPermission
from vietnam.periods import Period
from workbooks.sheets import Column, ColumnKind, Sheet, Value

FIRST_AMOUNT = 4
TOLD = (BudgetStep.GRANTED, BudgetStep.SPENT, BudgetStep.SETTLED)
_STEPS = {f"budget.{step.value}": step for step in TOLD}
_WORDS = {
    BudgetStep.GRANTED: (
        gettext_lazy("Money granted for the year"),
        gettext_lazy("Granted so far in all budget lines of the year."),
    ),
    BudgetStep.SPENT: (
        gettext_lazy("Money spent"),
        gettext_lazy("Spent so far in all budget lines of the year."),
    ),
    BudgetStep.SETTLED: (
        gettext_lazy("Money settled"),
        gettext_lazy("Settled so far in all budget lines of the year."),
    ),
}

DEFINITIONS = tuple(
    FigureDefinition(
        key,
        ReportSection.BUDGET,
        _WORDS[step][0],
        FigureUnit.MONEY,
        _WORDS[step][1],
        adds_up=False,
        rows=RowsBehind(adds=FIRST_AMOUNT + STEPS.index(step)),
    )
    for key, step in _STEPS.items()
)


def budget_values(period: Period, on: datetime.date) -> Values:
    """As the lines of the period's year stood at its end or on the day; None while no line has an
    amount: nothing known is not 0.
    """
    known = budget_figures(_lines(period, on)).total.known_amounts
    return {key: known[STEPS.index(step)] for key, step in _STEPS.items()}


def _lines(period: Period, on: datetime.date) -> list[LineFigures]:
    return lines_of_year(period.last.year, min(period.last, on))


def budget_rows_sheet(period: Period, on: datetime.date, key: str) -> Sheet:
    """The budget lines of the year, amounts in đồng; with a key those with that amount."""
    step = _STEPS.get(key)
    rows = [each for each in _lines(period, on) if step is None or each.amount(step)]
    amounts = [Column(str(step.label), ColumnKind.NUMBER, 17, total=True) for step in STEPS]
    return Sheet(
        name=_("List of budget lines"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 7),
            Column(_("What for"), width=44),
            Column(_("Agency"), width=34),
            Column(_("Source of money"), width=26),
            *amounts,
            Column(_("Page in the portal"), width=12),
        ],
        rows=[_cells(number, row) for number, row in enumerate(rows, 1)],
        total_label=_("Total"),
    )


def _cells(number: int, row: LineFigures) -> list[Value]:
    return [
        number,
        row.title,
        row.agency,
        row.source_label,
        *row.amounts,
        page_link(row_page_url("campaigns:budget-line", row.pk)),
    ]


BUDGET_FIGURES = FigureSource(
    name="budget",
    definitions=DEFINITIONS,
    values=budget_values,
    rows=budget_rows_sheet,
    permission=CampaignPermission.SEE_BUDGET,
)
