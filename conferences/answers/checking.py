"""What the federation makes of an answer: it is right, or goes back to be completed."""

import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.answers.choices import AnswerState
from conferences.answers.models import Answer
from conferences.answers.queries import standing_answer
from conferences.answers.services import (
    AnswerFacts,
    answer_columns,
    check_class,
    let_answer_stand,
    logged_answer,
)
from conferences.audit.choices import ConferenceAction
from conferences.dialogues.services import refuse_old_page, require_keeper
from conferences.petitions.choices import AnswerClass, PartState
from conferences.petitions.models import Petition, PetitionPart
from conferences.petitions.part_tasks import assign_part
from conferences.petitions.routing import lock_part
from conferences.petitions.services import lock_petition_of_part
from vietnam.dates import format_date


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
    before = logged_answer(row)
    for name, value in answer_columns(facts).items():
        if name not in ("channel", "text", "answered_on"):
            setattr(row, name, value)
    row.state = AnswerState.ACCEPTED
    row.checked_at = at or timezone.now()
    row.checked_by = by.seat
    row.promise = row.promise or _promise_task(petition, part, row, by=by, at=at)
    row.version += 1
    row.save()
    let_answer_stand(part, row, PartState.ACCEPTED)
    record_action(
        ConferenceAction.ANSWER_ACCEPTED,
        petition,
        by=by,
        before=before,
        after=logged_answer(row),
        at=at,
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
