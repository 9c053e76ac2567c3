"""The one place that knows what all apps have registered."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from agencies.people.permissions import Actor
from agencies.registry.calendar import CalendarEvents
from agencies.registry.must_do import MustDoEntries, MustDoProvider
from agencies.registry.parts import (
    AppParts,
    AuditField,
    AuditSection,
    ExportList,
    Job,
    JobOutcome,
    LetterKind,
    NavItem,
    PlaceProvider,
    RetentionRule,
    RowNote,
    RowNotes,
    SearchProvider,
    VisibleRows,
)
from agencies.registry.report import FigureSource, ReportSheet, YearPlan

# Parts of which an app has several: those of all apps follow each other.
LISTS = (
    "nav_items",
    "must_do_entries",
    "must_do_providers",
    "calendar_events",
    "search_providers",
    "jobs",
    "outcomes",
    "retention_rules",
    "sheets",
    "figure_sources",
    "plans",
    "export_lists",
    "place_providers",
)


class DuplicatePartError(Exception):
    """Two parts of one name: what the second is for would never be seen."""


@dataclass
class Registry:
    """Filled while Django starts, in the order of INSTALLED_APPS; only read from then on."""

    apps: list[AppParts] = field(default_factory=list)
    nav_items: list[NavItem] = field(default_factory=list)
    must_do_entries: list[MustDoEntries] = field(default_factory=list)
    must_do_providers: list[MustDoProvider] = field(default_factory=list)
    calendar_events: list[CalendarEvents] = field(default_factory=list)
    search_providers: list[SearchProvider] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    outcomes: list[JobOutcome] = field(default_factory=list)
    retention_rules: list[RetentionRule] = field(default_factory=list)
    sheets: list[ReportSheet] = field(default_factory=list)
    figure_sources: list[FigureSource] = field(default_factory=list)
    plans: list[YearPlan] = field(default_factory=list)
    export_lists: list[ExportList] = field(default_factory=list)
    place_providers: list[PlaceProvider] = field(default_factory=list)
    api_scopes: list[tuple[str, str]] = field(default_factory=list)
    letters: dict[str, LetterKind] = field(default_factory=dict)
    audit_sections: dict[str, AuditSection] = field(default_factory=dict)
    audit_pages: dict[str, str] = field(default_factory=dict)
    actions: dict[str, Any] = field(default_factory=dict)
    audit_fields: dict[tuple[str, str], AuditField] = field(default_factory=dict)
    visible_rows: dict[str, VisibleRows] = field(default_factory=dict)
    public_models: set[type[Model]] = field(default_factory=set)
    row_notes: dict[str, list[RowNotes]] = field(default_factory=dict)

    def register(self, parts: AppParts) -> None:
        """All of an app's parts, or none of them. Raises DuplicatePartError."""
        taken = {key for app in self.apps for key in _part_keys(app)}
        keys = _part_keys(parts)
        twice = [key for key in keys if key in taken or keys.count(key) > 1]
        if twice:
            raise DuplicatePartError(f"{parts.app} registers what is there already: {twice}")
        self.apps.append(parts)
        for name in LISTS:
            getattr(self, name).extend(getattr(parts, name))
        self.letters |= {letter.name: letter for letter in parts.letters}
        self.visible_rows |= parts.visible_rows
        self.public_models |= parts.public_models
        for page, notes in parts.row_notes.items():
            self.row_notes.setdefault(page, []).append(notes)
        if parts.api_scopes:
            self.api_scopes += parts.api_scopes.choices
        if parts.audit:
            self.audit_sections |= {section.name: section for section in parts.audit.sections}
            self.audit_pages |= parts.audit.pages
            self.actions |= {action.value: action for action in parts.audit.actions}
            self.audit_fields |= {(field.model, field.name): field for field in parts.audit.fields}

    def notes_on(self, page: str, row: Model, by: Actor) -> list[RowNote]:
        """What the apps say of a row on its page, to a reader who may see it."""
        return [note for notes in self.row_notes.get(page, ()) for note in notes(by, row)]

    @property
    def app_labels(self) -> tuple[str, ...]:
        return tuple(parts.app for parts in self.apps)


def _part_keys(parts: AppParts) -> list[tuple[str, object]]:
    # by what each part is found, so that no two are found by the same
    named: dict[str, Iterable[object]] = {
        "app": [parts.app],
        "place": [(item.url_name, item.permission) for item in parts.nav_items],
        "search": [provider.name for provider in parts.search_providers],
        "job": [job.name for job in parts.jobs],
        "outcome": [outcome.name for outcome in parts.outcomes],
        "letter": [letter.name for letter in parts.letters],
        "retention rule": [rule.name for rule in parts.retention_rules],
        "page": parts.visible_rows,
        "sheet": [sheet.key for sheet in parts.sheets],
        "list of figures": [source.name for source in parts.figure_sources],
        "figure": [figure.key for source in parts.figure_sources for figure in source.definitions],
        "list with templates": [each.name for each in parts.export_lists],
        "API scope": parts.api_scopes.values if parts.api_scopes else (),
    }
    if audit := parts.audit:
        named |= {
            "action": audit.actions.values,
            "recorded field": [(field.model, field.name) for field in audit.fields],
            "kind of acts": [section.name for section in audit.sections],
            "page of a model": audit.pages,
        }
    return [(kind, name) for kind, names in named.items() for name in names]


registry = Registry()
