"""How many entries the must-do page of a seat has: for the rail on every page, and the digest."""

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from agencies.lists.counts import WaitingCount, named_count, named_counts_sql, run_named_counts
from agencies.must_do.awaited import Statement
from agencies.must_do.entries import MUST_DO
from agencies.people.permissions import Actor
from agencies.registry import MustDoEntries, registry

WaitingCounts = Mapping[MustDoEntries, WaitingCount]


def count_waiting(by: Actor, today: datetime.date) -> WaitingCounts:
    """How many rows of each of the entries that have any for the seat: one query."""
    statement = _statement_of_day(by, by.seat.role, by.seat.agency_id, today)
    found = run_named_counts(*statement)
    return {
        registry.must_do_entries[int(number)]: count for number, count in found.items() if count.all
    }


def count_waiting_once(request: HttpRequest, by: Actor, today: datetime.date) -> WaitingCounts:
    """As `count_waiting`; a page and the frame around it show the same counts."""
    kept: dict[Actor, WaitingCounts] = request.__dict__.setdefault("waiting_counts", {})
    if by not in kept:
        kept[by] = count_waiting(by, today)
    return kept[by]


def add_up_by_place(counts: WaitingCounts) -> dict[str, WaitingCount]:
    """By place of the rail, how many entries lie there; at the must-do page, all of them."""
    found = {MUST_DO: sum(counts.values(), WaitingCount())}
    for entries, count in counts.items():
        if entries.place != MUST_DO:
            found[entries.place] = found.get(entries.place, WaitingCount()) + count
    return found


def counts_by_place(by: Actor, today: datetime.date) -> dict[str, WaitingCount]:
    return add_up_by_place(count_waiting(by, today))


@lru_cache(maxsize=1000)
def _statement_of_day(by: Actor, _role: str, _agency: int, today: datetime.date) -> Statement:
    # Django takes longer to write this statement than PostgreSQL to answer it. It depends on the
    # arguments alone, so it is written once for a seat and a day.
    return named_counts_sql(
        _count(entries, str(number), by, today)
        for number, entries in enumerate(registry.must_do_entries)
        if entries.concerns(by.seat.role)
    )


def _count(entries: MustDoEntries, name: str, by: Actor, today: datetime.date) -> QuerySet[Any]:
    late = entries.late(today) if entries.late else None
    return named_count(entries.rows_for(by, today), name, late=late)
