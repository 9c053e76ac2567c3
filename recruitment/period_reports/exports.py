"""What reports add up to as an official sheet; a second sheet by agency is the kind's own."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from agencies.bodies.models import Agency
from agencies.calendar.periods import name_of_period
from recruitment.fields.frames import make_letterhead
from recruitment.period_reports.kinds import ReportKind
from recruitment.period_reports.queries import HomeSum
from vietnam.periods import Period
from workbooks.sheets import Column, ColumnKind, Sheet


def serial_column() -> Column:
    return Column(_("No."), ColumnKind.SERIAL, 6)


def sum_column(heading: str, width: int = 13) -> Column:
    # Whole numbers, added up below.
    return Column(heading, ColumnKind.NUMBER, width, total=True)


def homes_sheet(
    kind: ReportKind, sums: Iterable[HomeSum], *, issuer: Agency, day: datetime.date, period: Period
) -> Sheet:
    remarks = [Column(str(kind.home_remark), ColumnKind.TEXT, 30)] if kind.home_remark else []
    return Sheet(
        name=_("By home province"),
        columns=[
            serial_column(),
            Column(_("Home province"), ColumnKind.TEXT, 36),
            *[sum_column(str(measure.label)) for measure in kind.home_measures.values()],
            *remarks,
        ],
        rows=[
            [number, each.name, *each.figures, *([each.remark] if remarks else [])]
            for number, each in enumerate(sums, 1)
        ],
        total_label=_("Total"),
        letterhead=make_letterhead(
            issuer,
            day=day,
            title=kind.words.title_of_homes % {"period": name_of_period(period)},
            notes=[_("From the reports that are handed in."), str(kind.words.homes_note)],
        ),
    )
