"""The budget as official sheets: one budget, and the month's “9 Kinh phí”."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _, pgettext

from agencies.bodies.models import Agency
from agencies.calendar.report_month import ReportMonth
from agencies.lists.numbers import localized_number
from campaigns.budget.models import Budget
from campaigns.budget.queries import (
    STEPS,
    BudgetFigures,
    BudgetSums,
    LineFigures,
    budget_figures,
    lines_of_year,
)
from recruitment.fields.frames import make_letterhead
from workbooks.sheets import Column, ColumnKind, Letterhead, Sheet, Value


def budget_sheets(
    budget: Budget, figures: BudgetFigures, *, issuer: Agency, day: datetime.date
) -> list[Sheet]:
    """The lines, and their sums by source and by agency."""
    title = f"{budget.title} – {budget.year}"
    head = make_letterhead(issuer, day=day, title=title, notes=_notes(figures))
    return [
        _line_sheet(_("Budget lines"), figures.lines, head),
        _sum_sheet(_("By source"), _("Source of money"), figures.by_source, head),
        _sum_sheet(_("By agency"), _("Agency"), figures.by_agency, head),
    ]


def budget_sheet(month: ReportMonth) -> Sheet:
    """“9 Kinh phí”: the lines of the month's year as they stood on the day of judgement."""
    return budget_sheet_of(budget_figures(lines_of_year(month.year, month.judged_on)), month)


def budget_sheet_of(figures: BudgetFigures, month: ReportMonth) -> Sheet:
    """Of figures that are read already, such as frozen ones."""
    title = _("Budget until month %(month)s") % {"month": f"{month.month}/{month.year}"}
    head = month.letterhead(title, notes=_notes(figures))
    return _line_sheet(_("9 Budget"), figures.lines, head)


def _line_sheet(name: str, lines: Iterable[LineFigures], head: Letterhead) -> Sheet:
    return Sheet(
        name=name,
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(_("What for"), ColumnKind.TEXT, 36),
            Column(_("Agency"), ColumnKind.TEXT, 26),
            Column(_("Source of money"), ColumnKind.TEXT, 20),
            *_amount_columns(),
            Column(_("Spent of granted, %"), ColumnKind.DECIMAL, 11),
            Column(_("What exceeds"), ColumnKind.TEXT, 30),
        ],
        rows=(_line_cells(number, line) for number, line in enumerate(lines, 1)),
        total_label=_("Total"),
        letterhead=head,
    )


def _amount_columns() -> list[Column]:
    return [Column(str(step.label), ColumnKind.NUMBER, 17, total=True) for step in STEPS]


def _line_cells(number: int, line: LineFigures) -> list[Value]:
    return [
        number,
        line.title,
        line.agency,
        line.source_label,
        *line.amounts,
        line.spent_share,
        excess_words(line),
    ]


def excess_words(line: LineFigures) -> str:
    """“Đã chi vượt Được giao 20.000.000 đồng”, each on its line."""
    words = _("%(step)s exceeds %(than)s by %(more)s VND")
    return "\n".join(
        words
        % {
            "step": excess.step.label,
            "than": str(excess.than.label).lower(),
            "more": localized_number(excess.more),
        }
        for excess in line.excesses
    )


def _sum_sheet(name: str, heading: str, sums: Iterable[BudgetSums], head: Letterhead) -> Sheet:
    return Sheet(
        name=name,
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(heading, ColumnKind.TEXT, 36),
            Column(pgettext("budget", "Lines"), ColumnKind.NUMBER, 9, total=True),
            *_amount_columns(),
            Column(_("Share of granted, %"), ColumnKind.DECIMAL, 11),
            Column(_("Spent of granted, %"), ColumnKind.DECIMAL, 11),
        ],
        rows=(
            [number, each.label, each.lines, *each.known_amounts, each.share, each.spent_share]
            for number, each in enumerate(sums, 1)
        ),
        total_label=_("Total"),
        letterhead=head,
    )


def _notes(figures: BudgetFigures) -> tuple[str, ...]:
    # An empty cell is not 0, and a sum says of how many lines it knows nothing.
    unknown = [
        _("%(step)s: %(n)s") % {"step": step.label, "n": localized_number(number)}
        for step, number in zip(STEPS, figures.total.unknown, strict=True)
        if number
    ]
    notes = [_("Amounts in đồng. An empty cell: not known yet; it counts as nothing in the sum.")]
    if unknown:
        notes.append(_("Lines without an amount yet: %(steps)s.") % {"steps": "; ".join(unknown)})
    return tuple(notes)
