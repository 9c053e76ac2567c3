"""How many entries the must-do page of a seat has: for the rail on every page, and the digest."""

import datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from agencies.lists.counts import WaitingCount, named_count, named_counts_sql, run_named_counts
from agencies.must_do.awaited import Statement
from agencies.must_do.entries import MUST_DO
from agencies.people.permissions import Actor
from agencies.registry import MustDoEntries, registry


def counts_by_place(by: Actor, today: datetime.date) -> dict[str, WaitingCount]:
    """By place of the rail, how many entries lie there; at the must-do page, all of them. One
    query.
    """
    statement = _statement_of_day(by, by.seat.role, by.seat.agency_id, today)
    found = run_named_counts(*statement)
    everything = WaitingCount(
        all=sum(count.all for count in found.values()),
        late=sum(count.late for count in found.values()),
    )
    return found | {MUST_DO: everything}


@lru_cache(maxsize=1000)
def _statement_of_day(by: Actor, _role: str, _agency: int, today: datetime.date) -> Statement:
    # Django takes longer to write this statement than PostgreSQL to answer it. It depends on the
    # arguments alone, so it is written once for a seat and a day.
    return named_counts_sql(
        _count(entries, by, today)
        for entries in registry.must_do_entries
        if entries.concerns(by.seat.role)
    )


def _count(entries: MustDoEntries, by: Actor, today: datetime.date) -> QuerySet[Any]:
    late = entries.late(today) if entries.late else None
    return named_count(entries.rows_for(by, today), entries.place, late=late)
