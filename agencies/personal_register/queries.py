"""The register of personal data, made from what the models declare."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import EmailField, Field, GenericIPAddressField, Model

from agencies.database.columns import model_column
from agencies.database.personal_data import OF_PACKAGES, WORDS, PersonalData
from agencies.people.models import Person
from agencies.registry import registry

LOOKS_PERSONAL = re.compile(
    r"name|mail|phone|address|birth|recipient|person|user|client|photo|gender|identity"
)
UNUSED = frozenset({"account.EmailAddress", "account.EmailConfirmation", "socialaccount.SocialApp"})
"""Of packages, where no row of them is ever made."""


@dataclass(frozen=True)
class Held:
    """Fields of a table that hold personal data for one purpose."""

    table: str
    fields: str
    said: PersonalData


def register() -> list[Held]:
    """By table, in the order of the apps."""
    return [held for model in _models() for held in _of_model(model)]


def _of_model(model: type[Model]) -> Iterator[Held]:
    by_purpose: dict[PersonalData, list[str]] = defaultdict(list)
    for name, said in declared(model).items():
        by_purpose[said].append(str(WORDS.get(name) or model_column(model, name).verbose_name))
    table = str(WORDS.get(model._meta.label) or model._meta.verbose_name)
    for said, fields in by_purpose.items():
        yield Held(_capital(table), _capital(", ".join(fields)), said)


def undeclared() -> list[str]:
    """Fields that look personal but are not declared by their model."""
    return [f"{model._meta.label}.{field.name}" for model in _models() for field in _silent(model)]


def declared(model: type[Model]) -> dict[str, PersonalData]:
    return getattr(model, "personal_data", None) or OF_PACKAGES.get(model._meta.label, {})


def _models() -> Iterator[type[Model]]:
    for model in apps.get_models():
        if model._meta.app_label in registry.app_labels or (
            _concerns_people(model) and model._meta.label not in UNUSED
        ):
            yield model


def _concerns_people(model: type[Model]) -> bool:
    return any(field.related_model is Person for field in model._meta.concrete_fields)


def _silent(model: type[Model]) -> Iterator[Field]:
    said = {*declared(model), *getattr(model, "no_personal_data", ())}
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        is_kind = (
            isinstance(field, EmailField | GenericIPAddressField) or field.related_model is Person
        )
        if field.name not in said and (is_kind or LOOKS_PERSONAL.search(field.name)):
            yield field


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
