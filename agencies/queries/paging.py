"""Pages of a long list that stay right while rows come and go: each begins after a row, not after a number of rows."""

import datetime
from dataclasses import dataclass
from typing import Self

from django.db.models import Q

from agencies.models import Occurrence
from agencies.models.tasks import OccurrenceQuerySet

PAGE_LENGTH = 50


@dataclass(frozen=True)
class Place:
    """A row's place in the order of due day and key; `number` counts the rows up to and including it."""

    due_on: datetime.date | None
    pk: int
    number: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """From its own written form; None for anything else."""
        try:
            day, pk, number = text.split("_")
            due_on = datetime.date.fromisoformat(day) if day else None
            return cls(due_on, _count(pk), _count(number))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.due_on or ''}_{self.pk}_{self.number}"

    @property
    def following(self) -> Q:
        if self.due_on is None:
            return Q(due_on__isnull=True, pk__gt=self.pk)
        return Q(due_on__gt=self.due_on) | Q(due_on=self.due_on, pk__gt=self.pk) | Q(due_on__isnull=True)

    @property
    def preceding(self) -> Q:
        if self.due_on is None:
            return Q(due_on__isnull=False) | Q(pk__lt=self.pk)
        return Q(due_on__lt=self.due_on) | Q(due_on=self.due_on, pk__lt=self.pk)


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**63:
        raise ValueError(text)
    return number


@dataclass(frozen=True)
class Page:
    """`first` is the number of its first row; `previous` and `next` are places to ask for, or None."""

    occurrences: list[Occurrence]
    first: int
    previous: Place | None
    next: Place | None

    @property
    def last(self) -> int:
        return self.first + len(self.occurrences) - 1


def page_of(ordered: OccurrenceQuerySet, *, after: Place | None = None, before: Place | None = None) -> Page:
    """One page of a queryset in list order (due day, key; undated last). One query."""
    if before:
        return _page_before(ordered, before)
    found = list((ordered.filter(after.following) if after else ordered)[: PAGE_LENGTH + 1])
    rows, first = found[:PAGE_LENGTH], (after.number if after else 0) + 1
    return Page(rows, first, _place(rows[0], first) if after and rows else None, _next(rows, first, len(found)))


def _page_before(ordered: OccurrenceQuerySet, before: Place) -> Page:
    found = list(ordered.filter(before.preceding).reverse()[: PAGE_LENGTH + 1])
    rows = found[PAGE_LENGTH - 1 :: -1] if len(found) > PAGE_LENGTH else found[::-1]
    has_more = len(found) > PAGE_LENGTH
    first = max(1, before.number - len(rows)) if has_more else 1
    return Page(
        rows,
        first,
        _place(rows[0], first) if has_more else None,
        _place(rows[-1], first + len(rows) - 1) if rows else None,
    )


def _next(rows: list[Occurrence], first: int, found: int) -> Place | None:
    return _place(rows[-1], first + len(rows) - 1) if found > PAGE_LENGTH else None


def _place(row: Occurrence, number: int) -> Place:
    return Place(row.due_on, row.pk, number)
