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
# Of packages, where no row of them is ever made.
UNUSED = frozenset({"account.EmailAddress", "account.EmailConfirmation", "socialaccount.SocialApp"})


@dataclass(frozen=True)
class RegisteredFields:
    """Fields of a table that hold personal data for one purpose."""

    table: str
    fields: str
    data: PersonalData


def personal_data_register() -> list[RegisteredFields]:
    return [held for model in _models() for held in _of_model(model)]


def _of_model(model: type[Model]) -> Iterator[RegisteredFields]:
    by_purpose: dict[PersonalData, list[str]] = defaultdict(list)
    for name, data in declared_data(model).items():
        by_purpose[data].append(str(WORDS.get(name) or model_column(model, name).verbose_name))
    table = str(WORDS.get(model._meta.label) or model._meta.verbose_name)
    for data, fields in by_purpose.items():
        yield RegisteredFields(_capital(table), _capital(", ".join(fields)), data)


def undeclared_fields() -> list[str]:
    return [
        f"{model._meta.label}.{field.name}"
        for model in _models()
        for field in _undeclared_of_model(model)
    ]


def declared_data(model: type[Model]) -> dict[str, PersonalData]:
    return getattr(model, "personal_data", None) or OF_PACKAGES.get(model._meta.label, {})


def _models() -> Iterator[type[Model]]:
    for model in apps.get_models():
        is_ours = model._meta.app_label in registry.app_labels
        concerns_people = any(f.related_model is Person for f in model._meta.concrete_fields)
        if is_ours or (concerns_people and model._meta.label not in UNUSED):
            yield model


def _undeclared_of_model(model: type[Model]) -> Iterator[Field]:
    known = {*declared_data(model), *getattr(model, "no_personal_data", ())}
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        is_personal_kind = isinstance(field, EmailField | GenericIPAddressField)
        is_personal = is_personal_kind or field.related_model is Person
        if field.name not in known and (is_personal or LOOKS_PERSONAL.search(field.name)):
            yield field


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
