"""The log in words: what each action is called, what it changed, what of it is personal."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.audit.models import AuditEntry
from agencies.registry import AuditField, AuditSection, registry
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


def section_condition(kind: str) -> Q:
    return next(section.condition for section in _sections() if section.name == kind)


def section_choices() -> list[tuple[str, str]]:
    """What the log can be narrowed to, as a form offers it."""
    return [(section.name, str(section.label)) for section in _sections()]


def _sections() -> list[AuditSection]:
    return [section for part in registry.audit for section in part.sections]


def audit_rows(entries: Iterable[AuditEntry], *, shows_personal: bool) -> Iterator[AuditRow]:
    return (_line(entry, shows_personal) for entry in entries)


def _line(entry: AuditEntry, shows_personal: bool) -> AuditRow:
    person = str(entry.person) if entry.person else _("The portal")
    who = f"{person}, {entry.seat.agency.display_name}" if entry.seat else person
    return AuditRow(
        entry=entry,
        what=action_label(entry.action),
        who=who,
        where=(entry.address or "") if shows_personal else mask_address(entry.address or ""),
        url=_url(entry),
        changes=sorted(_changes(entry, shows_personal), key=lambda change: change.label),
    )


def action_label(action: str) -> str:
    known = registry.actions.get(action)
    return str(known.label) if known else action


def _url(entry: AuditEntry) -> str:
    pages = (part.pages.get(entry.target_type) for part in registry.audit)
    page = next(filter(None, pages), None)
    return reverse(page, args=[entry.target_id]) if page else ""


# What has changed -------------------------------------------------------------------------------
@dataclass(frozen=True)
class FieldDisplay:
    """What a field is called, and its values where these are choices."""

    label: str
    choices: dict[str, str]
    is_personal: bool


@cache
def _recorded(model: str, name: str) -> AuditField | Field | None:
    # What is declared of a field, or the column of the model; None of what nobody has declared.
    if declared := registry.audit_fields.get((model, name)):
        return declared
    try:
        return apps.get_model(model)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return None


def is_field_declared(model: str, name: str) -> bool:
    return name in TECHNICAL or _recorded(model, name) is not None


def field_display(model: str, name: str) -> FieldDisplay:
    """In the language of the reader; what nobody declares any more is shown under its bare name."""
    found = _recorded(model, name)
    if isinstance(found, AuditField):
        choices = dict(found.choices.choices) if found.choices else {}
        return FieldDisplay(str(found.label), choices, found.is_personal or name in PERSONAL)
    label = getattr(found, "verbose_name", None) or name.replace("_", " ")
    of_each = getattr(found, "base_field", found)  # of a list, what stands in it
    return FieldDisplay(
        _capital(str(label)), dict(getattr(of_each, "flatchoices", ())), name in PERSONAL
    )


def _changes(entry: AuditEntry, shows_personal: bool) -> Iterator[AuditChange]:
    # What differs, by field; what was newly entered has no value before.
    before, after = entry.before or {}, entry.after or {}
    for name in before.keys() | after.keys():
        old, new = before.get(name), after.get(name)
        if name in TECHNICAL or old == new or not (old or new):
            continue
        words = field_display(entry.target_type, name)
        is_hidden = words.is_personal and not shows_personal
        texts = [
            MASK if is_hidden and value else _in_words(value, words.choices) for value in (old, new)
        ]
        if not shows_personal:
            texts = [
                EMAIL.sub(MASK, text) for text in texts
            ]  # in a filter that somebody typed, in an answer
        yield AuditChange(words.label, *texts)


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


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def mask_address(address: str) -> str:
    """The network, not the machine: “203.0.113.•••”."""
    head, sign, _tail = address.rpartition(":" if ":" in address else ".")
    return f"{head}{sign}{MASK}" if head else ""
