"""Tasks and their occurrences are locked in one order: the task first, then what it owes."""

from django.utils.translation import gettext as _

from agencies.database.locking import StaleOccurrenceError, lock_rows
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence, OccurrenceQuerySet


def lock_tasks(*tasks: int) -> None:
    """By their keys. Whoever changes occurrences locks their tasks, so changes of one task come one
    after the other.
    """
    lock_rows(Task.objects.filter(pk__in=tasks))


def lock_occurrences(rows: OccurrenceQuerySet) -> list[Occurrence]:
    """Those that `rows` finds, with their tasks; `rows` is evaluated again once the tasks are
    locked.
    """
    lock_tasks(*rows.order_by().values_list("task", flat=True).distinct())
    return lock_rows(rows)


def lock_occurrence(occurrence: Occurrence, *others: int) -> Occurrence:
    """The occurrence with task, directive and deadline; `others` are keys of the same task, locked
    too.

    Raises StaleError when its task has been handed over meanwhile.
    """
    lock_tasks(occurrence.task_id)
    rows = Occurrence.objects.filter(pk__in=[occurrence.pk, *others])
    found = {row.pk: row for row in lock_rows(rows.select_related("task__directive", "deadline"))}
    row = found[occurrence.pk]
    if row.task_id != occurrence.task_id:
        raise StaleOccurrenceError(
            _("The task has been handed over to another agency meanwhile. Look at the page again.")
        )
    return row
