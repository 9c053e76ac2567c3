"""Waves and contents as pages show them, and who sees which."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Prefetch, Q, QuerySet

from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.bodies.models import Agency
from agencies.people.permissions import Actor
from agencies.requests.choices import ClearanceStatus
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.deadline_words import owed_deeds
from agencies.tasks.models import Deadline
from agencies.tasks.occurrence_models import Occurrence
from campaigns.permissions import CampaignPermission
from campaigns.waves.choices import ContentKind, ContentStatus, FileKind, WaveState
from campaigns.waves.content_models import Content, ContentClearance, ContentStep
from campaigns.waves.models import KitLink, Wave, WaveDuty, WaveFile
from vietnam.deadlines import DeadlineKind

STANDING = Q(contents__publications__withdrawn_at__isnull=True)
PUBLISHED = Q(contents__publications__isnull=False) & STANDING


def waves_with_counts() -> QuerySet[Wave]:
    """The newest first, each with `published` (publications that count), the first and the last day
    of them, and `content_count`, cancelled ones left out.
    """
    is_kept = ~Q(contents__status=ContentStatus.CANCELLED) & Q(contents__isnull=False)
    return Wave.objects.annotate(
        published=Count("contents__publications", filter=PUBLISHED, distinct=True),
        first_on=Min("contents__publications__published_on", filter=PUBLISHED),
        last_on=Max("contents__publications__published_on", filter=PUBLISHED),
        content_count=Count("contents", filter=is_kept, distinct=True),
    )


def waves_worked_on(by: Actor) -> QuerySet[Wave]:
    """To which an actor may add: all for who keeps them, for a newsroom those with its contents."""
    rows = Wave.objects.filter(cancelled_at=None)
    if by.may(CampaignPermission.KEEP_WAVES):
        return rows
    if not by.may(CampaignPermission.WRITE_CONTENTS):
        return rows.none()
    own = Content.objects.filter(newsroom=by.seat.agency_id)
    return rows.filter(pk__in=own.values("wave"))


def wave_state(wave: Wave, on: datetime.date) -> WaveState:
    """Of a wave from `waves_with_counts`."""
    if wave.cancelled_at:
        return WaveState.CANCELLED
    if wave.published:
        return WaveState.PUBLISHED
    return WaveState.LATE if wave.ends_on < on else WaveState.PLANNED


@dataclass(frozen=True)
class WaveMonth:
    """A month with the waves whose first publication lies in it; one at least is owed."""

    first: datetime.date
    waves: int
    publications: int
    is_over: bool

    @property
    def is_missed(self) -> bool:
        return self.is_over and not self.waves


def wave_months(year: int, on: datetime.date) -> list[WaveMonth]:
    """From the month of the year's first wave up to the running one, months without any too."""
    rows = waves_with_counts().filter(first_on__isnull=False)
    begun = Counter(wave.first_on.replace(day=1) for wave in rows if wave.first_on.year == year)
    planned = Wave.objects.filter(year=year).aggregate(first=Min("starts_on"))["first"]
    first = min([*begun, *([planned] if planned else [])], default=None)
    if first is None:
        return []
    published = _publications_by_month(year)
    last = on.month if on.year == year else 12
    months = (datetime.date(year, month, 1) for month in range(first.month, last + 1))
    return [
        WaveMonth(month, begun[month], published[month], month < on.replace(day=1))
        for month in months
    ]


def _publications_by_month(year: int) -> Counter[datetime.date]:
    rows = (
        Content.objects.filter(
            publications__withdrawn_at__isnull=True, publications__published_on__year=year
        )
        .order_by()
        .values_list("publications__published_on")
        .annotate(n=Count("publications"))
    )
    found: Counter[datetime.date] = Counter()
    for day, number in rows:
        found[day.replace(day=1)] += number
    return found


# Contents -----------------------------------------------------------------------------------------
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


# Files and links ----------------------------------------------------------------------------------
def visible_files(by: Actor) -> QuerySet[WaveFile]:
    rows = WaveFile.objects.select_related("wave", "content")
    of_contents = Q(content__in=visible_contents(by).values("pk"))
    if by.may(CampaignPermission.SEE_WAVES):
        return rows.filter(of_contents | Q(content=None))
    return rows.filter(of_contents)


def data_files(wave: Wave) -> QuerySet[WaveFile]:
    return wave.files.filter(kind=FileKind.DATA).order_by("-added_at", "-pk")


def kit_contents(wave: Wave) -> list[Content]:
    """What a media kit holds: released contents with their files."""
    files = Prefetch("files", WaveFile.objects.order_by("pk"))
    rows = Content.objects.filter(wave=wave, status=ContentStatus.RELEASED)
    kinds = ContentKind.values
    found = rows.prefetch_related(files).order_by("pk")
    return sorted(found, key=lambda content: kinds.index(content.kind))


def kit_links(wave: Wave) -> QuerySet[KitLink]:
    return wave.kit_links.select_related("outlet__province").order_by(
        "withdrawn_at", "outlet__sort_key", "pk"
    )


# Duties that count waves --------------------------------------------------------------------------
def counting_deadlines() -> list[Deadline]:
    """Of the duties that count something in each period and are still owed."""
    rows = (
        Deadline.objects.filter(
            kind=DeadlineKind.RECURRING, occurrences__status__in=OccurrenceStatus.OPEN
        )
        .select_related("task__lead", "task__directive")
        .distinct()
        .order_by("-task__assigned_at", "-pk")
    )
    return [deadline for deadline in rows if owed_deeds(deadline)]


@dataclass(frozen=True)
class DutyLine:
    """A duty of a wave, and the period in which the wave counts for it; None where it counts for
    none yet.
    """

    duty: WaveDuty
    occurrence: Occurrence | None


def duty_lines(wave: Wave) -> list[DutyLine]:
    rows = wave.duties.select_related("task__lead", "deed__occurrence__deadline")
    return [DutyLine(row, row.deed.occurrence if row.deed else None) for row in rows]


def clearances_by_content(rows: Iterable[ContentClearance]) -> dict[int, list[ContentClearance]]:
    found: dict[int, list[ContentClearance]] = defaultdict(list)
    for row in rows:
        found[row.content_id].append(row)
    return found
