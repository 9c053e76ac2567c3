"""Pages of the task list, by due day and key: each begins after a row, not after a number of
rows.
"""

import datetime
from dataclasses import dataclass
from typing import Self

from django.db.models import Q

from agencies.lists.paging import PAGE_LENGTH, parse_count
from agencies.tasks.occurrence_models import Occurrence, OccurrenceQuerySet
from vietnam.dates import parse_iso_date

# Up to here a list is counted exactly and exported; beyond it the page asks for a narrower
# filter.
COUNTED = 10_000


UNDATED = Q(due_on__isnull=True)


@dataclass(frozen=True)
class TaskCursor:
    """A row's place in the order of due day and key; `number` counts the rows up to and including
    it.
    """

    due_on: datetime.date | None
    pk: int
    number: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """From its own written form; None for anything else."""
        try:
            day, pk, number = text.split("_")
            due_on = parse_iso_date(day) if day else None
            return cls(due_on, parse_count(pk), parse_count(number))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.due_on or ''}_{self.pk}_{self.number}"

    @property
    def following(self) -> list[Q]:
        # The rows after it, in stretches that an index can walk one after the other.
        if self.due_on is None:
            return [UNDATED & Q(pk__gt=self.pk)]
        return [Q(due_on__gte=self.due_on) & ~Q(due_on=self.due_on, pk__lte=self.pk), UNDATED]

    @property
    def preceding(self) -> list[Q]:
        # The rows before it, the nearest stretch first.
        if self.due_on is None:
            return [UNDATED & Q(pk__lt=self.pk), ~UNDATED]
        return [Q(due_on__lte=self.due_on) & ~Q(due_on=self.due_on, pk__gte=self.pk)]


@dataclass(frozen=True)
class TaskPage:
    """`first` is the number of its first row; `previous` and `next` are places to ask for, or
    None.
    """

    occurrences: list[Occurrence]
    first: int
    previous: TaskCursor | None
    next: TaskCursor | None

    @property
    def last(self) -> int:
        return self.first + len(self.occurrences) - 1


def count_tasks(found: OccurrenceQuerySet) -> int:
    """How many there are; COUNTED + 1 means "more than that"."""
    return found.order_by().values("pk")[: COUNTED + 1].count()


def task_page_of(
    ordered: OccurrenceQuerySet,
    *,
    after: TaskCursor | None = None,
    before: TaskCursor | None = None,
) -> TaskPage:
    """One page of a queryset in list order (due day, key; undated last). One query, two where the
    undated begin.
    """
    if before:
        return _page_before(ordered, before)
    found = _walk(ordered, after.following if after else [Q()])
    rows = found[:PAGE_LENGTH]
    first = (after.number if after else 0) + 1
    previous = _place_of(rows[0], first) if after and rows else None
    return TaskPage(
        rows, first, previous, _place_after(rows, first) if len(found) > PAGE_LENGTH else None
    )


def _page_before(ordered: OccurrenceQuerySet, before: TaskCursor) -> TaskPage:
    found = _walk(ordered.reverse(), before.preceding)
    rows = found[:PAGE_LENGTH][::-1]
    has_more = len(found) > PAGE_LENGTH
    first = max(1, before.number - len(rows)) if has_more else 1
    return TaskPage(
        rows,
        first,
        _place_of(rows[0], first) if has_more else None,
        _place_after(rows, first) if rows else None,
    )


def _walk(ordered: OccurrenceQuerySet, stretches: list[Q]) -> list[Occurrence]:
    # A page and one row more, to know whether there is a next page.
    found: list[Occurrence] = []
    for stretch in stretches:
        if len(found) <= PAGE_LENGTH:
            found += ordered.filter(stretch)[: PAGE_LENGTH + 1 - len(found)]
    return found


def _place_after(rows: list[Occurrence], first: int) -> TaskCursor:
    return _place_of(rows[-1], first + len(rows) - 1)


def _place_of(row: Occurrence, number: int) -> TaskCursor:
    return TaskCursor(row.due_on, row.pk, number)
