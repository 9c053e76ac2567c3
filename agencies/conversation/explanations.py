"""A leader or coordinator asks why (giải trình); the lead agency's answer is kept with its task."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.calendar.queries import working_calendar
from agencies.database.locking import StaleOccurrenceError
from agencies.errors import RuleError
from agencies.notices.choices import NoticeEvent
from agencies.notices.services import notify_seats, seats_for_task
from agencies.people.permissions import Actor, Permission
from agencies.progress.changes import refuse_unless
from agencies.requests.models import Explanation
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.locking import lock_occurrence
from agencies.tasks.occurrence_models import Occurrence
from vietnam.calendar import WorkingCalendar

# Working days that an agency has by default.
DAYS_TO_ANSWER = 3


def may_ask_explanation(occurrence: Occurrence, by: Actor) -> bool:
    # Of whatever is open, and of what was done late.
    if not by.may(Permission.ASK_EXPLANATIONS):
        return False
    if occurrence.status != OccurrenceStatus.DONE:
        return occurrence.status in OccurrenceStatus.OPEN
    due_on = occurrence.due_on
    return due_on is not None and timezone.localdate(occurrence.submitted_at) > due_on


def may_answer_explanation(explanation: Explanation, by: Actor) -> bool:
    leads = explanation.occurrence.task.lead_id == by.seat.agency_id
    return explanation.answered_at is None and leads and by.may(Permission.REPORT_PROGRESS)


def usual_answer_day(today: datetime.date, calendar: WorkingCalendar) -> datetime.date:
    return calendar.add_working_days(today, DAYS_TO_ANSWER)


@transaction.atomic
def ask_explanation(
    *,
    occurrence: Occurrence,
    question: str,
    by: Actor,
    answer_by: datetime.date | None = None,
    at: datetime.datetime | None = None,
) -> Explanation:
    """Ask the lead agency to explain by a day, three working days from now unless another is
    given.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    if not question.strip():
        raise RuleError(_("Say what the agency should explain."), field="question")
    if answer_by and answer_by < today:
        raise RuleError(_("Give a day that has not passed."), field="answer_by")
    row = lock_occurrence(occurrence)
    refuse_unless(
        may_ask_explanation(row, by), _("You cannot ask for an explanation of this task.")
    )
    _refuse_second_question(row)
    explanation = Explanation.objects.create(
        occurrence=row,
        question=question.strip(),
        answer_by=answer_by or usual_answer_day(today, working_calendar()),
        asked_at=at,
        asked_by=by.seat,
        asked_person=by.person,
    )
    after = {"occurrence": row.pk, "answer_by": explanation.answer_by.isoformat()}
    record_action(AuditAction.EXPLANATION_ASKED, explanation, by=by, after=after, at=at)
    notify_seats(
        NoticeEvent.EXPLANATION_ASKED,
        occurrence=row,
        seats=seats_for_task(row.task),
        by=by,
        words=explanation.question,
        day=explanation.answer_by,
        at=at,
    )
    return explanation


def _refuse_second_question(row: Occurrence) -> None:
    unanswered = row.explanations.filter(answered_at__isnull=True)
    if waiting := unanswered.select_related("asked_person").first():
        sentence = _("%(who)s has already asked; the agency's answer is still awaited.")
        raise RuleError(sentence % {"who": waiting.asked_person})


@transaction.atomic
def answer_explanation(
    *, explanation: Explanation, answer: str, by: Actor, at: datetime.datetime | None = None
) -> Explanation:
    """Keep the agency's answer. StaleError when a colleague answered first."""
    at = at or timezone.now()
    if not answer.strip():
        raise RuleError(
            _("Write the explanation: the cause, and what will be done by when."), field="answer"
        )
    row = lock_occurrence(explanation.occurrence)
    asked = row.explanations.select_related("answered_person", "asked_by").get(pk=explanation.pk)
    if asked.answered_at:
        sentence = _("%(who)s has answered at the same time. Nothing of yours was saved.")
        raise StaleOccurrenceError(sentence % {"who": asked.answered_person})
    asked.occurrence = row
    refuse_unless(may_answer_explanation(asked, by), _("Only the lead agency answers."))
    asked.answer = answer.strip()
    asked.answered_at = at
    asked.answered_by = by.seat
    asked.answered_person = by.person
    asked.save()
    record_action(
        AuditAction.EXPLANATION_ANSWERED, asked, by=by, after={"occurrence": row.pk}, at=at
    )
    notify_seats(
        NoticeEvent.EXPLANATION_ANSWERED,
        occurrence=row,
        seats=[asked.asked_by],
        by=by,
        words=asked.answer,
        at=at,
    )
    return asked
