"""Asking for opinions, answering, counting once."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference
from conferences.meetings.services import require_runner
from conferences.opinion_slips.models import (
    FEWEST_CHOICES,
    MOST_CHOICES,
    OpinionSlip,
    SlipAnswer,
    SlipChoice,
)
from conferences.opinion_slips.queries import asked_agencies, is_asked

MOST_DAYS = 60


@transaction.atomic
def make_slip(
    *,
    conference: Conference,
    question: str,
    choices: Sequence[str],
    ends_at: datetime.datetime,
    by: Actor,
) -> OpinionSlip:
    """Open at once to all that are invited; `choices`: from two to ten, all different."""
    require_runner(by)
    row = lock_row(Conference.objects.all(), conference.pk)
    if row.state not in (ConferenceState.INVITED, ConferenceState.RUNNING):
        raise RuleError(_("Opinions are asked from the invitation to the end of a conference."))
    texts = [text for text in (choice.strip() for choice in choices) if text]
    if not FEWEST_CHOICES <= len(texts) <= MOST_CHOICES:
        words = _("Give from %(fewest)s to %(most)s choices, one a line.")
        counts = {"fewest": FEWEST_CHOICES, "most": MOST_CHOICES}
        raise RuleError(words % counts, field="choices")
    if len(set(texts)) < len(texts):
        raise RuleError(_("Two choices say the same."), field="choices")
    if any(len(text) > 200 for text in texts):
        raise RuleError(_("A choice has at most 200 characters."), field="choices")
    now = timezone.now()
    if not now < ends_at <= now + datetime.timedelta(days=MOST_DAYS):
        words = _("Answers end after this moment and within %(most)s days.")
        raise RuleError(words % {"most": MOST_DAYS}, field="ends_on")
    slip = OpinionSlip.objects.create(
        conference=row,
        question=question,
        ends_at=ends_at,
        made_at=now,
        made_by=by.seat,
        made_person=by.person,
    )
    SlipChoice.objects.bulk_create(
        SlipChoice(slip=slip, position=place, text=text) for place, text in enumerate(texts, 1)
    )
    _record(ConferenceAction.SLIP_MADE, slip, by)
    return slip


@transaction.atomic
def answer_slip(
    *, slip: OpinionSlip, agency: Agency, choice: SlipChoice, comment: str, by: Actor | None
) -> SlipAnswer:
    """The answer of an invited agency, present or not; another one replaces it until the end.

    `by`: somebody of that agency, or None through the signed link of its invitation.
    """
    row = _lock(slip)
    if row.conference.state == ConferenceState.CANCELLED:
        raise RuleError(_("The conference is cancelled."))
    if by is not None and by.seat.agency_id != agency.pk:
        raise RuleError(_("Only the agency itself answers."))
    if not is_asked(row.conference, agency):
        raise RuleError(_("Your agency is not asked."))
    if row.counted_at is not None or timezone.now() >= row.ends_at:
        raise RuleError(_("The time for answers is over: your answer was not taken."))
    if choice.slip_id != row.pk:
        raise RuleError(_("Choose one of the answers."), field="choice")
    answer, _is_new = SlipAnswer.objects.update_or_create(
        slip=row,
        agency=agency,
        defaults={
            "choice": choice,
            "comment": comment,
            "answered_at": timezone.now(),
            "answered_by": by.seat if by else None,
            "answered_person": by.person if by else None,
        },
    )
    _record(ConferenceAction.SLIP_ANSWERED, row, by, agency=agency.name)
    return answer


@transaction.atomic
def count_slip(*, slip: OpinionSlip, by: Actor) -> OpinionSlip:
    """Once for all, when the time is over: until then each may still change its answer."""
    require_runner(by)
    row = _lock(slip)
    if row.counted_at is not None:
        raise RuleError(_("The result is counted already."))
    if timezone.now() < row.ends_at:
        raise RuleError(_("The time for answers is not over."))
    _count(row)
    _record(ConferenceAction.SLIP_COUNTED, row, by)
    return row


def _count(slip: OpinionSlip) -> None:
    # The lock of the slip is held: no answer comes in between.
    given: dict[int, int] = {}
    for choice in slip.answers.values_list("choice", flat=True):
        given[choice] = given.get(choice, 0) + 1
    rows = list(slip.choices.all())
    for row in rows:
        row.count = given.get(row.pk, 0)
    SlipChoice.objects.bulk_update(rows, ["count"])
    slip.asked = asked_agencies(slip.conference).count()
    slip.answered = sum(given.values())
    slip.counted_at = timezone.now()
    slip.save(update_fields=["asked", "answered", "counted_at"])


def _lock(slip: OpinionSlip) -> OpinionSlip:
    return lock_row(OpinionSlip.objects.select_related("conference"), slip.pk)


def _record(action: ConferenceAction, slip: OpinionSlip, by: Actor | None, **more: object) -> None:
    record_action(action, slip.conference, by=by, after={"text": slip.question, **more})
