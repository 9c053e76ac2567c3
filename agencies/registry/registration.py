"""The one place that knows what all apps have registered."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from django.db.models import Model, QuerySet, TextChoices

from agencies.people.permissions import Actor
from agencies.registry.audit import AuditField, AuditParts
from agencies.registry.jobs import Job, JobOutcome
from agencies.registry.letters import LetterKind
from agencies.registry.must_do import MustDoProvider
from agencies.registry.navigation import NavItem
from agencies.registry.parts import AppParts, VisibleRows
from agencies.registry.retention import RetentionRule
from agencies.registry.search import SearchProvider

Key = tuple[str, object]


class DuplicatePartError(Exception):
    """Two parts of one name: what the second is for would never be seen."""


class Registry:
    """Filled while Django starts, in the order of INSTALLED_APPS; only read from then on."""

    def __init__(self) -> None:
        self._apps: dict[str, AppParts] = {}
        self._taken: set[Key] = set()
        self.actions: dict[str, Any] = {}
        self.audit_fields: dict[tuple[str, str], AuditField] = {}
        self.letters: dict[str, LetterKind] = {}
        self.visible_rows: dict[str, VisibleRows] = {}
        self.public_models: set[type[Model]] = set()

    def register(self, parts: AppParts) -> None:
        """All of an app's parts, or none of them. Raises DuplicatePartError."""
        keys = list(_keys_of(parts))
        twice = [key for key in keys if key in self._taken or keys.count(key) > 1]
        if twice:
            raise DuplicatePartError(f"{parts.app} registers what is there already: {twice}")
        self._taken.update(keys)
        self._apps[parts.app] = parts
        self.letters |= {letter.name: letter for letter in parts.letters}
        self.visible_rows |= parts.visible_rows
        self.public_models |= parts.public_models
        if parts.audit:
            self.actions |= {action.value: action for action in parts.audit.actions}
            self.audit_fields |= {(field.model, field.name): field for field in parts.audit.fields}

    @property
    def apps(self) -> tuple[AppParts, ...]:
        return tuple(self._apps.values())

    @property
    def app_labels(self) -> tuple[str, ...]:
        return tuple(self._apps)

    @property
    def nav_items(self) -> tuple[NavItem, ...]:
        return self._all(parts.nav_items for parts in self.apps)

    @property
    def counters(self) -> tuple[Callable[[Actor], list[QuerySet]], ...]:
        return self._all(parts.counters for parts in self.apps)

    @property
    def must_do(self) -> tuple[MustDoProvider, ...]:
        return self._all(parts.must_do for parts in self.apps)

    @property
    def search(self) -> tuple[SearchProvider, ...]:
        return self._all(parts.search for parts in self.apps)

    @property
    def jobs(self) -> tuple[Job, ...]:
        return self._all(parts.jobs for parts in self.apps)

    @property
    def outcomes(self) -> tuple[JobOutcome, ...]:
        return self._all(parts.outcomes for parts in self.apps)

    @property
    def retention(self) -> tuple[RetentionRule, ...]:
        return self._all(parts.retention for parts in self.apps)

    @property
    def audit(self) -> tuple[AuditParts, ...]:
        return tuple(parts.audit for parts in self.apps if parts.audit)

    @property
    def sheets(self) -> tuple[Callable[[Any], Any], ...]:
        return self._all(parts.sheets for parts in self.apps)

    @property
    def api_scopes(self) -> list[tuple[str, str]]:
        return [
            choice for parts in self.apps if parts.api_scopes for choice in parts.api_scopes.choices
        ]

    @staticmethod
    def _all(of_apps: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
        return tuple(chain.from_iterable(of_apps))


def _keys_of(parts: AppParts) -> Iterator[Key]:
    """By what each part is found, so that no two are found by the same."""
    yield "app", parts.app
    yield from (("place", (item.url_name, item.permission)) for item in parts.nav_items)
    named: dict[str, Iterable[Any]] = {
        "search": parts.search,
        "job": parts.jobs,
        "outcome": parts.outcomes,
        "letter": parts.letters,
        "retention rule": parts.retention,
    }
    yield from ((kind, part.name) for kind, some in named.items() for part in some)
    yield from (("page", page) for page in parts.visible_rows)
    yield from (("sheet", sheet) for sheet in parts.sheets)
    yield from (("API scope", scope) for scope in _values(parts.api_scopes))
    if parts.audit:
        yield from (("action", action) for action in _values(parts.audit.actions))
        yield from (("recorded field", (field.model, field.name)) for field in parts.audit.fields)
        yield from (("kind of acts", section.name) for section in parts.audit.sections)
        yield from (("page of a model", model) for model in parts.audit.pages)


def _values(choices: type[TextChoices] | None) -> list[str]:
    return list(choices.values) if choices else []


registry = Registry()
