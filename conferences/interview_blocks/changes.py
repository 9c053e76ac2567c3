"""What a changed or cancelled fair or booth means for the people who have booked: places are moved
or given back, and everybody is told.
"""

import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.calendar.date_words import moment_words
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.booths.choices import BoothState
from conferences.booths.models import Booth
from conferences.booths.queries import keeps_booth
from conferences.fair_booking.choices import NewsKind, SeatState
from conferences.fair_booking.freeing import blocks_waited_for, free_seats, give_free_seats
from conferences.fair_booking.models import InterviewBlock, InterviewSeat, LinePlace, Seeker
from conferences.fair_booking.news import queue_reminders, tell_seeker
from conferences.fairs.choices import CHANGEABLE, FairState
from conferences.fairs.models import Fair
from conferences.fairs.queries import is_host
from conferences.fairs.services import (
    FairFacts,
    check_facts,
    lock_fair,
    require_host,
    set_state,
)
from conferences.fairs.tasks import ask_departments_again, end_requests


@transaction.atomic
def change_fair(*, fair: Fair, version: int, facts: FairFacts, by: Actor) -> Fair:
    """If it begins at another time, all interviews move with it, and everybody is told.

    A fair that is announced keeps its kind.
    """
    row = lock_fair(fair.pk, version)
    require_host(by, row)
    if row.state not in CHANGEABLE:
        raise RuleError(_("The fair is over."))
    check_facts(facts)
    if row.state != FairState.DRAFT and facts.kind != row.kind:
        raise RuleError(_("The kind of an announced fair stays."), field="kind")
    moved_by = facts.starts_at - row.starts_at
    if moved_by and row.state == FairState.RUNNING:
        raise RuleError(_("It has begun already."), field="starts_at")
    _check_interviews_fit(row, facts)
    before = {"name": row.title, "day": moment_words(row.starts_at)}
    for name in ("title", "kind", "starts_at", "ends_at", "employers_until", "note"):
        setattr(row, name, getattr(facts, name))
    row.version += 1
    row.board_version += 1
    row.save()
    row.points.filter(agency=row.host_id).update(venue=facts.venue, phone=facts.phone)
    if moved_by:
        _move_all(row, moved_by)
        if row.state != FairState.DRAFT:
            ask_departments_again(row, by)
    after = {"name": row.title, "day": moment_words(row.starts_at)}
    record_action(ConferenceAction.FAIR_CHANGED, row, by=by, before=before, after=after)
    return row


def _check_interviews_fit(row: Fair, facts: FairFacts) -> None:
    last = InterviewBlock.objects.filter(point__fair=row).order_by("-ends_at").first()
    moved_by = facts.starts_at - row.starts_at
    if last and last.ends_at + moved_by > facts.ends_at:
        raise RuleError(
            _("Interviews are booked until %(moment)s: the fair cannot end before them.")
            % {"moment": moment_words(last.ends_at + moved_by)},
            field="ends_at",
        )


def _move_all(row: Fair, moved_by: datetime.timedelta) -> None:
    times = {"starts_at": F("starts_at") + moved_by, "ends_at": F("ends_at") + moved_by}
    InterviewBlock.objects.filter(point__fair=row).update(**times)
    seats = InterviewSeat.objects.filter(block__point__fair=row)
    seats.update(**times, order_at=F("order_at") + moved_by)
    about = moment_words(row.starts_at)
    for seeker in _people_of(row):
        tell_seeker(seeker, NewsKind.FAIR_MOVED, about)
    for seat in seats.filter(seeker__isnull=False).select_related("seeker__fair"):
        if seat.seeker:
            queue_reminders(seat.seeker, seat)


def _people_of(row: Fair) -> list[Seeker]:
    found = Seeker.objects.filter(fair=row, withdrawn_at=None).exclude(phone="")
    return list(found.select_related("fair"))


@transaction.atomic
def cancel_fair(*, fair: Fair, version: int, reason: str, by: Actor) -> Fair:
    """Whoever is registered, booked or in a line is told; nobody holds a place afterwards."""
    row = lock_fair(fair.pk, version)
    require_host(by, row)
    if row.state not in CHANGEABLE:
        raise RuleError(_("The fair is over."))
    if not reason.strip():
        raise RuleError(_("Say why it is cancelled: people read it."), field="reason")
    _remove_blocks(row, InterviewBlock.objects.filter(point__fair=row), news=None, why="")
    for seeker in _people_of(row):
        tell_seeker(seeker, NewsKind.FAIR_CANCELLED, moment_words(row.starts_at), reason)
    end_requests(row, reason, by)
    row.cancel_reason = reason
    return set_state(row, FairState.CANCELLED, by)


@transaction.atomic
def withdraw_booth(*, booth: Booth, version: int, reason: str, by: Actor) -> Booth:
    """By the employer or the centre; whoever had an interview there is told."""
    fair = lock_fair(booth.fair_id)
    row = Booth.objects.select_for_update(of=("self",)).get(pk=booth.pk)
    if not keeps_booth(by, row) and not is_host(by, fair):
        raise RuleError(_("Only the employer and the job centre cancel a booth."))
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this booth meanwhile. Look at it again; nothing was saved.")
        )
    if fair.state not in CHANGEABLE:
        raise RuleError(_("The fair is over."))
    if row.state not in (BoothState.ASKED, BoothState.ACCEPTED):
        raise RuleError(_("The booth is cancelled already."))
    if not reason.strip():
        raise RuleError(_("Say why it is cancelled: people read it."), field="reason")
    _remove_blocks(fair, row.blocks.all(), news=NewsKind.LOST, why=reason)
    row.state = BoothState.WITHDRAWN
    row.number = None
    row.words = reason
    row.present_since = None
    row.version += 1
    row.save(update_fields=["state", "number", "words", "present_since", "version"])
    record_action(
        ConferenceAction.BOOTH_WITHDRAWN, row, by=by, after={"name": row.employer.agency.name}
    )
    return row


def _remove_blocks(
    fair: Fair, blocks: QuerySet[InterviewBlock], *, news: NewsKind | None, why: str
) -> None:
    # Locks every place first: who is just booking one is seen, and told, afterwards. Interviews
    # that were held stay.
    keys = list(blocks.values_list("pk", flat=True))
    is_ahead = Q(seeker=None) | Q(state=SeatState.BOOKED)
    seats = InterviewSeat.objects.filter(is_ahead, block__in=keys)
    ahead = list(seats.order_by("pk").select_for_update(of=("self",)))
    in_line = [
        place.seeker
        for place in LinePlace.objects.filter(block__in=keys).select_related("seeker__fair")
    ]
    lost = free_seats(fair, seats, news=news, why=why, passes_on=False)
    if news:
        told = {person.pk for person in lost}
        for person in in_line:
            if person.pk not in told:
                tell_seeker(person, news, "", why)
    InterviewSeat.objects.filter(pk__in=[seat.pk for seat in ahead]).delete()
    InterviewBlock.objects.filter(pk__in=keys, seats=None).delete()
    give_free_seats(blocks_waited_for(lost))
