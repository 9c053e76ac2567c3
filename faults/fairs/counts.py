"""What a morning at a job fair has left in the rows, beside what people were told."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils import timezone

from bench.tools.load import Load
from conferences.fair_booking.models import InterviewBlock, InterviewSeat, LinePlace, Seeker
from conferences.fair_booking.queries import block_lines
from conferences.fairs.models import Fair
from faults.fairs.people import BUSY, Answers, Visitor
from faults.fairs.rows import TrialFair


@dataclass
class Morning:
    trial: TrialFair
    visitors: list[Visitor]
    answers: Answers
    watched: Load | None = None


@dataclass(frozen=True)
class MorningCounts:
    """`lost`: interviews and places in a line that somebody was told of and that are not there;
    `extra`: those that nobody was told of. `put_off`: how many answers said that the portal is
    busy. `p95`: seconds within which nineteen of twenty acts were
    answered.
    """

    lost: int
    extra: int
    overbooked: int
    unserved: int
    cancelled: int
    put_off: int
    p95: float
    problems: list[str]
    words: str


def count_morning(morning: Morning) -> MorningCounts:
    fair = morning.trial.fair
    seats = list(InterviewSeat.objects.filter(block__point__fair=fair).select_related("block"))
    line = list(LinePlace.objects.filter(block__point__fair=fair).order_by("joined_at", "pk"))
    told = Counter((one.seeker.pk, block) for one in morning.visitors for block in one.holds)
    taken = Counter((seat.seeker_id, seat.block_id) for seat in seats if seat.seeker_id)
    there = taken + Counter((place.seeker_id, place.block_id) for place in line)
    full = Counter((seat.block_id, seat.starts_at) for seat in seats if seat.seeker_id)
    times = {seat.block_id: seat.block.group_size for seat in seats}
    overbooked = sum(max(0, many - times[block]) for (block, _at), many in full.items())
    unserved = _count_unserved(seats, line)
    overtaken = _count_overtaken(morning, seats, line)
    errors = morning.watched.errors if morning.watched else []
    watching = [error for error in errors if error != f"answered {BUSY}"]
    problems = {
        "interviews with more people than places": overbooked,
        "freed places are empty while somebody waits for them": unserved,
        "were overtaken in a line": overtaken,
        "lines do not say why nobody moves up": _count_silent(fair),
        "have not arrived once": _count_wrong_numbers(fair),
        "answers were neither done nor refused": sum(
            status not in (200, 302) for status in morning.answers.statuses
        ),
        f"watchers were not answered: {watching[:2]}": len(watching),
    }
    cancelled = sum(one.has_cancelled for one in morning.visitors)
    moved_up = sum(
        taken[one.seeker.pk, block] > 0
        for one in morning.visitors
        for block, asked in one.holds.items()
        if asked
    )
    return MorningCounts(
        (told - there).total(),
        (there - told).total(),
        overbooked,
        unserved,
        cancelled,
        len(morning.answers.put_off) + len(errors) - len(watching),
        _p95(morning.answers.seconds),
        [f"{count} {what}" for what, count in problems.items() if count],
        f"{len(morning.answers.statuses)} acts, {taken.total()} interviews, {len(line)} in line, "
        f"{cancelled} cancelled, {moved_up} moved up, 2 lost connections"
        f"{_describe_watching(morning.watched)}",
    )


def _describe_watching(watched: Load | None) -> str:
    if watched is None or not watched.times:
        return ""
    return f"; {len(watched.times)} answers to watchers of the board, p95 {watched.p95:.1f} s"


def _count_unserved(seats: list[InterviewSeat], line: list[LinePlace]) -> int:
    # Free places in whose line somebody has nothing else at that time.
    waiting = defaultdict(list)
    for place in line:
        waiting[place.block_id].append(place.seeker_id)
    busy = _busy_times(seats)
    return sum(
        any(_is_free(busy[person], seat) for person in waiting[seat.block_id])
        for seat in seats
        if not seat.seeker_id
    )


def _busy_times(seats: list[InterviewSeat]) -> dict[int, list[InterviewSeat]]:
    busy = defaultdict(list)
    for seat in seats:
        busy[seat.seeker_id].append(seat)
    return busy


def _is_free(own: list[InterviewSeat], seat: InterviewSeat) -> bool:
    return all(each.starts_at >= seat.ends_at or each.ends_at <= seat.starts_at for each in own)


def _count_overtaken(morning: Morning, seats: list[InterviewSeat], line: list[LinePlace]) -> int:
    # Who still waits, and was in line before somebody asked for it who has a place by now. Those
    # who gave something back had other free hours before.
    asked = {
        (one.seeker.pk, block): moments
        for one in morning.visitors
        if not one.has_cancelled
        for block, moments in one.holds.items()
        if moments
    }
    busy = _busy_times(seats)
    moved_up = [seat for seat in seats if (seat.seeker_id, seat.block_id) in asked]
    overtaken = 0
    for place in line:
        mine = asked.get((place.seeker_id, place.block_id))
        overtaken += mine is not None and any(
            seat.block_id == place.block_id
            and mine[1] < asked[seat.seeker_id, seat.block_id][0]
            and _is_free(busy[place.seeker_id], seat)
            for seat in moved_up
        )
    return overtaken


def _count_silent(fair: Fair) -> int:
    blocks = InterviewBlock.objects.filter(point__fair=fair)
    return sum(line.in_line > 0 and not line.why for line in block_lines(blocks, timezone.now()))


def _count_wrong_numbers(fair: Fair) -> int:
    # By number, everybody from the first to the last.
    people = Seeker.objects.filter(fair=fair)
    numbers = set(people.exclude(number=None).values_list("number", flat=True))
    return len(set(range(1, people.count() + 1)) ^ numbers)


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[math.ceil(0.95 * len(seconds)) - 1]
