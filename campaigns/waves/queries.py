"""Waves and contents as pages show them, and who sees which."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from agencies.people.permissions import Actor
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.deadline_words import owed_deeds
from agencies.tasks.models import Deadline
from agencies.tasks.occurrence_models import Occurrence
from campaigns.contents.choices import ContentStatus
from campaigns.contents.models import Content
from campaigns.permissions import CampaignPermission
from campaigns.waves.choices import FileKind, WaveState
from campaigns.waves.models import Wave, WaveDuty, WaveFile
from vietnam.deadlines import DeadlineKind

STANDING = Q(contents__publications__withdrawn_at__isnull=True)
PUBLISHED = Q(contents__publications__isnull=False) & STANDING


def waves_with_counts() -> QuerySet[Wave]:
    """The newest first, each with `published` (publications that count), the first and the last day
    of them, and `content_count`, cancelled ones left out.
    """
    is_kept = ~Q(contents__status=ContentStatus.CANCELLED) & Q(contents__isnull=False)
    rows: Any = Wave.objects.all()
    found: QuerySet[Wave] = rows.annotate(
        published=Count("contents__publications", filter=PUBLISHED, distinct=True),
        first_on=Min("contents__publications__published_on", filter=PUBLISHED),
        last_on=Max("contents__publications__published_on", filter=PUBLISHED),
        content_count=Count("contents", filter=is_kept, distinct=True),
    )
    return found.order_by("-year", "-number")


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
    firsts = [wave.first_on for wave in waves_with_counts() if wave.first_on]
    begun = Counter(day.replace(day=1) for day in firsts if day.year == year)
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


# Files and links ----------------------------------------------------------------------------------
def data_files(wave: Wave) -> QuerySet[WaveFile]:
    return wave.files.filter(kind=FileKind.DATA).order_by("-added_at", "-pk")


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
