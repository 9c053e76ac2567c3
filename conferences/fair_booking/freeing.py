"""The one routine by which an interview place becomes free and goes to the next in line, whoever
cancels.

It runs with the row of the fair locked. Who books holds only a lock on the own row and never waits
for another one, so nobody waits in a circle.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from agencies.calendar.date_words import moment_words
from agencies.database.locking import lock_row, lock_rows
from conferences.fair_booking.choices import NewsKind, SeatState
from conferences.fair_booking.models import InterviewBlock, InterviewSeat, LinePlace, Seeker
from conferences.fair_booking.news import queue_reminders, tell_seeker
from conferences.fairs.models import Fair


def free_seats(
    fair: Fair,
    seats: QuerySet[InterviewSeat],
    *,
    news: NewsKind | None,
    why: str = "",
    passes_on: bool = True,
) -> list[Seeker]:
    """Frees the places, tells who had them (`news`), and gives each to the next in line; whoever
    has given up an hour can also have another place of that hour for which the person waits.

    Returns who has lost one. `passes_on` False: the places themselves go away.
    """
    taken = lock_rows(seats.filter(seeker__isnull=False))
    seekers = Seeker.objects.select_related("fair", "point").in_bulk(
        [seat.seeker_id for seat in taken]
    )
    lost = []
    about = describe_seats(taken)
    for seat in taken:
        person = seekers[seat.seeker_id]
        if news:
            tell_seeker(person, news, about[seat.pk], why)
        lost.append(person)
    InterviewSeat.objects.filter(pk__in=[seat.pk for seat in taken]).update(
        seeker=None, taken_at=None, state=SeatState.BOOKED, called_at=None, order_at=None
    )
    if passes_on:
        give_free_seats({seat.block_id for seat in taken} | blocks_waited_for(lost))
    return lost


def blocks_waited_for(people: Iterable[Seeker]) -> set[int]:
    places = LinePlace.objects.filter(seeker__in=[person.pk for person in people])
    return set(places.values_list("block", flat=True))


def give_free_seats(blocks: Iterable[int]) -> list[InterviewSeat]:
    """Free places of the blocks to those in line, the first first; whoever is elsewhere at that
    time stays in line. With the fair locked.
    """
    given = []
    waiting: dict[int, list[LinePlace]] = defaultdict(list)
    blocks = sorted(blocks)
    line = LinePlace.objects.filter(block__in=blocks).select_related("seeker__fair")
    for each in line.order_by("joined_at", "pk"):
        waiting[each.block_id].append(each)
    free = InterviewSeat.objects.filter(
        block__in=[pk for pk in blocks if waiting[pk]],
        seeker=None,
        starts_at__gt=timezone.now(),
    )
    for seat in lock_rows(free):
        place = next((one for one in waiting[seat.block_id] if _fits(one, seat)), None)
        if place is None:
            continue
        waiting[seat.block_id].remove(place)
        place.delete()
        _give(seat, place.seeker)
        given.append(seat)
    return given


def _fits(place: LinePlace, seat: InterviewSeat) -> bool:
    lock_row(Seeker.objects.all(), place.seeker_id)
    return not clashing_seats(place.seeker_id, seat).exists()


def _give(seat: InterviewSeat, seeker: Seeker) -> None:
    take_seat(seat, seeker)
    tell_seeker(seeker, NewsKind.GIVEN, describe_seats([seat])[seat.pk])
    queue_reminders(seeker, seat)


def take_seat(seat: InterviewSeat, seeker: Seeker) -> None:
    """A place that is locked and free."""
    seat.seeker = seeker
    seat.taken_at = timezone.now()
    seat.order_at = seat.starts_at
    seat.save(update_fields=["seeker", "taken_at", "order_at"])


def clashing_seats(seeker: int, seat: InterviewSeat) -> QuerySet[InterviewSeat]:
    """Places of the person at the same time, in another room or at another computer."""
    return InterviewSeat.objects.filter(
        seeker=seeker,
        for_computer=seat.for_computer,
        starts_at__lt=seat.ends_at,
        ends_at__gt=seat.starts_at,
    )


def describe_seats(seats: Iterable[InterviewSeat]) -> dict[int, str]:
    """By place: “Công ty …, 08:15, 05/12/2026”."""
    rows = list(seats)
    related = ("booth__employer__agency", "point__agency")
    blocks = InterviewBlock.objects.select_related(*related).in_bulk(
        {seat.block_id for seat in rows}
    )
    return {
        seat.pk: f"{block_name(blocks[seat.block_id])}, {moment_words(seat.starts_at)}"
        for seat in rows
    }


def block_name(block: InterviewBlock) -> str:
    """Whose interviews they are, or whose computers."""
    return str(block.booth.employer.agency if block.booth else block.point.agency)


def leave_all_lines(seeker: Seeker) -> None:
    LinePlace.objects.filter(seeker=seeker).delete()
