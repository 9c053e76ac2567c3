"""The register of service firms as an official sheet."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from agencies.bodies.models import Agency
from recruitment.fields.frames import make_letterhead
from recruitment.service_firms.queries import FirmLine
from vietnam.dates import format_date
from workbooks.sheets import Column, ColumnKind, Sheet


def firms_sheet(lines: Iterable[FirmLine], *, issuer: Agency, day: datetime.date) -> Sheet:
    def count(heading: str, width: int = 11) -> Column:
        return Column(heading, ColumnKind.NUMBER, width, total=True)

    return Sheet(
        name=_("Service firms"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(_("Firm"), ColumnKind.TEXT, 36),
            Column(_("Tax code"), ColumnKind.TEXT, 15),
            Column(_("Licences"), ColumnKind.TEXT, 44),
            count(_("Contracts that run")),
            count(_("People agreed")),
            count(_("People supplied so far")),
            Column(_("Last inspected"), ColumnKind.DATE, 13),
            count(_("Findings still open")),
        ],
        rows=([number, *_cells(line)] for number, line in enumerate(lines, 1)),
        total_label=_("Total"),
        letterhead=make_letterhead(issuer, day=day, title=_("Employment service firms")),
    )


def _cells(line: FirmLine) -> list[Any]:
    return [
        line.firm.agency.name,
        line.firm.tax_code,
        _licences(line),
        line.contracts,
        line.people,
        line.supplied,
        line.last_inspected_on,
        line.open_findings,
    ]


def _licences(line: FirmLine) -> str:
    # One line for each: “Dịch vụ việc làm: 12/GP-SNV, đến 05/3/2027 (Còn hạn)”.
    words = _("%(service)s: %(number)s, until %(until)s (%(state)s)")
    return "\n".join(
        words
        % {
            "service": licence.get_service_display(),
            "number": licence.number,
            "until": format_date(licence.valid_until),
            "state": state.label,
        }
        for licence, state in line.licences
    )
