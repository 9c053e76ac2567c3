"""Publications as official sheets: what a filter shows, and the month's “6 Truyền thông”."""

import datetime
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _, ngettext, pgettext

from agencies.bodies.models import Agency
from agencies.calendar.report_month import ReportMonth
from agencies.lists.numbers import localized_number
from campaigns.publications.models import Publication
from campaigns.publications.queries import (
    CommunicationFigures,
    PublicationCounts,
    communication_figures,
)
from recruitment.fields.frames import make_letterhead
from recruitment.homes.queries import home_label
from vietnam.periods import Period
from workbooks.sheets import Column, ColumnKind, Sheet, Value


def publication_sheets(
    counts: PublicationCounts,
    dimension: str,
    rows: QuerySet[Publication],
    *,
    issuer: Agency,
    day: datetime.date,
) -> list[Sheet]:
    """The counts, and the list of what they count."""
    head = make_letterhead(issuer, day=day, title=_("What outlets have published"))
    counted = Sheet(
        name=_("Counts"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(dimension, ColumnKind.TEXT, 48),
            Column(_("Publications"), ColumnKind.NUMBER, 14, total=True),
            Column(_("Times"), ColumnKind.NUMBER, 14, total=True),
        ],
        rows=(
            [number, part.label, part.publications, part.times]
            for number, part in enumerate(counts.parts, 1)
        ),
        total_label=_("Total"),
        letterhead=head,
    )
    listed = Sheet(
        name=_("List"),
        columns=_list_columns(),
        rows=_list_rows(rows),
        total_label=_("Total"),
        letterhead=head,
    )
    return [counted, listed]


def _list_columns() -> list[Column]:
    return [
        Column(_("No."), ColumnKind.SERIAL, 6),
        Column(pgettext("media", "Published on"), ColumnKind.DATE, 12),
        Column(_("Wave"), ColumnKind.TEXT, 9),
        Column(_("Content"), ColumnKind.TEXT, 34),
        Column(_("Outlet"), ColumnKind.TEXT, 28),
        Column(_("Province"), ColumnKind.TEXT, 16),
        Column(pgettext("media", "Channel"), ColumnKind.TEXT, 18),
        Column(_("Times"), ColumnKind.NUMBER, 9, total=True),
        Column(_("Link"), ColumnKind.TEXT, 36),
    ]


def _list_rows(rows: QuerySet[Publication]) -> Iterator[list[Value]]:
    # Those that count, so that the sum of the list is the sum of the counts.
    standing = rows.filter(withdrawn_at__isnull=True).select_related("outlet__province__successor")
    for number, row in enumerate(standing.iterator(1000), 1):
        wave = row.content.wave
        yield [
            number,
            row.published_on,
            f"{wave.number}/{wave.year}",
            row.content.title,
            row.outlet.name,
            home_label(row.outlet.province),
            str(row.get_channel_display()),
            row.times,
            row.link,
        ]


# The month's report -------------------------------------------------------------------------------
def communication_sheet(month: ReportMonth) -> Sheet:
    """“6 Truyền thông”: by outlet and channel, with the waves of the month."""
    return communication_sheet_of(
        communication_figures(month.period),
        communication_figures(Period(month.first.replace(month=1, day=1), month.last)),
        month,
    )


def communication_sheet_of(
    figures: CommunicationFigures, year: CommunicationFigures, month: ReportMonth
) -> Sheet:
    """Of figures that are read already, such as frozen ones; `year`: since its first day."""
    title = _("Communication in month %(month)s") % {"month": f"{month.month}/{month.year}"}
    return Sheet(
        name=_("6 Communication"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(_("Outlet"), ColumnKind.TEXT, 40),
            Column(_("Province"), ColumnKind.TEXT, 18),
            Column(pgettext("media", "Channel"), ColumnKind.TEXT, 24),
            Column(_("Publications"), ColumnKind.NUMBER, 13, total=True),
            Column(_("Times"), ColumnKind.NUMBER, 13, total=True),
            Column(_("Agreement"), ColumnKind.TEXT, 16),
        ],
        rows=(
            [
                number,
                line.outlet,
                line.province,
                line.channel,
                line.publications,
                line.times,
                _("Free of charge") if line.is_free else "",
            ]
            for number, line in enumerate(figures.lines, 1)
        ),
        total_label=_("Total"),
        letterhead=month.letterhead(title, notes=_notes(figures, year)),
    )


def _notes(figures: CommunicationFigures, year: CommunicationFigures) -> tuple[str, ...]:
    waves = ngettext(
        "%(n)s wave began in the month; one at least is owed.",
        "%(n)s waves began in the month; one at least is owed.",
        figures.waves,
    ) % {"n": localized_number(figures.waves)}
    since = _(
        "Since the beginning of the year: %(waves)s waves, %(publications)s publications, "
        "%(times)s times, %(outlets)s outlets, %(provinces)s provinces."
    ) % {
        "waves": localized_number(year.waves),
        "publications": localized_number(year.publications),
        "times": localized_number(year.times),
        "outlets": localized_number(year.outlets),
        "provinces": localized_number(year.provinces),
    }
    return (
        waves,
        since,
        _(
            "A publication: one content in one outlet through one channel on one day. Times: how "
            "often it was printed, sent or read on these days."
        ),
    )
