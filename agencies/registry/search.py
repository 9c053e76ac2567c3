"""What the search of the top line finds in an app."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from agencies.people.permissions import Actor, Right


@dataclass(frozen=True)
class SearchHit:
    """One row as the results show it."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class SearchProvider:
    """One kind of thing.

    `find` gives the rows that the seat may see and that have the words, the best first; `hit`
    prints one of them for that seat; `list_url` is the full list with the same words, empty where
    the seat has none.
    """

    name: str
    title: Promise
    permission: Right
    find: Callable[[Actor, str], QuerySet[Any]]
    hit: Callable[[Actor, Any], SearchHit]
    list_url: Callable[[Actor, str], str]
