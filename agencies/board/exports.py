"""The first sheet of the monthly workbook: who owed what in the month, and how it stands."""

from collections.abc import Iterator

from django.utils.translation import gettext as _, pgettext

from agencies.calendar.report_month import ReportMonth
from agencies.tasks.figures import RISK_WORKING_DAYS, agency_figures
from workbooks.sheets import Chart, ChartKind, Column, ColumnKind, Sheet, Value


def progress_sheet(month: ReportMonth) -> Sheet:
    """By agency; the numbers are those of the board for the same month and day."""
    return Sheet(
        name=_("Progress of tasks"),
        columns=_columns(),
        rows=_rows(month),
        total_label=_("Total"),
        letterhead=month.letterhead(
            _("Progress of tasks in month %(month)s") % {"month": f"{month.month}/{month.year}"},
            notes=(
                _(
                    "Assigned: what was due in the month, carried into it unfinished, or has no "
                    "date yet."
                ),
                _("At risk: not submitted, due that day or within the next %(n)s working days.")
                % {"n": RISK_WORKING_DAYS},
                _(
                    "Cannot be judged yet: no date, not yet due, or submitted and waiting for "
                    "acceptance."
                ),
            ),
        ),
        charts=[Chart(ChartKind.BAR, _("Tasks by agency"), names=1, figures=(4, 5, 6, 7, 8))],
    )


def _columns() -> list[Column]:
    numbers = (
        pgettext("board", "Assigned"),
        _("Due in the month"),
        _("Done on time"),
        _("Done late"),
        pgettext("board", "Late, not done"),
        _("At risk"),
        _("Cannot be judged yet"),
    )
    return [
        Column(_("No."), ColumnKind.SERIAL, 6),
        Column(_("Agency"), ColumnKind.TEXT, 42),
        *(Column(heading, ColumnKind.NUMBER, 11.5, total=True) for heading in numbers),
    ]


def _rows(month: ReportMonth) -> Iterator[list[Value]]:
    figures = agency_figures(period=month.period, on=month.judged_on)
    for number, row in enumerate(figures, 1):
        yield [
            number,
            row.agency.name,
            row.assigned,
            row.due_in_period,
            row.on_time,
            row.done_late,
            row.late,
            row.at_risk,
            row.unjudged,
        ]
