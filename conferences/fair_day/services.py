"""Arriving at a fair, and being called: each change is seen on the board at once, since its version
grows in the same transaction.
"""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.booths.models import Booth
from conferences.booths.queries import sees_booth_people
from conferences.fair_booking.choices import AttendanceMode, SeatState
from conferences.fair_booking.models import InterviewSeat, Seeker
from conferences.fairs.choices import FairState
from conferences.fairs.models import Fair
from conferences.fairs.queries import keeps_point
from conferences.fairs.services import lock_fair
from conferences.outcomes.services import note_interview

FOLLOWS = {
    SeatState.BOOKED: {SeatState.CALLED},
    SeatState.CALLED: {SeatState.DONE, SeatState.ABSENT, SeatState.BOOKED},
    SeatState.ABSENT: {SeatState.BOOKED},
    SeatState.DONE: {SeatState.CALLED},
}
"""A mistake is taken back by the way on which it came."""


@transaction.atomic
def arrive(*, seeker: Seeker, by: Actor | None) -> int:
    """The number by which the person is called. Who takes part from home says so alone; whoever is
    scanned at a second door keeps the first number.
    """
    fair = lock_fair(seeker.fair_id)
    row = Seeker.objects.select_for_update(no_key=True, of=("self",)).get(pk=seeker.pk)
    if by is None and row.mode != AttendanceMode.HOME:
        raise RuleError(_("Please show your code at the door of the job centre."))
    if by is not None and not keeps_point(by, row.point):
        raise RuleError(_("Only the centre of the point lets people in."))
    if fair.state != FairState.RUNNING:
        raise RuleError(_("The fair has not begun, or is over."))
    if row.withdrawn_at:
        raise RuleError(_("This registration was withdrawn."))
    if row.number is None:
        last = Seeker.objects.filter(fair=fair).aggregate(last=Max("number"))["last"] or 0
        row.number = last + 1
        row.arrived_at = timezone.now()
        row.save(update_fields=["number", "arrived_at"])
        _show_on_board(fair)
    return row.number


@transaction.atomic
def set_turn(*, seat: InterviewSeat, state: str, by: Actor | None, booth: Booth | None) -> None:
    """Called, interviewed, absent, or back in line; by an officer, or by the recruiter of `booth`.

    Whoever comes back after having been absent stands behind those who wait now.
    """
    fair = lock_fair(seat.block.point.fair_id)
    related = ("block__booth__fair", "block__booth__employer", "block__point", "seeker")
    rows = InterviewSeat.objects.select_related(*related).select_for_update(of=("self",))
    row = rows.get(pk=seat.pk)
    _check_right(row, by, booth)
    if fair.state != FairState.RUNNING:
        raise RuleError(_("The fair has not begun, or is over."))
    if row.seeker is None:
        raise RuleError(_("Nobody has this place any more."))
    if state not in FOLLOWS[SeatState(row.state)]:
        raise RuleError(_("Somebody has changed this meanwhile. Look at it again."))
    if state == SeatState.CALLED and row.seeker.number is None:
        raise RuleError(_("The person has not arrived yet."))
    now = timezone.now()
    if row.state == SeatState.ABSENT:
        row.order_at = now
    if SeatState.DONE in (state, row.state):
        note_interview(row, was_held=state == SeatState.DONE)
    row.state = SeatState(state)
    row.called_at = now if state == SeatState.CALLED else row.called_at
    row.save(update_fields=["state", "called_at", "order_at"])
    _show_on_board(fair)


def _check_right(seat: InterviewSeat, by: Actor | None, booth: Booth | None) -> None:
    if booth is not None and seat.block.booth_id == booth.pk:
        return
    own = seat.block.booth
    is_ours = by is not None and (
        keeps_point(by, seat.block.point) or (own is not None and sees_booth_people(by, own))
    )
    if not is_ours:
        raise RuleError(_("Only the employer and the job centre call people."))


def _show_on_board(fair: Fair) -> None:
    fair.board_version += 1
    fair.save(update_fields=["board_version"])
