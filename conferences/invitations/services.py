"""Inviting: announced, told of changes, called off; and what the invited answer."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.invitations.choices import InvitationAnswer
from conferences.invitations.models import ConferenceInvitation
from conferences.invitations.sending import Sent, send_cancellation, send_invitations
from conferences.meetings.choices import ConferenceState, PointLevel
from conferences.meetings.models import Conference
from conferences.meetings.services import (
    ConferenceFacts,
    apply_facts,
    check_facts,
    lock_changeable,
    require_runner,
)


@transaction.atomic
def announce_conference(*, conference: Conference, by: Actor) -> Sent:
    """The draft becomes a conference to which everybody in its composition is invited; of one that
    is announced those who were not told of its present time and place.
    """
    require_runner(by)
    row = lock_changeable(conference)
    if not row.points.filter(level=PointLevel.CENTRAL).exists():
        raise RuleError(_("Add the central point first."))
    if row.ends_at <= timezone.now():
        raise RuleError(_("Its time is over. Give it another day before you invite."))
    if row.state == ConferenceState.DRAFT:
        row.state = ConferenceState.INVITED
        row.invited_at = timezone.now()
        row.version += 1
        row.save(update_fields=["state", "invited_at", "version"])
    sent = send_invitations(row)
    after = {"bodies": sent.bodies, "letters": sent.letters}
    record_action(ConferenceAction.CONFERENCE_INVITED, row, by=by, after=after)
    return sent


@transaction.atomic
def change_conference(
    *, conference: Conference, version: int, facts: ConferenceFacts, by: Actor
) -> Sent:
    """Of a new title, time or place the invited are told again, and calendars move it; a new time
    of the line test only moves in calendars.
    """
    require_runner(by)
    row = lock_changeable(conference)
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this conference meanwhile. Look at it; nothing was saved.")
        )
    check_facts(facts)
    sequence = row.sequence
    before = apply_facts(row, facts)
    row.line_version += 1
    row.save()
    after = {name: getattr(row, name) for name in before}
    record_action(
        ConferenceAction.CONFERENCE_CHANGED,
        row,
        by=by,
        before=_in_words(before),
        after=_in_words(after),
    )
    if row.invited_at and row.sequence != sequence:
        return send_invitations(row)
    return Sent()


def _in_words(values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value or "") for name, value in values.items()}


@transaction.atomic
def cancel_conference(*, conference: Conference, reason: str, by: Actor) -> Sent:
    """Calendars drop it; who was invited is told why. Cancelling twice changes nothing."""
    require_runner(by)
    row = lock_row(Conference.objects.select_related("host"), conference.pk)
    if row.state == ConferenceState.CANCELLED:
        return Sent()
    if row.state == ConferenceState.CLOSED:
        raise RuleError(_("It has taken place: it cannot be cancelled any more."))
    before = {"state": row.state}
    row.state = ConferenceState.CANCELLED
    row.cancelled_at = row.moved_at = timezone.now()
    row.cancel_reason = reason
    row.sequence += 1
    row.version += 1
    row.save()
    after = {"state": row.state, "cancel_reason": reason}
    record_action(ConferenceAction.CONFERENCE_CANCELLED, row, by=by, before=before, after=after)
    return send_cancellation(row)


@transaction.atomic
def answer_invitation(
    *,
    invitation: ConferenceInvitation,
    answer: str,
    reason: str = "",
    delegate_name: str = "",
    delegate_position: str = "",
    by: Actor | None,
) -> ConferenceInvitation:
    """By a seat of the body, by whoever runs the conference for it, or (None) by its signed link.
    A later answer takes the place of an earlier one.
    """
    if by is not None and by.seat.agency_id != invitation.agency_id:
        require_runner(by)
    conference = lock_changeable(invitation.point.conference)
    rows = ConferenceInvitation.objects.select_related("point__conference", "agency")
    row = lock_row(rows, invitation.pk)
    if conference.ends_at <= timezone.now():
        raise RuleError(_("The conference is over."))
    _check_answer(answer, reason, delegate_name)
    before = {"answer": row.answer}
    row.answer = InvitationAnswer(answer)
    row.reason = reason if answer != InvitationAnswer.COMES else ""
    comes = answer != InvitationAnswer.DECLINES
    row.delegate_name = delegate_name if comes else ""
    row.delegate_position = delegate_position if comes else ""
    row.answered_at = timezone.now()
    row.answered_by = by.seat if by else None
    row.answered_person = by.person if by else None
    row.version += 1
    row.save()
    after = {"answer": row.answer, "delegate_name": row.delegate_name, "reason": row.reason}
    record_action(ConferenceAction.CONFERENCE_ANSWERED, row, by=by, before=before, after=after)
    return row


def _check_answer(answer: str, reason: str, delegate_name: str) -> None:
    if answer not in InvitationAnswer.values or answer == InvitationAnswer.NONE:
        raise RuleError(_("Say whether your agency comes."), field="answer")
    if answer == InvitationAnswer.DECLINES and not reason:
        raise RuleError(_("Say why your agency does not come."), field="reason")
    if answer == InvitationAnswer.SUBSTITUTE and not delegate_name:
        raise RuleError(_("Name the substitute."), field="delegate_name")
