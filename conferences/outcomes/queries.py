"""The ladder of a fair, in turns and in people, by home province and by how people took part."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from agencies.bodies.models import Province
from conferences.booths.models import Booth
from conferences.fair_booking.choices import AttendanceMode
from conferences.fair_booking.models import InterviewSeat, Seeker
from conferences.fairs.models import Fair
from conferences.outcomes.choices import Rung
from conferences.outcomes.models import Outcome
from recruitment.homes.queries import home_label


def outcomes_of(booth: Booth) -> QuerySet[Outcome]:
    rows = Outcome.objects.filter(booth=booth).select_related("seeker__home__successor")
    return rows.order_by("seeker__number", "pk")


@dataclass(frozen=True)
class LadderLine:
    """Those who reached a rung or went further. `turns`: one for each person and employer;
    `people`: each person once; `by_mode`: the people by how they took part, with its label.
    """

    label: str
    turns: int
    people: int
    by_mode: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class HomeLine:
    """People of one home province: registered, came, interviewed, started work."""

    home: str
    registered: int
    came: int
    interviewed: int
    started: int


def ladder_of(outcomes: Iterable[Outcome]) -> list[LadderLine]:
    rows = list(outcomes)
    best: dict[int, tuple[int, str]] = {}
    for row in rows:
        known = best.get(row.seeker_id, (0, ""))[0]
        best[row.seeker_id] = (max(known, row.rung), row.seeker.mode)
    return [
        LadderLine(
            str(rung.label),
            sum(row.rung >= rung for row in rows),
            sum(reached >= rung for reached, _mode in best.values()),
            tuple(
                (
                    str(each.label),
                    sum(reached >= rung and mode == each for reached, mode in best.values()),
                )
                for each in AttendanceMode
            ),
        )
        for rung in Rung
    ]


def fair_outcomes(fair: Fair) -> QuerySet[Outcome]:
    return Outcome.objects.filter(booth__fair=fair).select_related("seeker")


def came_keys(seekers: QuerySet[Seeker]) -> set[int]:
    """Who arrived at a point, or was interviewed from afar; each person once."""
    arrived = set(seekers.filter(arrived_at__isnull=False).values_list("pk", flat=True))
    held = InterviewSeat.objects.filter(seeker__in=seekers.values("pk"), state="done")
    return arrived | set(held.values_list("seeker", flat=True))


def home_lines(fair: Fair) -> list[HomeLine]:
    """In the order of names; those without anybody are left out."""
    seekers = Seeker.objects.filter(fair=fair)
    homes = dict(seekers.values_list("pk", "home"))
    came = came_keys(seekers)
    best: dict[int, int] = defaultdict(int)
    for key, rung in fair_outcomes(fair).values_list("seeker", "rung"):
        best[key] = max(best[key], rung)
    people: dict[int, list[int]] = defaultdict(list)
    for key, home in homes.items():
        people[home].append(key)
    provinces = Province.objects.select_related("successor").filter(pk__in=people)
    return [
        HomeLine(
            home_label(province),
            len(keys := people[province.pk]),
            sum(key in came for key in keys),
            sum(best[key] >= Rung.INTERVIEWED for key in keys),
            sum(best[key] >= Rung.STARTED for key in keys),
        )
        for province in provinces.order_by("sort_key", "pk")
    ]
