"""The demand board as a workbook: the month beside the compared months, and the series of
months.
"""

import datetime

from django.utils.translation import gettext as _

from agencies.bodies.models import Agency
from agencies.calendar.periods import name_of_period
from recruitment.demand.figures import BoardLine, BoardMonth
from recruitment.demand.queries import compared_months
from recruitment.fields.frames import make_letterhead
from recruitment.vacancies.choices import DemandFigure
from vietnam.periods import Period
from workbooks.sheets import Column, ColumnKind, Sheet


def board_sheet(
    lines: list[tuple[str, BoardLine]],
    month: Period,
    *,
    heading: str,
    note: str,
    issuer: Agency,
    day: datetime.date,
    narrowed: str,
) -> Sheet:
    """Each line with its name; `heading`: what the lines are; `note`: what the figures mean."""
    figures = lines[0][1].figures if lines else tuple(DemandFigure)
    names = [name_of_period(each) for each in (month, *compared_months(month))]
    people = [
        Column(f"{figure.label}, {name}", ColumnKind.NUMBER, 10, total=True)
        for figure in figures
        for name in names
    ]
    return Sheet(
        name=_("Demand by month"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(heading, ColumnKind.TEXT, 34),
            *people,
        ],
        rows=(
            [number, name, *_figures_of_line(line)] for number, (name, line) in enumerate(lines, 1)
        ),
        total_label=_("Total"),
        letterhead=make_letterhead(
            issuer,
            day=day,
            title=_("Demand for labour, %(month)s") % {"month": names[0]},
            narrowed=narrowed,
            notes=[note],
        ),
    )


def _figures_of_line(line: BoardLine) -> list[int | None]:
    return [value for cell in line.cells for value in (cell.now, cell.before, cell.year_before)]


def months_sheet(
    line: list[BoardMonth], *, note: str, issuer: Agency, day: datetime.date, narrowed: str
) -> Sheet:
    people = [
        Column(label, ColumnKind.NUMBER, 12) for label, _people in (line[0].people if line else [])
    ]
    return Sheet(
        name=_("Month after month"),
        columns=[
            Column(_("Month"), ColumnKind.TEXT, 18),
            Column(_("Positions"), ColumnKind.NUMBER, 12),
            *people,
        ],
        rows=[
            [each.label, each.figures.vacancies, *(people for _label, people in each.people)]
            for each in line
        ],
        letterhead=make_letterhead(
            issuer, day=day, title=_("Demand for labour by month"), narrowed=narrowed, notes=[note]
        ),
    )
