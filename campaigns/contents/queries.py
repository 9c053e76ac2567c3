"""Contents as pages show them: who sees, writes and clears which."""

import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.bodies.models import Agency
from agencies.people.permissions import Actor
from agencies.requests.choices import ClearanceStatus
from campaigns.contents.choices import ContentStatus
from campaigns.contents.models import Content, ContentClearance, ContentStep
from campaigns.permissions import CampaignPermission
from campaigns.waves.models import Wave, WaveFile


def visible_contents(by: Actor) -> QuerySet[Content]:
    """What is released, to all who may enter publications; before that a content is its newsroom's,
    of whom it asks to clear it, and of who steers.
    """
    rows = Content.objects.select_related("wave", "newsroom", "assignee__agency")
    if by.seat.role in (SeatRole.COORDINATOR, SeatRole.LEADER):
        return rows
    agency = by.seat.agency_id
    asked = ContentClearance.objects.filter(agency=agency).values("content")
    return rows.filter(Q(status=ContentStatus.RELEASED) | Q(newsroom=agency) | Q(pk__in=asked))


def contents_of_wave(wave: Wave, by: Actor) -> QuerySet[Content]:
    asked = ContentClearance.objects.filter(status=ClearanceStatus.ASKED).select_related("agency")
    return (
        visible_contents(by)
        .filter(wave=wave)
        .annotate(
            published=Count("publications", filter=Q(publications__withdrawn_at__isnull=True))
        )
        .prefetch_related(Prefetch("clearances", asked, to_attr="open_clearances"))
        .order_by("pk")
    )


def writers_of(content: Content) -> set[int]:
    """Keys of the people who have written it or handed it in: they never clear it."""
    steps = ContentStep.objects.filter(content=content, kind__in=("written", "submitted"))
    return set(steps.values_list("person", flat=True))


def current_clearances(content: Content) -> list[ContentClearance]:
    """Those of the last handing in."""
    rows = list(
        content.clearances.select_related("agency", "answered_person").order_by("-asked_at", "pk")
    )
    return [row for row in rows if row.asked_at == rows[0].asked_at]


def clearing_agencies(on: datetime.date) -> dict[str, Agency | None]:
    """The labour department and the provincial office of the host, by kind: those of their kind in
    which somebody may clear.
    """
    rows = (
        Agency.objects.valid(on)
        .filter(
            kind__in=(AgencyKind.DEPARTMENT, AgencyKind.OFFICE),
            level=AgencyLevel.PROVINCE,
            seats__role=SeatRole.COORDINATOR,
        )
        .distinct()
        .order_by("-sort_key", "-pk")
    )
    found = {agency.kind: agency for agency in rows}
    return {kind: found.get(kind) for kind in (AgencyKind.DEPARTMENT, AgencyKind.OFFICE)}


def newsrooms(on: datetime.date) -> QuerySet[Agency]:
    """Those that may write contents: agencies of the host with a seat for it."""
    return (
        Agency.objects.valid(on)
        .filter(seats__role__in=(SeatRole.NEWSROOM, SeatRole.COORDINATOR))
        .distinct()
        .order_by("sort_key", "pk")
    )


def visible_files(by: Actor) -> QuerySet[WaveFile]:
    rows = WaveFile.objects.select_related("wave", "content")
    of_contents = Q(content__in=visible_contents(by).values("pk"))
    if by.may(CampaignPermission.SEE_WAVES):
        return rows.filter(of_contents | Q(content=None))
    return rows.filter(of_contents)
