"""How far a promised day is: from the answer to the day, and whether it is kept."""

import datetime
from dataclasses import dataclass

from django.db.models import DateField, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate

from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from conferences.answers.models import Answer


def with_promises(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Each with `kept_on`: the day on which the task of its promise was done, None where it is
    not.
    """
    done = Occurrence.objects.filter(task=OuterRef("promise"), status=OccurrenceStatus.DONE)
    first = done.order_by("pk").values(day=TruncDate("done_at"))[:1]
    day = {"kept_on": Subquery(first, output_field=DateField())}
    return answers.annotate(**day)


@dataclass(frozen=True)
class PromiseLine:
    """`used` of `whole` days have gone, both at least 1 day apart so that they can be drawn."""

    made_on: datetime.date
    due_on: datetime.date
    kept_on: datetime.date | None
    used: int
    whole: int
    is_late: bool


def promise_line(answer: Answer, today: datetime.date) -> PromiseLine | None:
    """Of an answer from `with_promises`; None without a promise."""
    if answer.promised_on is None:
        return None
    whole = max((answer.promised_on - answer.answered_on).days, 1)
    until = answer.kept_on or today
    return PromiseLine(
        made_on=answer.answered_on,
        due_on=answer.promised_on,
        kept_on=answer.kept_on,
        used=min(max((until - answer.answered_on).days, 0), whole),
        whole=whole,
        is_late=answer.kept_on is None and answer.promised_on < today,
    )
