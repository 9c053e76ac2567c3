"""Publications as pages and the month's report count them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from agencies.bodies.models import Province
from agencies.calendar.periods import name_of_period
from agencies.people.permissions import Actor
from campaigns.contents.choices import ContentKind, ContentStatus
from campaigns.contents.models import Content
from campaigns.outlets.choices import Channel
from campaigns.outlets.queries import of_actor
from campaigns.permissions import CampaignPermission
from campaigns.publications.choices import CountedBy
from campaigns.publications.models import Publication
from campaigns.waves.models import Wave
from recruitment.homes.queries import home_label
from vietnam.periods import Period

MOST_OF_WAVE = 50
# A script is offered to communes for so long after its release.
READ_FOR = datetime.timedelta(days=60)


def visible_publications(by: Actor) -> QuerySet[Publication]:
    """All for who sees the waves; for others those of their own outlets, and what they entered."""
    rows = Publication.objects.select_related("content__wave", "outlet__province")
    if by.may(CampaignPermission.SEE_WAVES):
        return rows
    return rows.filter(Q(entered_agency=by.seat.agency_id) | of_actor(by, "outlet__"))


def latest_publications(wave: Wave) -> QuerySet[Publication]:
    return (
        Publication.objects.standing()
        .filter(content__wave=wave)
        .select_related("content", "outlet__province")
        .order_by("-published_on", "-pk")[:MOST_OF_WAVE]
    )


# Counts -------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class PublicationCount:
    """`publications`: each outlet, channel and day once for a content; `times`: how often it was
    printed, sent or read on these days.
    """

    label: str
    publications: int
    times: int


@dataclass(frozen=True)
class PublicationCounts:
    """By one dimension, and all together, which is the sum of the parts."""

    parts: tuple[PublicationCount, ...]
    total: PublicationCount


def _grouped(rows: QuerySet[Publication], *names: str) -> QuerySet[Any, Any]:
    """By these columns; each with `n`, its publications, and `m`, their times."""
    groups: QuerySet[Any, Any] = rows.values(*names)
    found: QuerySet[Any, Any] = groups.annotate(n=Count("pk"), m=Sum("times"))
    return found


def count_publications(rows: QuerySet[Publication], by: CountedBy) -> PublicationCounts:
    """Of the rows that stand; the most first, months in their order."""
    standing = rows.filter(withdrawn_at__isnull=True).order_by()
    parts = tuple(_PARTS[by](standing))
    total = PublicationCount(
        "", sum(part.publications for part in parts), sum(part.times for part in parts)
    )
    return PublicationCounts(parts, total)


def publication_sums(wave: Wave) -> PublicationCounts:
    """Of one wave, by channel."""
    return count_publications(Publication.objects.filter(content__wave=wave), CountedBy.CHANNEL)


def _by_outlet(rows: QuerySet[Publication]) -> Iterable[PublicationCount]:
    found = _grouped(rows, "outlet", "outlet__name", "outlet__sort_key")
    for row in found.order_by("-n", "outlet__sort_key", "outlet"):
        yield PublicationCount(row["outlet__name"], row["n"], row["m"])


def _by_channel(rows: QuerySet[Publication]) -> Iterable[PublicationCount]:
    found = {row["channel"]: row for row in _grouped(rows, "channel")}
    for channel in Channel:
        if row := found.get(channel):
            yield PublicationCount(str(channel.label), row["n"], row["m"])


def _by_province(rows: QuerySet[Publication]) -> Iterable[PublicationCount]:
    found = _grouped(rows, "outlet__province")
    provinces = Province.objects.select_related("successor").in_bulk(
        [row["outlet__province"] for row in found]
    )
    ordered = sorted(
        found, key=lambda row: (-row["n"], provinces[row["outlet__province"]].sort_key)
    )
    for row in ordered:
        yield PublicationCount(home_label(provinces[row["outlet__province"]]), row["n"], row["m"])


def _by_month(rows: QuerySet[Publication]) -> Iterable[PublicationCount]:
    found = _grouped(rows.annotate(month=TruncMonth("published_on")), "month")
    for row in found.order_by("month"):
        month = Period.of_month(row["month"].year, row["month"].month)
        yield PublicationCount(name_of_period(month), row["n"], row["m"])


_PARTS = {
    CountedBy.OUTLET: _by_outlet,
    CountedBy.CHANNEL: _by_channel,
    CountedBy.PROVINCE: _by_province,
    CountedBy.MONTH: _by_month,
}


# For the month's report ---------------------------------------------------------------------------
@dataclass(frozen=True)
class OutletFigures:
    """What one outlet published through one channel in a period."""

    outlet: str
    province: str
    channel: str
    publications: int
    times: int
    is_free: bool


@dataclass(frozen=True)
class CommunicationFigures:
    """The communication of a period. `waves`: those whose first publication lies in it; `provinces`
    and `outlets`: in how many something was published.
    """

    period: Period
    waves: int
    publications: int
    times: int
    provinces: int
    outlets: int
    lines: tuple[OutletFigures, ...]


def communication_figures(period: Period) -> CommunicationFigures:
    """All publications of the period's days that stand; the lines add up to the sums."""
    standing = Publication.objects.standing().order_by()
    rows = standing.filter(published_on__range=(period.first, period.last))
    names = (
        "outlet",
        "channel",
        "outlet__name",
        "outlet__sort_key",
        "outlet__province__name",
        "outlet__province__sort_key",
        "outlet__agreed_on",
        "outlet__agreed_until",
    )
    found = _grouped(rows, *names)
    ordered = found.order_by("outlet__province__sort_key", "outlet__sort_key", "outlet", "channel")
    lines = tuple(_figures_line(row, period) for row in ordered)
    keys = rows.aggregate(
        outlets=Count("outlet", distinct=True),
        provinces=Count("outlet__province", distinct=True),
    )
    begun = standing.values("content__wave").annotate(first=Min("published_on"))
    return CommunicationFigures(
        period=period,
        waves=begun.filter(first__range=(period.first, period.last)).count(),
        publications=sum(line.publications for line in lines),
        times=sum(line.times for line in lines),
        provinces=keys["provinces"],
        outlets=keys["outlets"],
        lines=lines,
    )


def _figures_line(row: dict[str, Any], period: Period) -> OutletFigures:
    agreed_on = row["outlet__agreed_on"]
    until = row["outlet__agreed_until"]
    is_free = bool(agreed_on and agreed_on <= period.last and (not until or until >= period.first))
    return OutletFigures(
        outlet=row["outlet__name"],
        province=row["outlet__province__name"],
        channel=str(Channel(row["channel"]).label),
        publications=row["n"],
        times=row["m"],
        is_free=is_free,
    )


# For communes -------------------------------------------------------------------------------------
def scripts_to_read(on: datetime.date) -> QuerySet[Content]:
    """Loudspeaker scripts released lately, the newest first."""
    return (
        Content.objects.filter(
            kind=ContentKind.SCRIPT,
            status=ContentStatus.RELEASED,
            released_at__date__gte=on - READ_FOR,
            wave__cancelled_at=None,
        )
        .select_related("wave")
        .order_by("-released_at", "-pk")
    )


def released_contents() -> QuerySet[Content]:
    """Of which publications can be entered, the newest first."""
    return (
        Content.objects.filter(status=ContentStatus.RELEASED)
        .select_related("wave")
        .order_by("-released_at", "-pk")
    )
