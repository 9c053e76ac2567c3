"""Lodging counts commune by commune, as an official sheet."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _, pgettext

from agencies.bodies.models import Agency
from agencies.calendar.periods import name_of_period
from recruitment.fields.frames import make_letterhead
from recruitment.period_reports.exports import serial_column, sum_column
from vietnam.periods import Period
from workbooks.sheets import Column, ColumnKind, Sheet


def communes_sheet(
    rows: Iterable[Agency], *, issuer: Agency, day: datetime.date, period: Period
) -> Sheet:
    """`rows` as `reporters` gives them."""
    return Sheet(
        name=_("By commune"),
        columns=[
            serial_column(),
            Column(pgettext("table", "Commune"), ColumnKind.TEXT, 34),
            sum_column(_("People from other provinces"), 12),
            sum_column(_("Of them women"), 12),
            Column(_("Against the month before"), ColumnKind.NUMBER, 13),
            sum_column(_("Houses that let rooms"), 12),
            sum_column(_("Rooms to let"), 12),
            sum_column(_("Rooms still free"), 12),
        ],
        rows=([number, *_cells(row)] for number, row in enumerate(rows, 1)),
        total_label=_("Total"),
        letterhead=make_letterhead(
            issuer,
            day=day,
            title=_("Lodging of workers from other provinces, %(period)s")
            % {"period": name_of_period(period)},
            notes=[
                _(
                    "In people, counted by the communes. An empty line: the commune has not "
                    "counted this month."
                )
            ],
        ),
    )


def _cells(row: Agency) -> list[Any]:
    return [row.name, row.people, row.women, row.change, row.houses, row.rooms, row.free_rooms]
