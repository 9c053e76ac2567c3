"""Times of interviews: laid out on the employer's grid, and made fewer by choice."""

import datetime
from collections.abc import Collection, Iterator
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from agencies.audit.services import record_action
from agencies.calendar.date_words import moment_words
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.booths.models import Booth
from conferences.booths.queries import keeps_booth
from conferences.fair_booking.choices import NewsKind, SeatState
from conferences.fair_booking.freeing import (
    block_name,
    blocks_waited_for,
    free_seats,
    give_free_seats,
)
from conferences.fair_booking.models import InterviewBlock, InterviewSeat
from conferences.fairs.choices import CHANGEABLE
from conferences.fairs.models import Fair, FairPoint
from conferences.fairs.queries import is_host, keeps_point
from conferences.fairs.services import lock_fair

GRIDS = (
    Decimal(5),
    Decimal("7.5"),
    Decimal(10),
    Decimal(15),
    Decimal(20),
    Decimal(30),
    Decimal(60),
)
MOST_IN_A_GROUP = 50
LONGEST_DAY = datetime.timedelta(hours=6)
"""Of interviews by one employer at one point, as recruiters get tired."""


@transaction.atomic
def add_block(
    *,
    point: FairPoint,
    booth: Booth | None,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    minutes: Decimal,
    group_size: int,
    by: Actor,
) -> InterviewBlock:
    """`booth` None: computers of the centre, `group_size` of them."""
    fair = lock_fair(point.fair_id)
    _check_right(point, booth, by)
    if fair.state not in CHANGEABLE:
        raise RuleError(_("The fair is over."))
    _check_span(fair, starts_at, ends_at, is_of_computers=booth is None)
    if minutes not in GRIDS:
        raise RuleError(_("Choose one of the grids."), field="minutes")
    if not 1 <= group_size <= MOST_IN_A_GROUP:
        words = _("At most %(most)s people are seen at one time.")
        raise RuleError(words % {"most": MOST_IN_A_GROUP}, field="group_size")
    same = InterviewBlock.objects.filter(point=point, booth=booth)
    if same.filter(starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        raise RuleError(_("There are times here already which overlap these."), field="starts_at")
    block = InterviewBlock.objects.create(
        booth=booth,
        point=point,
        starts_at=starts_at,
        ends_at=ends_at,
        minutes=minutes,
        group_size=group_size,
    )
    seats = list(_lay_out(block))
    if not seats:
        raise RuleError(_("Not one interview fits into this time."), field="ends_at")
    InterviewSeat.objects.bulk_create(seats)
    record_action(
        ConferenceAction.INTERVIEWS_ADDED,
        fair,
        by=by,
        after={"item": f"{block_name(block)}, {moment_words(starts_at)}"},
    )
    return block


def _check_right(point: FairPoint, booth: Booth | None, by: Actor) -> None:
    if booth is None:
        if not keeps_point(by, point):
            raise RuleError(_("Only the centre of the point lends its computers."))
        return
    if not keeps_booth(by, booth) and not is_host(by, point.fair):
        raise RuleError(_("Only the employer and the job centre set times of interviews."))
    if not booth.is_accepted:
        raise RuleError(_("The booth is not accepted yet."))
    if booth.fair_id != point.fair_id:
        raise RuleError(_("Choose a point of this fair."), field="point")


def _check_span(
    fair: Fair, starts_at: datetime.datetime, ends_at: datetime.datetime, *, is_of_computers: bool
) -> None:
    if ends_at <= starts_at:
        raise RuleError(_("They would end before they begin."), field="ends_at")
    if starts_at < fair.starts_at or ends_at > fair.ends_at:
        raise RuleError(_("Interviews take place within the fair."), field="starts_at")
    if ends_at <= timezone.now():
        raise RuleError(_("This time is over."), field="ends_at")
    if not is_of_computers and ends_at - starts_at > LONGEST_DAY:
        raise RuleError(_("Interviews in one stretch last six hours at most."), field="ends_at")


def _lay_out(block: InterviewBlock) -> Iterator[InterviewSeat]:
    step = datetime.timedelta(minutes=float(block.minutes))
    begins = block.starts_at
    while begins + step <= block.ends_at:
        for number in range(1, block.group_size + 1):
            yield InterviewSeat(
                block=block,
                number=number,
                starts_at=begins,
                ends_at=begins + step,
                for_computer=block.is_of_computers,
            )
        begins += step


# Fewer places -------------------------------------------------------------------------------------
@transaction.atomic
def reduce_places(
    *,
    block: InterviewBlock,
    starts_at: datetime.datetime,
    places: int,
    given_up: Collection[int],
    why: str,
    by: Actor,
) -> int:
    """At that time there are `places` from now on. Where more are taken, `given_up` names the
    people (their keys) who lose theirs, exactly as many as needed; they are told. Returns how many.
    """
    fair = lock_fair(block.point.fair_id)
    _check_right(block.point, block.booth, by)
    seats = InterviewSeat.objects.filter(block=block, starts_at=starts_at)
    rows = list(seats.order_by("pk").select_for_update(of=("self",), no_key=True))
    if not 0 <= places < len(rows):
        raise RuleError(_("Give fewer places than there are now."), field="places")
    taken = [row for row in rows if row.seeker_id]
    over = max(0, len(taken) - places)
    lose = [row for row in taken if row.seeker_id in given_up]
    if len(lose) != over or len(set(given_up)) != over:
        words = ngettext(
            "%(taken)s places are taken. Choose by name the %(n)s person who loses the place.",
            "%(taken)s places are taken. Choose by name the %(n)s people who lose their places.",
            over,
        )
        raise RuleError(words % {"taken": len(taken), "n": over}, field="given_up")
    if any(row.state != SeatState.BOOKED for row in lose):
        raise RuleError(_("Who was called already keeps the place."), field="given_up")
    mine = InterviewSeat.objects.filter(pk__in=[row.pk for row in lose])
    lost = free_seats(fair, mine, news=NewsKind.LOST, why=why, passes_on=False)
    free = [row.pk for row in rows if not row.seeker_id] + [row.pk for row in lose]
    InterviewSeat.objects.filter(pk__in=free[len(free) - (len(rows) - places) :]).delete()
    give_free_seats(blocks_waited_for(lost))
    record_action(
        ConferenceAction.INTERVIEWS_REDUCED,
        fair,
        by=by,
        before={"places": len(rows)},
        after={"places": places, "item": f"{block_name(block)}, {moment_words(starts_at)}"},
    )
    return over
