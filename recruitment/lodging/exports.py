"""Lodging counts as official sheets: commune by commune, and by home province."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agencies.bodies.models import Agency
from agencies.calendar.periods import month_words
from agencies.deadline_calendar.queries import YearMonth
from recruitment.fields.frames import frame_of
from recruitment.lodging.queries import CommuneLine, Home
from workbooks.sheets import Column, ColumnKind, Sheet


def communes_sheet(
    lines: Iterable[CommuneLine], month: YearMonth, *, issuer: Agency, day: datetime.date
) -> Sheet:
    def count(heading: str) -> Column:
        return Column(heading, ColumnKind.NUMBER, 12, total=True)

    return Sheet(
        name=_("By commune"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(pgettext("table", "Commune"), ColumnKind.TEXT, 34),
            count(_("People from other provinces")),
            count(_("Of them women")),
            Column(_("Against the month before"), ColumnKind.NUMBER, 13),
            count(_("Houses that let rooms")),
            count(_("Rooms to let")),
            count(_("Rooms still free")),
        ],
        rows=([number, *_cells(line)] for number, line in enumerate(lines, 1)),
        total_label=_("Total"),
        letterhead=frame_of(
            issuer,
            day=day,
            title=_("Lodging of workers from other provinces, %(month)s")
            % {"month": month_words(month.year, month.month)},
            notes=[
                _(
                    "In people, counted by the communes. An empty line: the commune has not "
                    "counted this month."
                )
            ],
        ),
    )


def _cells(line: CommuneLine) -> list:
    report = line.report
    if report is None:
        return [line.commune.name, *[None] * 6]
    return [
        line.commune.name,
        report.people,
        report.women,
        line.change,
        report.houses,
        report.rooms,
        report.free_rooms,
    ]


def lodgers_sheet(
    homes: Iterable[Home], month: YearMonth, *, issuer: Agency, day: datetime.date
) -> Sheet:
    return Sheet(
        name=_("By home province"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(_("Home province"), ColumnKind.TEXT, 40),
            Column(_("People from other provinces"), ColumnKind.NUMBER, 16, total=True),
        ],
        rows=[[number, home.name, home.people] for number, home in enumerate(homes, 1)],
        total_label=_("Total"),
        letterhead=frame_of(
            issuer,
            day=day,
            title=_("Lodgers by home province, %(month)s")
            % {"month": month_words(month.year, month.month)},
        ),
    )
