"""Rows are locked in one order everywhere, so that acts wait for each other in a line and never in a circle.

    review or request of the desk · directive · task · occurrence · what hangs on an occurrence
    person · change of address             import · employer · vacancy

Of one kind by their keys, all that an act will need at once, before any of the next kind. Locks leave the key free
(FOR NO KEY UPDATE): who writes a row that points to a locked one need not wait. docs/decisions/0033 has the reasons.
"""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from agencies.errors import RuleError
from agencies.models import Occurrence, Task
from agencies.models.occurrences import OccurrenceQuerySet

Row = TypeVar("Row", bound=Model)


class StaleError(RuleError):
    """Somebody else moved the occurrence after this person last saw it; nothing was changed."""


def lock_rows(rows: QuerySet[Row, Any]) -> list[Row]:
    """The rows by their keys, locked to the end of the transaction; what is joined to them is not."""
    return list(in_lock_order(rows))


def in_lock_order(rows: QuerySet[Row, Any]) -> QuerySet[Row, Any]:
    """As `lock_rows`, for who reads a great many row by row."""
    return rows.order_by("pk").select_for_update(of=("self",), no_key=True)


def lock_row(rows: QuerySet[Row, Any], pk: int) -> Row:
    return rows.select_for_update(of=("self",), no_key=True).get(pk=pk)


def lock_tasks(*tasks: int) -> None:
    """By their keys. Whoever changes occurrences holds their tasks, so acts on one task come one after the other."""
    lock_rows(Task.objects.filter(pk__in=tasks))


def lock_occurrences(rows: OccurrenceQuerySet) -> list[Occurrence]:
    """Those that `rows` finds, with their tasks; which they are is judged again once the tasks are locked."""
    lock_tasks(*rows.order_by().values_list("task", flat=True).distinct())
    return lock_rows(rows)


def lock_occurrence(occurrence: Occurrence, *others: int) -> Occurrence:
    """The occurrence as it stands, with task, directive and deadline; `others` are keys of the same task, locked too.

    StaleError when its task has been handed over in between.
    """
    lock_tasks(occurrence.task_id)
    rows = Occurrence.objects.filter(pk__in=[occurrence.pk, *others])
    found = {row.pk: row for row in lock_rows(rows.select_related("task__directive", "deadline"))}
    row = found[occurrence.pk]
    if row.task_id != occurrence.task_id:
        raise StaleError(_("The task has been handed over to another agency meanwhile. Look at the page again."))
    return row
