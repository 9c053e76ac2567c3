"""Targets as an official sheet, and as the sheet “8 Chỉ tiêu” of the month's report."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _, pgettext

from agencies.calendar.periods import name_of_period
from agencies.calendar.report_month import ReportMonth
from campaigns.indicators.choices import RHYTHM_LABELS
from campaigns.indicators.figures import Figure
from campaigns.targets.queries import TargetRow, target_rows
from campaigns.targets.wording import (
    change_words,
    distance_words,
    figure_words,
    goal_words,
    parts_words,
)
from vietnam.dates import format_date
from vietnam.periods import Period
from workbooks.sheets import Column, ColumnKind, Letterhead, Sheet, Value

INDENT = "\u2003"


def targets_sheet(month: ReportMonth) -> Sheet:
    """Of the month as the indicators' figures come: each row says its own period."""
    rows = target_rows(month.period, on=month.judged_on)
    title = _("Targets, month %(month)s") % {"month": f"{month.month}/{month.year}"}
    return make_targets_sheet(
        rows, month.letterhead(title, notes=tuple(sheet_notes(rows, month.period)))
    )


def make_targets_sheet(rows: Sequence[TargetRow], letterhead: Letterhead) -> Sheet:
    """Nothing is added up below: the rows have several units, and wholes beside their parts."""
    return Sheet(
        name=pgettext("sheet", "Targets"),
        columns=_columns(),
        rows=[_cells(number, row) for number, row in enumerate(rows, 1)],
        letterhead=letterhead,
    )


def _columns() -> list[Column]:
    return [
        Column(_("No."), ColumnKind.SERIAL, 6),
        Column(pgettext("table", "Target"), ColumnKind.TEXT, 44),
        Column(pgettext("target", "Goal"), ColumnKind.TEXT, 22),
        Column(pgettext("target", "This period"), ColumnKind.DECIMAL, 13),
        Column(_("Period before"), ColumnKind.DECIMAL, 13),
        Column(_("Same period last year"), ColumnKind.DECIMAL, 13),
        Column(_("Change on last year"), ColumnKind.TEXT, 18),
        Column(_("Cumulative"), ColumnKind.DECIMAL, 14),
        Column(_("Share of plan"), ColumnKind.DECIMAL, 11),
        Column(_("Assessment"), ColumnKind.TEXT, 20),
        Column(_("Basis and remarks"), ColumnKind.TEXT, 50),
    ]


def _cells(number: int, row: TargetRow) -> list[Value]:
    figures = (row.value, row.previous, row.same_last_year)
    if row.period is None:
        # Its figures come less often: neither missing nor 0.
        shown: list[Value] = [str(RHYTHM_LABELS[row.rhythm.months]), None, None]
    else:
        shown = [_cell(each) for each in figures]
    return [
        number,
        f"{INDENT * row.depth}{row.name}",
        goal_words(row.operator, row.goal, row.unit),
        *shown,
        change_words(row.change_on_last_year),
        _cell(row.cumulative),
        _rounded(row.percent_of_plan) if row.percent_of_plan is not None else None,
        str(row.verdict.label),
        "; ".join(part for part in (row.basis, *_remarks(row)) if part),
    ]


def _cell(figure: Figure) -> Value:
    # A number where there is one; words, never a 0, where there is none.
    return _rounded(figure.value) if figure.value is not None else figure_words(figure)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01")).normalize() + 0


def _remarks(row: TargetRow) -> list[str]:
    remarks = []
    if row.unit.is_ratio:
        remarks.append(distance_words(row))
    if row.cumulative.is_computed:
        remarks.append(_("counted from the portal's own rows"))
    if row.cumulative.is_of_parts:
        remarks.append(_("sum of the parts"))
    if row.cumulative.is_partial:
        remarks.append(_("not all figures are there yet"))
    remarks.append(parts_words(row))
    if row.definition_version:
        remarks.append(_("definition %(n)s") % {"n": row.definition_version})
    return remarks


def sheet_notes(rows: Sequence[TargetRow], asked: Period) -> list[str]:
    """Which days the figures are of, where they are not those of the period that was asked for."""
    others = sorted({row.period for row in rows if row.period and row.period != asked})
    notes = [
        _("Figures of %(period)s are those from %(first)s to %(last)s.")
        % {
            "period": name_of_period(each.by_calendar),
            "first": format_date(each.first),
            "last": format_date(each.last),
        }
        for each in others
    ]
    return [
        *notes,
        _("Rates are compared in percentage points and never added up."),
        _("Where no figure is given the cell says why; it is not 0."),
    ]
