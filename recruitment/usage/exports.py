"""The use of labour employer by employer, as an official sheet."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _, pgettext

from agencies.bodies.models import Agency
from agencies.calendar.periods import name_of_period
from recruitment.fields.frames import make_letterhead
from recruitment.period_reports.exports import serial_column, sum_column
from vietnam.periods import Period
from workbooks.sheets import Column, ColumnKind, Sheet


def employers_sheet(
    rows: Iterable[Agency], *, issuer: Agency, day: datetime.date, period: Period
) -> Sheet:
    """`rows` as `reporters` gives them."""
    return Sheet(
        name=_("By employer"),
        columns=[
            serial_column(),
            Column(_("Enterprise"), ColumnKind.TEXT, 40),
            Column(_("Tax code"), ColumnKind.TEXT, 16),
            Column(_("Zone"), ColumnKind.TEXT, 24),
            Column(_("Handed in on"), ColumnKind.DATE, 13),
            sum_column(_("Workers"), 11),
            sum_column(_("Of them women"), 11),
            sum_column(_("Newly taken on"), 11),
            sum_column(pgettext("labour use", "Left"), 11),
        ],
        rows=([number, *_cells(row)] for number, row in enumerate(rows, 1)),
        total_label=_("Total"),
        letterhead=make_letterhead(
            issuer,
            day=day,
            title=_("Use of labour by employer, %(period)s") % {"period": name_of_period(period)},
        ),
    )


def _cells(row: Agency) -> list[Any]:
    employer = row.employer
    zone = employer.park.name if employer.park else _("Outside parks and clusters")
    submitted_on = timezone.localdate(row.submitted_at) if row.submitted_at else None
    return [
        row.name,
        str(employer.parsed_tax_code),
        zone,
        submitted_on,
        row.total,
        row.women,
        row.hired,
        row.left,
    ]
