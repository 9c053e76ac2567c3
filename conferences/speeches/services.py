"""The speech register: asked for, called, spoken."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.meetings.models import Conference, Point
from conferences.meetings.services import require_runner
from conferences.programmes.models import Programme
from conferences.programmes.services import (
    lock_programme,
    refuse_closed,
    show_change,
)
from conferences.speeches.choices import IN_LINE, SpeechState
from conferences.speeches.models import MOST_SPEECH_MINUTES, SpeechRequest

MOST_OF_A_POINT = 10
"""Waiting at once from one point: a link is no way to fill the register."""


@transaction.atomic
def ask_to_speak(
    *,
    conference: Conference,
    point: Point | None,
    full_name: str,
    organisation: str,
    topic: str,
    minutes: int,
    by: Actor | None,
) -> SpeechRequest:
    """At the end of the line. `by`: None for a point itself, through its signed link."""
    programme = _lock(conference)
    _check_asker(programme.conference, point, by)
    if not 1 <= minutes <= MOST_SPEECH_MINUTES:
        words = _("A speech lasts from 1 to %(most)s minutes.")
        raise RuleError(words % {"most": MOST_SPEECH_MINUTES}, field="minutes")
    register = SpeechRequest.objects.filter(conference=conference)
    if by is None and register.filter(point=point, state__in=IN_LINE).count() >= MOST_OF_A_POINT:
        raise RuleError(_("Enough of your point are waiting to speak. Wait until they have."))
    last = register.aggregate(last=Max("place"))["last"] or 0
    speech = SpeechRequest.objects.create(
        conference=conference,
        point=point,
        full_name=full_name,
        organisation=organisation,
        topic=topic,
        minutes=minutes,
        place=last + 1,
        asked_at=timezone.now(),
        asked_by=by.seat if by else None,
    )
    show_change(programme)
    _record(ConferenceAction.SPEECH_ASKED, speech, by)
    return speech


@transaction.atomic
def call_speaker(*, speech: SpeechRequest, by: Actor) -> SpeechRequest:
    """To be ready: next after the one who speaks now."""
    programme, row = _lock_speech(speech, by)
    if row.state != SpeechState.ASKED:
        raise RuleError(_("Only who waits is called."))
    _set_state(programme, row, SpeechState.CALLED)
    _record(ConferenceAction.SPEECH_CALLED, row, by)
    return row


@transaction.atomic
def begin_speech(*, speech: SpeechRequest, by: Actor) -> SpeechRequest:
    """Whoever spoke until now has ended at the same moment."""
    programme, row = _lock_speech(speech, by)
    if row.state not in IN_LINE:
        raise RuleError(_("This speech has begun already, or was withdrawn."))
    now = timezone.now()
    speaking = SpeechRequest.objects.filter(conference=row.conference, state=SpeechState.SPEAKING)
    for earlier in speaking:
        _end(programme, earlier, by)
    row.started_at = now
    _set_state(programme, row, SpeechState.SPEAKING)
    _record(ConferenceAction.SPEECH_BEGUN, row, by)
    return row


@transaction.atomic
def end_speech(*, speech: SpeechRequest, by: Actor) -> SpeechRequest:
    programme, row = _lock_speech(speech, by)
    if row.state != SpeechState.SPEAKING:
        raise RuleError(_("Nobody speaks here now."))
    _end(programme, row, by)
    return row


@transaction.atomic
def take_back_speech(*, speech: SpeechRequest, by: Actor) -> SpeechRequest:
    """What was pressed by mistake: who is called or speaks waits again at the same place."""
    programme, row = _lock_speech(speech, by)
    if row.state not in (SpeechState.CALLED, SpeechState.SPEAKING, SpeechState.WITHDRAWN):
        raise RuleError(_("This cannot be taken back."))
    row.started_at = None
    _set_state(programme, row, SpeechState.ASKED)
    _record(ConferenceAction.SPEECH_TAKEN_BACK, row, by)
    return row


@transaction.atomic
def withdraw_speech(*, speech: SpeechRequest, by: Actor | None) -> SpeechRequest:
    """By the secretary, or (`by` None) by the point itself."""
    programme = _lock(speech.conference)
    row = SpeechRequest.objects.select_related("conference").get(pk=speech.pk)
    if by is not None:
        require_runner(by)
    if row.state not in IN_LINE:
        raise RuleError(_("Who speaks or has spoken is not withdrawn."))
    _set_state(programme, row, SpeechState.WITHDRAWN)
    _record(ConferenceAction.SPEECH_WITHDRAWN, row, by)
    return row


@transaction.atomic
def move_speech(*, speech: SpeechRequest, places: int, by: Actor) -> SpeechRequest:
    """Among those who wait: earlier with `places` -1, later with 1; at an end it stays."""
    programme, row = _lock_speech(speech, by)
    waiting = list(SpeechRequest.objects.filter(conference=row.conference, state__in=IN_LINE))
    if row not in waiting:
        raise RuleError(_("Only who waits is moved."))
    old = waiting.index(row)
    new = min(max(old + places, 0), len(waiting) - 1)
    slots = [each.place for each in waiting]
    waiting.insert(new, waiting.pop(old))
    for slot, each in zip(slots, waiting, strict=True):
        each.place = slot
    SpeechRequest.objects.bulk_update(waiting, ["place"])
    show_change(programme)
    _record(ConferenceAction.SPEECH_MOVED, row, by)
    return row


def pass_over_waiting(conference: Conference) -> None:
    """At the closing: who was not reached stands in the minutes as such; who still speaks has
    ended.
    """
    rows = SpeechRequest.objects.filter(conference=conference)
    rows.filter(state=SpeechState.SPEAKING).update(state=SpeechState.DONE, ended_at=timezone.now())
    rows.filter(state__in=IN_LINE).update(state=SpeechState.PASSED)


# --------------------------------------------------------------------------------------------------
def _lock(conference: Conference) -> Programme:
    programme = lock_programme(conference)
    refuse_closed(programme.conference)
    return programme


def _lock_speech(speech: SpeechRequest, by: Actor) -> tuple[Programme, SpeechRequest]:
    require_runner(by)
    programme = _lock(speech.conference)
    return programme, SpeechRequest.objects.select_related("conference").get(pk=speech.pk)


def _check_asker(conference: Conference, point: Point | None, by: Actor | None) -> None:
    if by is not None:
        require_runner(by)
    elif point is None:
        raise RuleError(_("Only a point asks through its link."))
    if point is not None and point.conference_id != conference.pk:
        raise RuleError(_("Choose a point of this conference."), field="point")


def _end(programme: Programme, speech: SpeechRequest, by: Actor) -> None:
    speech.ended_at = timezone.now()
    _set_state(programme, speech, SpeechState.DONE)
    _record(ConferenceAction.SPEECH_ENDED, speech, by)


def _set_state(programme: Programme, speech: SpeechRequest, state: SpeechState) -> None:
    speech.state = state
    speech.save(update_fields=["state", "started_at", "ended_at"])
    show_change(programme)


def _record(action: ConferenceAction, speech: SpeechRequest, by: Actor | None) -> None:
    after = {"point": str(speech.point) if speech.point else "", "topic": speech.topic}
    record_action(action, speech.conference, by=by, after=after)
