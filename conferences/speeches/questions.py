"""Questions from points: answered now, or in writing later by whoever gets the task."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.assignment.services import assign_task
from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.tasks.models import Task
from conferences.audit.choices import ConferenceAction
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference, Point
from conferences.meetings.services import require_runner
from conferences.programmes.services import lock_programme, refuse_closed
from conferences.speeches.choices import QuestionState
from conferences.speeches.models import Question
from vietnam.dates import format_date
from vietnam.deadlines import StatedDeadline

MOST_OF_A_POINT = 20


@transaction.atomic
def ask_question(
    *,
    conference: Conference,
    point: Point | None,
    full_name: str,
    text: str,
    by: Actor | None,
) -> Question:
    """`by`: None for a point itself, through its signed link."""
    programme = lock_programme(conference)
    refuse_closed(programme.conference)
    if by is not None:
        require_runner(by)
    elif point is None:
        raise RuleError(_("Only a point asks through its link."))
    if point is not None and point.conference_id != conference.pk:
        raise RuleError(_("Choose a point of this conference."), field="point")
    open_rows = Question.objects.filter(point=point, state=QuestionState.OPEN)
    if by is None and open_rows.count() >= MOST_OF_A_POINT:
        raise RuleError(_("Enough questions of your point wait for an answer."))
    question = Question.objects.create(
        conference=conference,
        point=point,
        full_name=full_name,
        text=text,
        asked_at=timezone.now(),
        asked_by=by.seat if by else None,
    )
    _record(ConferenceAction.QUESTION_ASKED, question, by)
    return question


@transaction.atomic
def answer_question(
    *, question: Question, version: int, owner: Agency | None, answer: str, by: Actor
) -> Question:
    """What was said at the conference; `owner`: who said it. Saying is not solving: what is to be
    done becomes a task.
    """
    row = _lock(question, version, by)
    if row.state == QuestionState.IN_WRITING:
        raise RuleError(_("It is a task already: the answer comes from there."))
    if not answer.strip():
        raise RuleError(_("Write what was answered."), field="answer")
    row.state = QuestionState.ANSWERED
    row.owner = owner
    row.answer = answer
    _save(row)
    _record(ConferenceAction.QUESTION_ANSWERED, row, by)
    return row


@transaction.atomic
def answer_in_writing(
    *,
    question: Question,
    version: int,
    owner: Agency | None,
    due_on: datetime.date,
    by: Actor,
) -> Question:
    """A task of `owner`, due on a day to come, with reminders."""
    row = _lock(question, version, by)
    if row.state != QuestionState.OPEN:
        raise RuleError(_("This question is answered already."))
    if owner is None:
        raise RuleError(_("Say first who is to answer."), field="owner")
    if due_on < timezone.localdate():
        raise RuleError(_("The deadline has to be today or later."), field="due_on")
    if not Agency.objects.valid(timezone.localdate()).filter(pk=owner.pk).exists():
        raise RuleError(_("This agency has ended: choose another one."), field="owner")
    row.state = QuestionState.IN_WRITING
    row.owner = owner
    row.task = _make_task(row, owner, due_on, by)
    _save(row)
    _record(ConferenceAction.QUESTION_ASSIGNED, row, by)
    return row


def _make_task(question: Question, owner: Agency, due_on: datetime.date, by: Actor) -> Task:
    conference = question.conference
    with override(settings.LANGUAGE_CODE):
        label = _("Conference: %(title)s") % {"title": conference.title}
        point = f" ({question.point})" if question.point else ""
        words = _("Answer in writing the question of the conference%(point)s: %(text)s")
        text = words % {"point": point, "text": question.text}
    return assign_task(
        text=text,
        lead=owner,
        deadlines=[StatedDeadline.due_by(due_on, format_date(due_on))],
        by=by,
        source=(label[:200], conference.get_absolute_url()),
    )


def _lock(question: Question, version: int, by: Actor) -> Question:
    require_runner(by)
    rows = Question.objects.select_related("conference", "point", "owner")
    row = lock_row(rows, question.pk)
    if row.conference.state in (ConferenceState.DRAFT, ConferenceState.CANCELLED):
        raise RuleError(_("The conference has not begun, or is cancelled."))
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this meanwhile. Look at it again; nothing was saved.")
        )
    return row


def _save(question: Question) -> None:
    question.answered_at = timezone.now()
    question.version += 1
    question.save(update_fields=["state", "owner", "answer", "answered_at", "task", "version"])


def _record(action: ConferenceAction, question: Question, by: Actor | None) -> None:
    record_action(action, question.conference, by=by, after={"text": question.text})
