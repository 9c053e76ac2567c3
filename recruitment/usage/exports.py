"""The use of labour as official sheets: by home province, and employer by employer."""

import datetime
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agencies.bodies.models import Agency
from recruitment.employers.models import Employer
from recruitment.fields.frames import frame_of
from recruitment.usage.queries import HomeSum, UsagePeriod
from workbooks.sheets import Column, ColumnKind, Sheet


def homes_sheet(
    sums: Iterable[HomeSum], *, issuer: Agency, day: datetime.date, period: UsagePeriod
) -> Sheet:
    def people(heading: str) -> Column:
        return Column(heading, ColumnKind.NUMBER, 13, total=True)

    return Sheet(
        name=_("By home province"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(_("Home province"), ColumnKind.TEXT, 36),
            people(_("Workers")),
            people(_("Of them women")),
            people(_("In parks and clusters")),
            people(_("Newly taken on")),
            people(pgettext("labour use", "Left")),
            Column(_("Quality, by employers"), ColumnKind.TEXT, 30),
        ],
        rows=[
            [number, each.name, *each.figures, each.rating_words]
            for number, each in enumerate(sums, 1)
        ],
        total_label=_("Total"),
        letterhead=frame_of(
            issuer,
            day=day,
            title=_("Use of labour by home province, %(period)s") % {"period": period.label},
            notes=[
                _(
                    "From the reports that employers have handed in. In people; quality: how many "
                    "employers say so."
                )
            ],
        ),
    )


def employers_sheet(
    rows: Iterable[Employer], *, issuer: Agency, day: datetime.date, period: UsagePeriod
) -> Sheet:
    """`rows` as `reporting_employers` gives them."""

    def people(heading: str) -> Column:
        return Column(heading, ColumnKind.NUMBER, 11, total=True)

    return Sheet(
        name=_("By employer"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(_("Enterprise"), ColumnKind.TEXT, 40),
            Column(_("Tax code"), ColumnKind.TEXT, 16),
            Column(_("Zone"), ColumnKind.TEXT, 24),
            Column(_("Handed in on"), ColumnKind.DATE, 13),
            people(_("Workers")),
            people(_("Of them women")),
            people(_("Newly taken on")),
            people(pgettext("labour use", "Left")),
        ],
        rows=([number, *_employer(row)] for number, row in enumerate(rows, 1)),
        total_label=_("Total"),
        letterhead=frame_of(
            issuer,
            day=day,
            title=_("Use of labour by employer, %(period)s") % {"period": period.label},
        ),
    )


def _employer(row: Employer) -> list:
    zone = row.park.name if row.park else _("Outside parks and clusters")
    handed_in_on = timezone.localdate(row.handed_in_at) if row.handed_in_at else None
    return [
        row.agency.name,
        str(row.parsed_tax_code),
        zone,
        handed_in_on,
        row.total,
        row.women,
        row.hired,
        row.left,
    ]
