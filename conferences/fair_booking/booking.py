"""Taking an interview place, joining a waiting line, cancelling.

A place is a row. Who books locks the own row, takes one free row of the time that nobody else is
just taking (SKIP LOCKED), and writes the name into it: two people never get one place, and nobody
waits for another. That nobody is in two rooms at one time the database refuses as well.
"""

import datetime
import time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.fair_booking.choices import AttendanceMode, NewsKind, SeatState
from conferences.fair_booking.freeing import (
    clashing_seats,
    describe_seats,
    free_seats,
    give_free_seats,
    take_seat,
)
from conferences.fair_booking.models import InterviewBlock, InterviewSeat, LinePlace, Seeker
from conferences.fair_booking.news import queue_reminders
from conferences.fairs.choices import LIVE
from conferences.fairs.queries import keeps_point
from conferences.fairs.services import lock_fair

LATE_FOR_GROUPS = datetime.timedelta(minutes=10)
"""A free place of a group can be taken until so long after it has begun."""
# How often, and with how many seconds between, a place that somebody holds is looked at again.
ATTEMPTS = 20
BETWEEN_ATTEMPTS = 0.05


class PlaceTakenError(RuleError):
    """Somebody else was quicker: all places of that time are taken."""


class ElsewhereError(RuleError):
    """The person has another interview at that time."""


@transaction.atomic
def book_seat(
    *,
    seeker: Seeker,
    block: InterviewBlock,
    starts_at: datetime.datetime,
    by: Actor | None = None,
) -> InterviewSeat:
    """A place at that time, by the person or, with `by`, by an officer of the point."""
    person = _lock_person(seeker, block, by)
    _check_time(block, starts_at, by)
    if InterviewSeat.objects.filter(block=block, seeker=person).exists():
        raise RuleError(_("There is an interview booked here already."))
    seat = claim_seat(block, starts_at)
    if seat is None:
        raise PlaceTakenError(_("All places of this time are taken. Choose another time."))
    if clashing_seats(person.pk, seat).exists():
        raise ElsewhereError(_("There is another interview booked at this time. Choose another."))
    take_seat(seat, person)
    LinePlace.objects.filter(block=block, seeker=person).delete()
    queue_reminders(person, seat)
    return seat


def claim_seat(block: InterviewBlock, starts_at: datetime.datetime) -> InterviewSeat | None:
    """A free row of that time, locked for whoever asks; None where all are taken.

    What others hold at this moment they may give back: it is looked at again for a little while.
    Nobody waits on a lock, so that nobody can wait for each other.
    """
    free = InterviewSeat.objects.filter(block=block, starts_at=starts_at, seeker=None)
    unlocked = free.select_for_update(skip_locked=True, of=("self",)).order_by("number")
    for _attempt in range(ATTEMPTS):
        seat = unlocked.first()
        if seat is not None or not free.exists():
            return seat
        time.sleep(BETWEEN_ATTEMPTS)
    return None


def _lock_person(seeker: Seeker, block: InterviewBlock, by: Actor | None) -> Seeker:
    # The person whom the acts of one moment wait for.
    row = lock_row(Seeker.objects.select_related("fair", "point"), seeker.pk)
    if row.withdrawn_at or not row.phone:
        raise RuleError(_("This registration was withdrawn."))
    if by is not None and not keeps_point(by, row.point):
        raise RuleError(_("Only the centre of the point books for its people."))
    if row.fair.state not in LIVE:
        raise RuleError(_("No interviews can be booked at this fair."))
    if block.point_id != row.point_id:
        raise RuleError(_("These interviews are for people of another point."))
    if block.is_of_computers and row.mode != AttendanceMode.CENTRE:
        raise RuleError(
            _("Computers are for people who take part at the job centre, on its computers.")
        )
    return row


def _check_time(block: InterviewBlock, starts_at: datetime.datetime, by: Actor | None) -> None:
    # An officer also gives a place that has begun to whoever walks in.
    if by is not None and starts_at + _length(block) > timezone.now():
        return
    late = LATE_FOR_GROUPS if block.group_size > 1 else datetime.timedelta()
    if starts_at + late <= timezone.now():
        raise RuleError(_("This time is over. Choose a later one."))


def _length(block: InterviewBlock) -> datetime.timedelta:
    return datetime.timedelta(minutes=float(block.minutes))


# The waiting line ---------------------------------------------------------------------------------
@transaction.atomic
def join_line(
    *, seeker: Seeker, block: InterviewBlock, by: Actor | None = None
) -> LinePlace | InterviewSeat:
    """A place in the line, or the interview itself where one is free at a time that suits."""
    lock_fair(seeker.fair_id)
    person = _lock_person(seeker, block, by)
    is_there = InterviewBlock.objects.filter(pk=block.pk, ends_at__gt=timezone.now()).exists()
    if not is_there:
        raise RuleError(_("These interviews are over, or do not take place."))
    if InterviewSeat.objects.filter(block=block, seeker=person).exists():
        raise RuleError(_("There is an interview booked here already."))
    place, _is_new = LinePlace.objects.get_or_create(
        block=block, seeker=person, defaults={"joined_at": timezone.now()}
    )
    given = give_free_seats([block.pk])
    return next((seat for seat in given if seat.seeker_id == person.pk), place)


@transaction.atomic
def leave_line(*, seeker: Seeker, block: InterviewBlock, by: Actor | None = None) -> None:
    """Leaving twice changes nothing."""
    person = lock_row(Seeker.objects.select_related("point"), seeker.pk)
    if by is not None and not keeps_point(by, person.point):
        raise RuleError(_("Only the centre of the point books for its people."))
    LinePlace.objects.filter(block=block, seeker=person).delete()


# Cancelling ---------------------------------------------------------------------------------------
@transaction.atomic
def cancel_seat(*, seat: InterviewSeat, seeker: Seeker, by: Actor | None = None) -> bool:
    """The person declines or is signed off: the place goes to the next in line at once.

    False where the place is no longer this person's. Who cancels for somebody else tells of it.
    """
    fair = lock_fair(seeker.fair_id)
    if by is not None and not keeps_point(by, seeker.point):
        raise RuleError(_("Only the centre of the point books for its people."))
    own = InterviewSeat.objects.filter(pk=seat.pk, seeker=seeker)
    row = own.select_for_update(of=("self",)).first()
    if row is None:
        return False
    if row.state != SeatState.BOOKED:
        raise RuleError(_("The person was called already."))
    about = describe_seats([row])[row.pk]
    free_seats(fair, own, news=NewsKind.LOST if by else None)
    record_action(ConferenceAction.INTERVIEW_CANCELLED, fair, by=by, after={"item": about})
    return True


def why_nobody_moves_up(*, free: int, ahead: int) -> str:
    """Of a line in which people wait: `free` places there are, `ahead` of them have not begun."""
    if not free:
        return _("All places are taken; the next free one goes to the first in line.")
    if not ahead:
        return _("The free places have begun already; walk-ins take them.")
    return _("There are free places, but everybody in line has another interview at these times.")
