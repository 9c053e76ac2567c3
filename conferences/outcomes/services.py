"""Writing down what came of interviews."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.booths.models import Booth
from conferences.booths.queries import sees_booth_people
from conferences.fair_booking.models import InterviewSeat
from conferences.fairs.choices import FairState
from conferences.fairs.services import lock_fair
from conferences.outcomes.choices import Rung
from conferences.outcomes.models import Outcome
from conferences.placement_clocks.services import start_clocks


def note_interview(seat: InterviewSeat, *, was_held: bool) -> None:
    """Of a place whose interview was held, or, since that was a mistake, was not; in the
    transaction of whoever says so.
    """
    booth = seat.block.booth_id
    if booth is None or seat.seeker_id is None:
        return
    if was_held:
        Outcome.objects.get_or_create(
            seeker_id=seat.seeker_id, booth_id=booth, defaults={"changed_at": timezone.now()}
        )
    else:
        first = Outcome.objects.filter(seeker=seat.seeker_id, booth=booth)
        first.filter(rung=Rung.INTERVIEWED).delete()


@transaction.atomic
def save_outcomes(*, booth: Booth, rungs: Mapping[int, int], by: Actor) -> int:
    """By key of the outcome, how far the person came; returns how many were changed. Sent twice it
    changes nothing more. Who has newly started work starts the law's clocks.
    """
    fair = lock_fair(booth.fair_id)
    if not sees_booth_people(by, booth):
        raise RuleError(_("Only the employer and the job centre write down what came of it."))
    if fair.state not in (FairState.RUNNING, FairState.CLOSED):
        raise RuleError(_("There is nothing to write down before the fair."))
    rows = Outcome.objects.filter(booth=booth, pk__in=rungs)
    changed = []
    has_new_starts = False
    for row in rows.order_by("pk").select_for_update(of=("self",), no_key=True):
        rung = Rung(rungs[row.pk])
        if row.rung != rung:
            has_new_starts |= row.rung < Rung.STARTED <= rung
            row.rung = rung
            row.changed_at = timezone.now()
            row.changed_by = by.seat
            changed.append(row)
    Outcome.objects.bulk_update(changed, ["rung", "changed_at", "changed_by"])
    if changed:
        record_action(ConferenceAction.OUTCOMES_SAVED, booth, by=by, after={"people": len(changed)})
    if has_new_starts:
        start_clocks(booth)
    return len(changed)
