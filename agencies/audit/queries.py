"""The log in words: what each action is called, what it changed, what of it is personal."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agencies.audit.models import AuditEntry
from agencies.registry import AuditField, registry
from vietnam.dates import format_date

# Keys of rows, which mean nothing to a reader.
TECHNICAL = frozenset(
    {"progress", "occurrence", "extension", "mentioned", "proposal", "explanation", "seats"}
)
# Masked whatever they belong to.
PERSONAL = frozenset({"email", "full_name", "recipient", "phone", "address"})
MASK = "•••"
EMAIL = re.compile(r"[^\s@<>,;:=&?]+(?:@|%40)[^\s@<>,;:=&?]+")
LONGEST = 300


@dataclass(frozen=True)
class AuditChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class AuditRow:
    """An entry as it is shown; `address` and personal values are masked for those without the
    right.
    """

    entry: AuditEntry
    what: str
    who: str
    where: str
    url: str
    changes: list[AuditChange]


def entries_for_list() -> QuerySet[AuditEntry]:
    return AuditEntry.objects.select_related("person", "seat__agency").order_by("-pk")


def audit_rows(entries: Iterable[AuditEntry], *, shows_personal: bool) -> Iterator[AuditRow]:
    for entry in entries:
        action = registry.actions.get(entry.action)
        person = str(entry.person) if entry.person else _("The portal")
        address = entry.address or ""
        page = registry.audit_pages.get(entry.target_type)
        yield AuditRow(
            entry=entry,
            what=str(action.label) if action else entry.action,
            who=f"{person}, {entry.seat.agency.display_name}" if entry.seat else person,
            where=address if shows_personal else mask_address(address),
            url=reverse(page, args=[entry.target_id]) if page else "",
            changes=sorted(_changes(entry, shows_personal), key=lambda change: change.label),
        )


# What has changed -------------------------------------------------------------------------------
@dataclass(frozen=True)
class FieldDisplay:
    """What a field is called, and its values where these are choices."""

    label: str
    choices: dict[str, str]
    is_personal: bool


@cache
def _find_recorded_field(model: str, name: str) -> "AuditField | Field[Any, Any] | None":
    # What is declared of a field, or the column of the model; None of what nobody has declared.
    if declared := registry.audit_fields.get((model, name)):
        return declared
    try:
        return apps.get_model(model)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return None


def is_field_declared(model: str, name: str) -> bool:
    return name in TECHNICAL or _find_recorded_field(model, name) is not None


def field_display(model: str, name: str) -> FieldDisplay:
    """In the language of the reader; what nobody declares any more is shown under its bare name."""
    found = _find_recorded_field(model, name)
    if isinstance(found, AuditField):
        choices = dict(found.choices.choices) if found.choices else {}
        return FieldDisplay(str(found.label), choices, found.is_personal or name in PERSONAL)
    label = getattr(found, "verbose_name", None) or name.replace("_", " ")
    of_each = getattr(found, "base_field", found)  # of a list, what stands in it
    choices = dict(getattr(of_each, "flatchoices", ()))
    return FieldDisplay(capfirst(str(label)), choices, name in PERSONAL)


def _changes(entry: AuditEntry, shows_personal: bool) -> Iterator[AuditChange]:
    # What differs, by field; what was newly entered has no value before.
    before = entry.before or {}
    after = entry.after or {}
    for name in before.keys() | after.keys():
        old = before.get(name)
        new = after.get(name)
        if name in TECHNICAL or old == new or not (old or new):
            continue
        display = field_display(entry.target_type, name)
        is_hidden = display.is_personal and not shows_personal
        texts = [
            MASK if is_hidden and value else _in_words(value, display.choices)
            for value in (old, new)
        ]
        if not shows_personal:
            # an address may also stand in a filter that somebody typed, or in an answer
            texts = [EMAIL.sub(MASK, text) for text in texts]
        yield AuditChange(display.label, *texts)


def _in_words(value: object, choices: dict[str, str]) -> str:
    if isinstance(value, list):
        return ", ".join(_in_words(each, choices) for each in value)
    if isinstance(value, dict):
        return "; ".join(filter(None, (_in_words(each, choices) for each in value.values())))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return format_date(datetime.date.fromisoformat(value))
    text = "" if value is None else str(choices.get(str(value), value))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def mask_address(address: str) -> str:
    """The network, not the machine: “203.0.113.•••”."""
    head, sign, _tail = address.rpartition(":" if ":" in address else ".")
    return f"{head}{sign}{MASK}" if head else ""
