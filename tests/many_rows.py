"""Copies of all that a test has made, each with what hangs on it: what asks the database for each
row shows itself.
"""

import datetime
from collections.abc import Iterator
from contextlib import suppress

from django.apps import apps
from django.db import DatabaseError, IntegrityError, models, transaction

from agencies.audit.models import AuditEntry
from agencies.people.models import Person, Seat, SeatHolding
from agencies.tasks.models import Task

OURS = ("agencies", "recruitment", "conferences", "campaigns")
ALONE = (Person, Seat, SeatHolding, AuditEntry)
"""Who signs in, and what is never more than a line."""
WHOLE = (Task,)
"""Never without what hangs on them."""
MOST = 5
"""Rows of a model that are copied: reference data has hundreds already."""
APART = 1_000_000
"""Between the key of a row and that of its copy."""

Keys = dict[type[models.Model], set[int]]
"""The keys that copies have got, by model."""


def multiply_rows(first: int, last: int) -> None:
    """The copies numbered from `first` up to `last`, as far as the rules of the tables let there be
    several.

    Those of odd numbers hang on the copies of their parents, the others on the parents themselves.
    """
    made: Keys = {}
    waiting = [
        model
        for name in OURS
        for model in apps.get_app_config(name).get_models()
        if model not in ALONE
    ]
    while waiting:
        model = next(
            (each for each in waiting if not _parents(each) & {*waiting} - {each}), waiting[0]
        )
        waiting.remove(model)
        made[model] = _copy(model, range(first, last), made)


def _parents(model: type[models.Model]) -> set[type[models.Model]]:
    return {field.related_model for field in model._meta.local_concrete_fields if field.is_relation}


def _copy(model: type[models.Model], numbers: range, made: Keys) -> set[int]:
    rows = list(model._default_manager.filter(pk__lt=APART).order_by("pk")[:MOST])
    unique = _unique_names(model)
    wanted = [number for number in numbers if number % 2 or model not in WHOLE]
    copies = [_copy_of(row, unique, number, made) for row in rows for number in wanted]
    if any(getattr(each, "deferrable", None) for each in model._meta.constraints):
        _insert_one_by_one(copies)
    else:
        try:
            with transaction.atomic():
                model._default_manager.bulk_create(copies, ignore_conflicts=True)
        except IntegrityError:
            return set()  # a rule of the table itself: there is one
    return set(model._default_manager.filter(pk__gt=APART).values_list("pk", flat=True))


def _insert_one_by_one(copies: list[models.Model]) -> None:
    # PostgreSQL cannot ignore conflicts with what may be checked later.
    for copy in copies:
        with suppress(DatabaseError), transaction.atomic():
            copy.save(force_insert=True)


def _unique_names(model: type[models.Model]) -> set[str]:
    constraints = (
        each for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)
    )
    together = {name for each in constraints for name in each.fields}
    return together | {field.name for field in _plain_fields(model) if field.unique}


def _plain_fields(model: type[models.Model]) -> Iterator[models.Field]:
    for field in model._meta.local_concrete_fields:
        if not field.primary_key and not field.is_relation and not field.generated:
            yield field


def _copy_of(row: models.Model, unique: set[str], number: int, made: Keys) -> models.Model:
    copy = type(row)(pk=row.pk + number * APART)
    for field in _plain_fields(type(row)):
        value = getattr(row, field.attname)
        setattr(
            copy,
            field.attname,
            _other(value, number, field.max_length) if field.name in unique else value,
        )
    for field in (each for each in row._meta.local_concrete_fields if each.is_relation):
        key = getattr(row, field.attname)
        other = key + number * APART if isinstance(key, int) else None
        setattr(
            copy,
            field.attname,
            other if other in made.get(field.related_model, ()) and number % 2 else key,
        )
    return copy


def _other(value: object, number: int, longest: int | None) -> object:
    if isinstance(value, str) and value:
        end = f"{number:03}"
        return value[: (longest or 1000) - len(end)] + end
    if isinstance(value, datetime.date):
        return value + datetime.timedelta(days=number)
    return value + number if isinstance(value, int) and not isinstance(value, bool) else value
