"""Pages of a long list that stay right while rows come and go: each begins after a row, not after a
number of rows.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

PAGE_LENGTH = 50


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**63:
        raise ValueError(text)
    return number


# By key, the newest first -----------------------------------------------------------------------
@dataclass(frozen=True)
class KeyPage:
    """`newer` and `older` are keys to ask for, or None at either end."""

    rows: list[Any]
    newer: int | None
    older: int | None


def page_by_key(found: QuerySet, *, before: int | None, after: int | None) -> KeyPage:
    """The page of rows older than `before`, or just newer than `after`, or the newest; `found`
    comes newest first.
    """
    if after is not None:
        taken = list(found.filter(pk__gt=after).order_by("pk")[: PAGE_LENGTH + 1])
        has_newer, has_older = len(taken) > PAGE_LENGTH, True
        rows = taken[:PAGE_LENGTH][::-1]
    else:
        taken = list(
            (found.filter(pk__lt=before) if before is not None else found)[: PAGE_LENGTH + 1]
        )
        has_newer, has_older = before is not None, len(taken) > PAGE_LENGTH
        rows = taken[:PAGE_LENGTH]
    return KeyPage(
        rows=rows,
        newer=rows[0].pk if rows and has_newer else None,
        older=rows[-1].pk if rows and has_older else None,
    )
