"""All that one app gives to the portal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet, TextChoices

from agencies.people.permissions import Actor
from agencies.registry.audit import AuditParts
from agencies.registry.jobs import Job, Outcome
from agencies.registry.letters import LetterKind
from agencies.registry.must_do import MustDoProvider
from agencies.registry.navigation import NavItem
from agencies.registry.retention import RetentionRule
from agencies.registry.search import SearchProvider

VisibleRows = Callable[[Actor, set[int]], set[int]]
"""Of the rows with these keys, the keys of those that a page shows to somebody."""


def keys_seen(visible: Callable[[Actor], QuerySet]) -> VisibleRows:
    """For a page that shows the rows of a query."""
    return lambda by, keys: set(visible(by).filter(pk__in=keys).values_list("pk", flat=True))


@dataclass(frozen=True)
class AppParts:
    """What is left out the app does not have.

    `counters`: what waits for the one who acts, `counted` under the name of its place; which rows
    are counted depends on person, seat and day alone. `must_do`: what waits, for the must-do page.
    `visible_rows`: by the name of a page, the rows that it shows to somebody; other pages go by
    their permission alone. `public_models`: what public views show, which may be read from the
    replica. `sheets`: of the monthly workbook, in its order, each made
    of a ReportMonth. `demo`: the dotted name of what loads the app's part of the demonstration, by
    the day and the password of the accounts, and returns the lines to be printed; not itself, since
    a portal in production never imports it.
    """

    app: str
    nav_items: tuple[NavItem, ...] = ()
    counters: tuple[Callable[[Actor], list[QuerySet]], ...] = ()
    must_do: tuple[MustDoProvider, ...] = ()
    search: tuple[SearchProvider, ...] = ()
    jobs: tuple[Job, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    letters: tuple[LetterKind, ...] = ()
    retention: tuple[RetentionRule, ...] = ()
    audit: AuditParts | None = None
    visible_rows: Mapping[str, VisibleRows] = field(default_factory=dict)
    public_models: frozenset[type[Model]] = frozenset()
    api_scopes: type[TextChoices] | None = None
    sheets: tuple[Callable[[Any], Any], ...] = ()
    demo: str = ""
