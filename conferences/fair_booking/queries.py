"""Interviews of a fair as its pages show them: times, who has which, what is free."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.people.permissions import Actor
from conferences.booths.models import Booth
from conferences.fair_booking.booking import why_nobody_moves_up
from conferences.fair_booking.choices import AttendanceMode
from conferences.fair_booking.freeing import block_name
from conferences.fair_booking.models import (
    InterviewBlock,
    InterviewSeat,
    LinePlace,
    PhoneCall,
    Seeker,
)
from conferences.fairs.models import Fair, FairPoint
from conferences.fairs.queries import visible_fair_points

BLOCK_RELATED = ("booth__employer__agency", "booth__fair__host", "point__agency", "point__fair")


# Who sees what ------------------------------------------------------------------------------------
def visible_seekers(by: Actor) -> QuerySet[Seeker]:
    """People of the points that somebody keeps, as long as their names are there."""
    rows = Seeker.objects.filter(point__in=visible_fair_points(by).values("pk"), withdrawn_at=None)
    return rows.exclude(phone="").select_related("fair__host", "point__agency", "home__successor")


def visible_blocks(by: Actor) -> QuerySet[InterviewBlock]:
    """Of an employer's own booths; for centres and partners of the points that they keep."""
    rows = InterviewBlock.objects.select_related(*BLOCK_RELATED)
    if by.seat.role == SeatRole.EMPLOYER:
        return rows.filter(booth__employer__agency=by.seat.agency_id)
    return rows.filter(point__in=visible_fair_points(by).values("pk"))


def visible_calls(by: Actor) -> QuerySet[PhoneCall]:
    rows = PhoneCall.objects.filter(seeker__in=visible_seekers(by).values("pk"))
    return rows.select_related("seeker__point")


def waiting_calls(point: FairPoint) -> list[PhoneCall]:
    rows = PhoneCall.objects.filter(seeker__point=point, called_at=None)
    return list(rows.exclude(seeker__phone="").select_related("seeker"))


# Counts -------------------------------------------------------------------------------------------
def people_by_point(fair: Fair) -> dict[int, int]:
    """Registered and not withdrawn; each person once."""
    rows = Seeker.objects.filter(fair=fair, withdrawn_at=None).order_by()
    return dict(rows.values_list("point").annotate(n=Count("pk")))


@dataclass(frozen=True)
class BlockLine:
    """Times of interviews in a list: places, taken ones, people in line, and why they wait."""

    block: InterviewBlock
    name: str
    places: int
    taken: int
    in_line: int
    why: str


def block_lines(blocks: QuerySet[InterviewBlock], now: datetime.datetime) -> list[BlockLine]:
    rows = list(blocks.select_related(*BLOCK_RELATED).order_by("starts_at", "pk"))
    keys = [row.pk for row in rows]
    seats = _counts_of(InterviewSeat.objects.filter(block__in=keys))
    taken = _counts_of(InterviewSeat.objects.filter(block__in=keys, seeker__isnull=False))
    in_line = _counts_of(LinePlace.objects.filter(block__in=keys))
    ahead = _counts_of(InterviewSeat.objects.filter(block__in=keys, seeker=None, starts_at__gt=now))
    return [
        BlockLine(
            row,
            block_name(row),
            seats.get(row.pk, 0),
            taken.get(row.pk, 0),
            in_line.get(row.pk, 0),
            why_nobody_moves_up(
                free=seats.get(row.pk, 0) - taken.get(row.pk, 0), ahead=ahead.get(row.pk, 0)
            )
            if row.pk in in_line
            else "",
        )
        for row in rows
    ]


def _counts_of(rows: QuerySet[InterviewSeat] | QuerySet[LinePlace]) -> dict[int, int]:
    return dict(rows.order_by().values_list("block").annotate(n=Count("pk")))


# One block ----------------------------------------------------------------------------------------
@dataclass
class TimeLine:
    """The places at one time: who has them, and how many are free."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime
    first_seat: int
    taken: list[InterviewSeat] = field(default_factory=list)
    free: int = 0

    @property
    def places(self) -> int:
        return len(self.taken) + self.free


def times_of(block: InterviewBlock) -> list[TimeLine]:
    found: dict[datetime.datetime, TimeLine] = {}
    seats = block.seats.select_related("seeker__home__successor").order_by("starts_at", "number")
    for seat in seats:
        line = found.setdefault(
            seat.starts_at, TimeLine(seat.starts_at, seat.ends_at, first_seat=seat.pk)
        )
        if seat.seeker_id:
            line.taken.append(seat)
        else:
            line.free += 1
    return list(found.values())


# One person ---------------------------------------------------------------------------------------
@dataclass
class Offer:
    """Interviews that a person can still book, or the line in front of them."""

    block: InterviewBlock
    name: str
    booth: Booth | None
    times: list[datetime.datetime]
    is_in_line: bool = False


@dataclass(frozen=True)
class PersonPage:
    seats: Sequence[InterviewSeat]
    offers: Sequence[Offer]
    lines: Sequence[Offer]


def person_page(seeker: Seeker, now: datetime.datetime, *, with_begun: bool = False) -> PersonPage:
    """What the person has and can book; `with_begun`: also places that have begun, which officers
    give to whoever walks in.
    """
    seats = list(
        InterviewSeat.objects.filter(seeker=seeker)
        .select_related(*(f"block__{name}" for name in BLOCK_RELATED))
        .order_by("starts_at", "pk")
    )
    booked = {seat.block_id for seat in seats}
    offers = [
        offer for offer in _offers(seeker, seats, now, with_begun) if offer.block.pk not in booked
    ]
    return PersonPage(
        seats,
        [offer for offer in offers if not offer.is_in_line],
        [offer for offer in offers if offer.is_in_line],
    )


def _offers(
    seeker: Seeker, own: Sequence[InterviewSeat], now: datetime.datetime, with_begun: bool
) -> Iterable[Offer]:
    blocks = InterviewBlock.objects.filter(point=seeker.point_id, ends_at__gt=now)
    if seeker.mode != AttendanceMode.CENTRE:
        blocks = blocks.filter(booth__isnull=False)
    rows = list(blocks.select_related(*BLOCK_RELATED).order_by("booth__number", "starts_at", "pk"))
    times: dict[int, list[datetime.datetime]] = defaultdict(list)
    ahead = Q(ends_at__gt=now) if with_begun else Q(starts_at__gt=now)
    free = InterviewSeat.objects.filter(ahead, block__in=rows, seeker=None)
    spans = free.order_by("starts_at", "ends_at").values_list(
        "block", "starts_at", "ends_at", "for_computer"
    )
    for block, starts_at, ends_at, for_computer in spans.distinct():
        if not _is_busy(own, starts_at, ends_at, for_computer=for_computer):
            times[block].append(starts_at)
    places = set(LinePlace.objects.filter(seeker=seeker).values_list("block", flat=True))
    for row in rows:
        yield Offer(
            row,
            block_name(row),
            row.booth,
            times[row.pk],
            is_in_line=row.pk in places,
        )


def _is_busy(
    own: Sequence[InterviewSeat],
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    *,
    for_computer: bool,
) -> bool:
    return any(
        seat.for_computer == for_computer and seat.starts_at < ends_at and seat.ends_at > starts_at
        for seat in own
    )


# A booth on the day -------------------------------------------------------------------------------
def seats_of_booth(booth: Booth) -> QuerySet[InterviewSeat]:
    """Booked ones, in the order in which people are called."""
    rows = InterviewSeat.objects.filter(block__booth=booth, seeker__isnull=False)
    return rows.select_related("seeker__home__successor", "block__point__agency").order_by(
        "order_at", "number", "pk"
    )


def uninformed_tomorrow(point: FairPoint) -> QuerySet[Seeker]:
    """People of the point with an interview ahead, and no address for a reminder."""
    seats = InterviewSeat.objects.filter(seeker__isnull=False, starts_at__gt=timezone.now())
    rows = Seeker.objects.filter(Q(email=""), point=point, withdrawn_at=None).exclude(phone="")
    return rows.filter(pk__in=seats.values("seeker"))
