"""Telling people of changes: by letter, or by putting those without an address on the list of
people to be called.
"""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.mail.services.queueing import build_letter, queue_letters
from agencies.people.permissions import Actor
from agencies.people.queries import Recipient
from conferences.audit.choices import ConferenceAction
from conferences.fair_booking.choices import NewsKind
from conferences.fair_booking.codes import seeker_token
from conferences.fair_booking.models import InterviewSeat, PhoneCall, Seeker
from conferences.fairs.queries import keeps_point

EVENING = datetime.time(18)
ONE_HOUR = datetime.timedelta(hours=1)


def tell_seeker(seeker: Seeker, kind: NewsKind, about: str = "", why: str = "") -> None:
    """In the transaction of the act. `about`: the employer and the time."""
    if not seeker.email:
        PhoneCall.objects.create(
            seeker=seeker, kind=kind, about=about[:300], made_at=timezone.now()
        )
        return
    context = {
        "kind": kind.value,
        "fair": seeker.fair.title,
        "about": about,
        "why": why,
        "token": seeker_token(seeker),
    }
    queue_letters(build_letter("fair_news", Recipient(seeker.email), context=context))


def queue_reminders(seeker: Seeker, seat: InterviewSeat) -> None:
    """The evening before and one hour before; the letter looks whether it still holds."""
    if not seeker.email:
        return
    now = timezone.now()
    day = timezone.localdate(seat.starts_at) - datetime.timedelta(days=1)
    evening = timezone.make_aware(datetime.datetime.combine(day, EVENING))
    moments = [at for at in (evening, seat.starts_at - ONE_HOUR) if at > now]
    context = {
        "seat": seat.pk,
        "seeker": seeker.pk,
        "starts_at": seat.starts_at.isoformat(),
        "token": seeker_token(seeker),
    }
    queue_letters(
        *(
            build_letter("fair_reminder", Recipient(seeker.email), send_from=at, context=context)
            for at in moments
        )
    )


def mark_called(*, call: PhoneCall, by: Actor) -> None:
    """That the person was called. Marking twice changes nothing."""
    row = lock_row(PhoneCall.objects.select_related("seeker__fair", "seeker__point"), call.pk)
    if not keeps_point(by, row.seeker.point):
        raise RuleError(_("Only the centre of the point calls its people."))
    if row.called_at:
        return
    row.called_at = timezone.now()
    row.called_by = by.seat
    row.called_person = by.person
    row.save(update_fields=["called_at", "called_by", "called_person"])
    record_action(ConferenceAction.CALL_MADE, row.seeker.fair, by=by)
