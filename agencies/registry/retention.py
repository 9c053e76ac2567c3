"""What an app deletes by itself once its time is over."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise


def _delete(rows: QuerySet) -> int:
    return rows.delete()[0]


@dataclass(frozen=True)
class RetentionRule:
    """`over`: the rows whose time is over at a moment; `delete`: how they go, where other rows hang
    on them.
    """

    name: str
    title: Promise
    over: Callable[[datetime.datetime], QuerySet]
    delete: Callable[[QuerySet], int] = _delete
