"""The search of the top line: what a seat may see of all kinds, found by the same words."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from agencies.lists.counts import WaitingCount, named_count, read_named_counts
from agencies.people.permissions import Actor
from agencies.registry import NavItem, SearchHit, SearchProvider, registry
from vietnam.folding import fold, search_words

# Of each kind; the rest is in the list of that kind.
SHOWN = 5
# Beyond, the page says "more than".
MOST_COUNTED = 100
# One letter finds everything, which helps nobody.
SHORTEST = 2


@dataclass(frozen=True)
class SearchGroup:
    """What was found of one kind; `count` is at most one more than MOST_COUNTED, which stands for
    all above it.
    """

    provider: SearchProvider
    hits: list[SearchHit]
    count: int
    url: str

    @property
    def counts_more(self) -> bool:
        return self.count > MOST_COUNTED


def is_searchable(text: str) -> bool:
    return sum(map(len, search_words(text))) >= SHORTEST


def places_found(by: Actor, text: str) -> list[NavItem]:
    """The places of the rail that the seat may open and whose name has all these words."""
    words = search_words(text)
    if not is_searchable(text):
        return []
    return [
        item
        for item in registry.nav_items
        if by.may(item.permission)
        and item.is_shown_to(by.seat)
        and all(word in fold(str(item.label)) for word in words)
    ]


def search_everything(by: Actor, text: str) -> list[SearchGroup]:
    """The kinds in which something was found. One query to count them all, and one for each of
    them.
    """
    if not is_searchable(text):
        return []
    found = {
        one: one.find_rows(by, text) for one in registry.search_providers if by.may(one.permission)
    }
    sizes = read_named_counts(named_count(_bounded(rows), one.name) for one, rows in found.items())
    return [
        SearchGroup(
            one,
            [one.describe_row(by, row) for row in rows[:SHOWN]],
            size,
            one.build_list_url(by, text),
        )
        for one, rows in found.items()
        if (size := sizes.get(one.name, WaitingCount()).all)
    ]


def _bounded(rows: QuerySet[Any]) -> QuerySet[Any]:
    # As many of the rows as are counted.
    keys = rows.order_by().values("pk")[: MOST_COUNTED + 1]
    return rows.model._default_manager.filter(pk__in=keys)
