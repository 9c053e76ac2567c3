"""The demand sheet as a workbook with the official frame."""

import datetime
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _, pgettext

from agencies.bodies.models import Agency, Province
from recruitment.bulletins.queries import DemandLine
from recruitment.fields.frames import make_letterhead
from vietnam.identifiers import parse_phone
from workbooks.sheets import Column, ColumnKind, Sheet, Value


def build_demand_sheet(
    lines: Iterable[DemandLine],
    *,
    home: Province | None,
    issuer: Agency,
    search: str,
    day: datetime.date,
) -> Sheet:
    """`search`: what was asked for, in words; `home`: the province whose people are wanted, in a
    column of its own.
    """
    return Sheet(
        name=_("Demand"),
        columns=_columns(home),
        rows=_rows(lines, home),
        total_label=_("Total"),
        letterhead=make_letterhead(
            issuer,
            day=day,
            title=_("Demand for labour"),
            narrowed=search,
            notes=[
                _("Income and wage in million đồng a month. Open: asked for, less those taken on.")
            ],
        ),
    )


def _columns(home: Province | None) -> list[Column]:
    def people(heading: str) -> Column:
        return Column(heading, ColumnKind.NUMBER, 11, total=True)

    return [
        Column(_("No."), ColumnKind.SERIAL, 6),
        Column(pgettext("vacancy", "Position"), ColumnKind.TEXT, 34),
        Column(_("Enterprise and workplace"), ColumnKind.TEXT, 36),
        Column(_("Skill level"), ColumnKind.TEXT, 16),
        people(_("Asked")),
        *([people(_("From %(province)s") % {"province": home.name})] if home else []),
        people(pgettext("count", "Taken on")),
        people(_("Still open")),
        Column(_("Income"), ColumnKind.TEXT, 14),
        Column(_("Benefits"), ColumnKind.TEXT, 30),
        Column(_("Apply by"), ColumnKind.DATE, 12),
        Column(_("Whom to call"), ColumnKind.TEXT, 26),
    ]


def _rows(lines: Iterable[DemandLine], home: Province | None) -> Iterator[list[Value]]:
    for number, line in enumerate(lines, 1):
        row = line.vacancy
        place = ", ".join(
            filter(None, [row.park.name if row.park else "", row.ward, row.province.name])
        )
        yield [
            number,
            row.title,
            f"{row.employer.agency.name}, {place}",
            str(row.get_skill_display()),
            line.asked,
            *([line.from_home] if home else []),
            line.filled,
            line.open,
            row.income,
            ", ".join(row.benefit_labels),
            row.apply_by,
            f"{row.contact_name}, {parse_phone(row.contact_phone)}",
        ]
