"""What the month's report says of publications, and the list behind each of its figures."""

import datetime
from collections.abc import Iterator

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _, gettext_lazy, pgettext

from agencies.database.page_addresses import row_page_url
from agencies.lists.links import page_link
from agencies.registry import (
    FigureDefinition,
    FigureSource,
    FigureUnit,
    ReportSection,
    RowsBehind,
    Values,
)
from campaigns.outlets.choices import Channel
from campaigns.permissions import CampaignPermission
from campaigns.publications.models import Publication
from recruitment.homes.queries import home_label
from vietnam.periods import Period
from workbooks.sheets import Column, ColumnKind, Sheet, Value

ALL = "communication.publications"
TIMES = "communication.times"
# Positions of columns in the list, by which a frozen one finds the rows of a figure.
CHANNEL_COLUMN = 5
TIMES_COLUMN = 6
_CHANNELS = {f"communication.{channel.value.replace('_', '-')}": channel for channel in Channel}

DEFINITIONS = (
    FigureDefinition(
        ALL,
        ReportSection.COMMUNICATION,
        gettext_lazy("Publications of the outlets"),
        FigureUnit.PRODUCTS,
        gettext_lazy(
            "One content in one outlet through one channel on one day; withdrawn ones are not "
            "counted."
        ),
    ),
    *(
        FigureDefinition(
            key,
            ReportSection.COMMUNICATION,
            channel.label,
            FigureUnit.PRODUCTS,
            gettext_lazy("Publications through this channel."),
            part_of=ALL,
            rows=RowsBehind(where=CHANNEL_COLUMN, states=(channel.label,)),
        )
        for key, channel in _CHANNELS.items()
    ),
    FigureDefinition(
        TIMES,
        ReportSection.COMMUNICATION,
        gettext_lazy("Times printed, sent or read"),
        FigureUnit.TURNS,
        gettext_lazy("How often the publications of the period were printed, sent or read."),
        rows=RowsBehind(adds=TIMES_COLUMN),
    ),
)


def publications_of(period: Period, on: datetime.date) -> QuerySet[Publication]:
    """Those that stand, published within the period and no later than the day."""
    until = min(period.last, on)
    return Publication.objects.standing().filter(published_on__range=(period.first, until))


def communication_values(period: Period, on: datetime.date) -> Values:
    rows = publications_of(period, on).order_by()
    grouped = rows.values_list("channel").annotate(n=Count("pk"), m=Sum("times"))
    counts = {channel: (number, times) for channel, number, times in grouped}
    parts = {key: counts.get(channel, (0, 0))[0] for key, channel in _CHANNELS.items()}
    times = sum(each for _number, each in counts.values())
    return {ALL: sum(parts.values()), **parts, TIMES: times}


def communication_rows_sheet(period: Period, on: datetime.date, key: str) -> Sheet:
    """The publications of a period by day; with the key of a channel those of it."""
    rows = publications_of(period, on)
    if key in _CHANNELS:
        rows = rows.filter(channel=_CHANNELS[key])
    return Sheet(
        name=_("List of publications"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 7),
            Column(_("Content"), width=44),
            Column(pgettext("media", "Published on"), ColumnKind.DATE, 13),
            Column(_("Outlet"), width=34),
            Column(_("Province"), width=24),
            Column(pgettext("media", "Channel"), width=20),
            Column(_("Times"), ColumnKind.NUMBER, 10, total=True),
            Column(_("Page in the portal"), width=12),
        ],
        rows=_rows(rows),
        total_label=_("Total"),
    )


def _rows(rows: QuerySet[Publication]) -> Iterator[list[Value]]:
    channels = {channel.value: str(channel.label) for channel in Channel}
    related = rows.select_related("content", "outlet__province__successor")
    ordered = related.order_by("published_on", "pk")
    for number, row in enumerate(ordered.iterator(chunk_size=2000), 1):
        yield [
            number,
            row.content.title,
            row.published_on,
            row.outlet.name,
            home_label(row.outlet.province),
            channels[row.channel],
            row.times,
            page_link(row_page_url("campaigns:publication", row.pk)),
        ]


COMMUNICATION_FIGURES = FigureSource(
    name="communication",
    definitions=DEFINITIONS,
    values=communication_values,
    rows=communication_rows_sheet,
    permission=CampaignPermission.SEE_WAVES,
)
