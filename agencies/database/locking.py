"""Rows are locked in one order everywhere, so that acts wait for each other in a line and never in
a circle.

    review or request of the desk · directive · task · occurrence · what hangs on an occurrence
    person · change of address             import · employer · vacancy

Of one kind by their keys, all that an act will need at once, before any of the next kind. Locks
leave the key free (FOR NO KEY UPDATE): who writes a row that points to a locked one need not wait.
docs/decisions/0033 has the reasons.
"""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from agencies.errors import RuleError

Row = TypeVar("Row", bound=Model)


class StaleOccurrenceError(RuleError):
    """Somebody else changed the occurrence after this person last saw it; nothing was written."""


def lock_rows(rows: QuerySet[Row, Any]) -> list[Row]:
    """The rows in the order of their keys, locked to the end of the transaction; joined rows are
    not.
    """
    return list(order_and_lock(rows))


def order_and_lock(rows: QuerySet[Row, Any]) -> QuerySet[Row, Any]:
    """As `lock_rows`, for reading a great many row by row."""
    return rows.order_by("pk").select_for_update(of=("self",), no_key=True)


def lock_row(rows: QuerySet[Row, Any], pk: int) -> Row:
    return rows.select_for_update(of=("self",), no_key=True).get(pk=pk)
