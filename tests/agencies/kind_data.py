"""What the tests about kinds of deadlines share: duties as a document gives them."""

from datetime import date

from agencies.tasks.models import Deadline, Task
from agencies.tasks.occurrence_models import Occurrence
from tests.factories import make_deadline, make_occurrence, make_task
from vietnam.deadlines import DeadlineKind

MONTHLY = {"freq": "monthly", "min_count": 2}
FIVE_DAYS = {"count": 5, "unit": "day", "working": True, "trigger": "ngày nhận được văn bản"}


def make_duty(
    *, months: tuple[int, ...] = (1, 2, 3), recurrence: dict | None = None, **fields
) -> Task:
    """A task of 2024 that owes two deeds in each of the months."""
    task = make_task(**fields)
    task.occurrences.all().delete()
    deadline = make_deadline(
        task,
        kind=DeadlineKind.RECURRING,
        phrase="ít nhất 02 đợt/tháng",
        recurrence=recurrence or MONTHLY,
    )
    for month in months:
        last = date(2024, month + 1, 1).replace(day=1).toordinal() - 1
        end = date.fromordinal(last)
        make_occurrence(
            task, due_on=end, deadline=deadline, period_start=end.replace(day=1), period_end=end
        )
    return task


def occurrence_of_month(task: Task, month: int) -> Occurrence:
    return task.occurrences.select_related("deadline", "task").get(period_start__month=month)


def make_waiting(**fields) -> Task:
    """A task whose deadline waits for the day of an event."""
    relative = fields.pop("relative", FIVE_DAYS)
    task = make_task(**fields)
    phrase = "trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản"
    deadline = make_deadline(
        task, kind=DeadlineKind.RELATIVE, phrase=phrase, bound="by", relative=relative
    )
    task.occurrences.update(deadline=deadline)
    return task


def only_occurrence(task: Task) -> Occurrence:
    return task.occurrences.select_related("deadline", "task").get()


def only_deadline(task: Task) -> Deadline:
    return task.deadlines.get()
