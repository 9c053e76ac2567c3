"""Answers of agencies: handed in, checked, sent back, put right."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.errors import RuleError
from agencies.evidence.services import check_files
from agencies.people.permissions import Actor
from conferences.answers.choices import Channel
from conferences.answers.letters import stored_letter
from conferences.answers.models import Answer, AnswerLetter
from conferences.answers.queries import standing_answer
from conferences.audit.choices import ConferenceAction
from conferences.petitions.choices import (
    ELSEWHERE,
    NEEDS_A_REASON,
    AnswerClass,
    PartState,
)
from conferences.petitions.models import PetitionPart
from conferences.petitions.part_tasks import finish_part_task
from conferences.petitions.routing import lock_part, require_owner
from conferences.petitions.services import lock_petition_of_part
from vietnam.folding import fold


@dataclass(frozen=True)
class AnswerFacts:
    """What an answer says. Without a letter (`number`) it was given at the dialogue itself."""

    text: str
    outcome: str
    answered_on: datetime.date
    channel: str = Channel.LETTER
    number: str = ""
    reason: str = ""
    promised_on: datetime.date | None = None
    referred_to: str = ""


@transaction.atomic
def enter_answer(
    *,
    part: PetitionPart,
    facts: AnswerFacts,
    version: int,
    by: Actor,
    files: Sequence["File[Any]"] = (),
    at: datetime.datetime | None = None,
) -> Answer:
    """By the agency, or by the federation from its letter. After a first answer this is a further
    version; the earlier ones stay. The task of the agency is done with it.
    """
    petition = lock_petition_of_part(part.petition_id)
    row = lock_part(part, version)
    require_owner(row, by)
    if row.state == PartState.REDIRECTED:
        raise RuleError(_("It has been redirected: the other body answers."))
    _check_answer(row, facts, timezone.localdate(at))
    check_files(files)
    before = standing_answer(row)
    with _letter_of(row.body, facts, files, by=by) as letter:
        answer = Answer.objects.create(
            part=row,
            edition=before.edition + 1 if before else 1,
            letter=letter,
            text_fold=fold(facts.text),
            entered_at=at or timezone.now(),
            entered_by=by.seat,
            entered_person=by.person,
            **answer_columns(facts),
        )
        let_answer_stand(row, answer, PartState.ANSWERED)
        finish_part_task(row, _words(answer), by=by, at=at)
        record_action(
            ConferenceAction.PETITION_ANSWERED, petition, by=by, after=logged_answer(answer), at=at
        )
    return answer


def answer_columns(facts: AnswerFacts) -> dict[str, Any]:
    return {
        "channel": Channel(facts.channel),
        "answered_on": facts.answered_on,
        "text": facts.text,
        "outcome": AnswerClass(facts.outcome),
        "reason": facts.reason,
        "promised_on": facts.promised_on if facts.outcome == AnswerClass.PROMISED else None,
        "referred_to": facts.referred_to if facts.outcome in ELSEWHERE else "",
    }


def check_class(facts: AnswerFacts, today: datetime.date) -> None:
    """Each class with what it demands."""
    if facts.outcome == AnswerClass.PROMISED:
        if facts.promised_on is None:
            raise RuleError(
                _("Say by which day it will be resolved: it becomes a task."), field="promised_on"
            )
        if facts.promised_on < facts.answered_on:
            raise RuleError(_("The promise would be older than the answer."), field="promised_on")
    if facts.outcome in NEEDS_A_REASON and not facts.reason.strip():
        raise RuleError(_("Say why it is not resolved yet."), field="reason")
    if facts.outcome in ELSEWHERE and not facts.referred_to.strip():
        raise RuleError(
            _("Say who has to answer instead, or which petition it repeats."), field="referred_to"
        )
    if facts.answered_on > today:
        raise RuleError(_("This day has not come yet."), field="answered_on")


def _check_answer(part: PetitionPart, facts: AnswerFacts, today: datetime.date) -> None:
    if not facts.text.strip():
        raise RuleError(_("Write what is answered."), field="text")
    check_class(facts, today)
    if facts.channel == Channel.LETTER and not facts.number.strip():
        raise RuleError(_("Give the number of the letter."), field="number")
    if facts.answered_on < part.petition.dialogue.held_on:
        raise RuleError(_("The answer would be older than the dialogue."), field="answered_on")


@contextmanager
def _letter_of(
    agency: Agency, facts: AnswerFacts, files: Sequence["File[Any]"], *, by: Actor
) -> Iterator[AnswerLetter | None]:
    # No file is dropped: one that belongs nowhere is refused.
    if facts.channel == Channel.LETTER:
        with stored_letter(agency, facts.number, facts.answered_on, files, by=by) as letter:
            yield letter
    elif files:
        raise RuleError(
            _("A file belongs to a letter: choose that way, or remove the file."), field="files"
        )
    else:
        yield None


def let_answer_stand(part: PetitionPart, answer: Answer, state: PartState) -> None:
    part.state = state
    part.outcome = answer.outcome
    part.promised_on = answer.promised_on
    part.answered_on = answer.answered_on
    part.version += 1
    part.save(update_fields=["state", "outcome", "promised_on", "answered_on", "version"])


def _words(answer: Answer) -> str:
    with override(settings.LANGUAGE_CODE):
        named = answer.letter or answer.get_channel_display()
        return f"{named}: {answer.get_outcome_display()}"


def logged_answer(answer: Answer) -> dict[str, object]:
    return {
        "agencies": answer.part.agency.name,
        "outcome": str(answer.outcome),
        "edition": answer.edition,
        "letter": str(answer.letter or ""),
    }
