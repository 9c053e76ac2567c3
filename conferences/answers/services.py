"""Answers of agencies: handed in, checked, sent back, put right."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.evidence.services import check_files, file_digest, store_rows
from agencies.people.permissions import Actor
from conferences.answers.choices import AnswerState, Channel
from conferences.answers.models import Answer, AnswerLetter
from conferences.answers.queries import standing_answer
from conferences.audit.choices import ConferenceAction
from conferences.dialogues.services import refuse_old_page, require_keeper
from conferences.petitions.choices import (
    ELSEWHERE,
    NEEDS_A_REASON,
    AnswerClass,
    PartState,
)
from conferences.petitions.models import Petition, PetitionPart
from conferences.petitions.part_tasks import assign_part, finish_part_task
from conferences.petitions.routing import lock_part, require_owner
from conferences.petitions.services import lock_petition_of_part
from vietnam.dates import format_date
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
    with _stored_letter(row.body, facts, files, by=by) as letter:
        answer = Answer.objects.create(
            part=row,
            edition=before.edition + 1 if before else 1,
            letter=letter,
            text_fold=fold(facts.text),
            entered_at=at or timezone.now(),
            entered_by=by.seat,
            entered_person=by.person,
            **_columns(facts),
        )
        _stand(row, answer, PartState.ANSWERED)
        finish_part_task(row, _words(answer), by=by, at=at)
        record_action(
            ConferenceAction.PETITION_ANSWERED, petition, by=by, after=_logged(answer), at=at
        )
    return answer


def _columns(facts: AnswerFacts) -> dict[str, Any]:
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
def _stored_letter(
    agency: Agency, facts: AnswerFacts, files: Sequence["File[Any]"], *, by: Actor
) -> Iterator[AnswerLetter | None]:
    # The letter of that number and day, which may have been entered for another petition already;
    # its file is stored once. No file is dropped: one that belongs nowhere is refused.
    if facts.channel != Channel.LETTER:
        if files:
            raise RuleError(
                _("A file belongs to a letter: choose that way, or remove the file."), field="files"
            )
        yield None
        return
    own = {"agency": agency, "number": facts.number.strip(), "issued_on": facts.answered_on}
    known = AnswerLetter.objects.filter(**own).first()
    if len(files) > 1:
        raise RuleError(_("A letter is one file."), field="files")
    if known and known.file and any(file_digest(file) != known.sha256 for file in files):
        words = _("This letter is stored already with another file. Check its number and its day.")
        raise RuleError(words, field="files")
    stamp = {"entered_at": timezone.now(), "entered_by": by.seat}
    if known and (known.file or not files):
        yield known
        return
    if not files:
        yield AnswerLetter.objects.create(**own, **stamp)
        return
    make_row = partial(AnswerLetter, pk=known.pk if known else None, **own, **stamp)
    with store_rows(make_row, files[:1]) as [letter]:
        yield letter


def _stand(part: PetitionPart, answer: Answer, state: PartState) -> None:
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


def _logged(answer: Answer) -> dict[str, object]:
    return {
        "agencies": answer.part.agency.name,
        "outcome": str(answer.outcome),
        "edition": answer.edition,
        "letter": str(answer.letter or ""),
    }


# What the federation makes of it ------------------------------------------------------------------
def lock_answer(answer: Answer, version: int | None = None) -> Answer:
    """After its petition and part."""
    row = lock_row(
        Answer.objects.select_related("letter", "part__agency", "part__task__lead"), answer.pk
    )
    if version is not None and row.version != version:
        refuse_old_page()
    return row


def _lock_all(answer: Answer, version: int) -> tuple[Petition, PetitionPart, Answer]:
    # In their order, and only the newest version of the answer.
    petition = lock_petition_of_part(answer.part.petition_id)
    part = lock_part(answer.part)
    row = lock_answer(answer, version)
    newest = standing_answer(part)
    if newest is None or newest.pk != row.pk:
        raise RuleError(_("There is a newer version of this answer."))
    return petition, part, row


@transaction.atomic
def accept_answer(
    *,
    answer: Answer,
    version: int,
    outcome: str,
    reason: str,
    promised_on: datetime.date | None,
    referred_to: str,
    by: Actor,
    at: datetime.datetime | None = None,
) -> Answer:
    """Checked by the federation, which may put the class right. A promise becomes a task of the
    agency, due on its day.
    """
    require_keeper(by)
    petition, part, row = _lock_all(answer, version)
    if row.state == AnswerState.RETURNED:
        raise RuleError(_("It was sent back: the agency completes it first."))
    facts = AnswerFacts(
        row.text,
        outcome,
        row.answered_on,
        reason=reason,
        promised_on=promised_on,
        referred_to=referred_to,
    )
    check_class(facts, timezone.localdate(at))
    before = _logged(row)
    for name, value in _columns(facts).items():
        if name not in ("channel", "text", "answered_on"):
            setattr(row, name, value)
    row.state = AnswerState.ACCEPTED
    row.checked_at = at or timezone.now()
    row.checked_by = by.seat
    row.promise = row.promise or _promise_task(petition, part, row, by=by, at=at)
    row.version += 1
    row.save()
    _stand(part, row, PartState.ACCEPTED)
    record_action(
        ConferenceAction.ANSWER_ACCEPTED, petition, by=by, before=before, after=_logged(row), at=at
    )
    return row


def _promise_task(
    petition: Petition, part: PetitionPart, answer: Answer, *, by: Actor, at: Any
) -> Any:
    if answer.outcome != AnswerClass.PROMISED or answer.promised_on is None:
        return None
    with override(settings.LANGUAGE_CODE):
        title = _("Keep the promise made for petition no. %(number)s") % {"number": petition.number}
    return assign_part(petition, part.body, answer.promised_on, by=by, title=title, at=at)


@transaction.atomic
def return_answer(
    *, answer: Answer, version: int, why: str, due_on: datetime.date, by: Actor
) -> Answer:
    """Sent back with what is missing, to be completed by a day; it counts as not answered until
    then.
    """
    require_keeper(by)
    petition, part, row = _lock_all(answer, version)
    if row.state != AnswerState.HANDED_IN:
        raise RuleError(_("It is checked, or was sent back already."))
    if not why.strip():
        raise RuleError(_("Say what is missing."), field="why")
    if due_on < timezone.localdate():
        raise RuleError(_("The deadline has to be today or later."), field="due_on")
    row.state = AnswerState.RETURNED
    row.returned_why = why
    row.checked_at = timezone.now()
    row.checked_by = by.seat
    row.version += 1
    row.save()
    with override(settings.LANGUAGE_CODE):
        title = _("Complete the answer to petition no. %(number)s") % {"number": petition.number}
    ask_again(petition, part, due_on, state=PartState.RETURNED, title=title, by=by)
    after = {"agencies": part.agency.name, "reason": why, "due_on": format_date(due_on)}
    record_action(ConferenceAction.ANSWER_RETURNED, petition, by=by, after=after)
    return row


def ask_again(
    petition: Petition,
    part: PetitionPart,
    due_on: datetime.date,
    *,
    state: PartState,
    title: str,
    by: Actor,
    at: datetime.datetime | None = None,
) -> None:
    """The part is owed anew, by a day of its own; `part` is locked."""
    part.task = assign_part(petition, part.body, due_on, by=by, title=title, at=at)
    part.due_on = due_on
    part.state = state
    part.outcome = ""
    part.promised_on = None
    part.answered_on = None
    part.version += 1
    part.save()
