"""Columns of days and moments: nothing outside the years of vietnam/dates.py is entered, and
nothing read.

What another program has put into the database all the same is read as the nearest day within the
years. Days are added to, compared and written in a local time wherever they are shown; near the end
of the calendar each of these fails, and one row would take its page away from everybody.
"""

import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from vietnam.dates import FIRST_YEAR, LAST_YEAR, clamp_day, is_within_years

EARLIEST = datetime.datetime(FIRST_YEAR, 1, 1, 12, tzinfo=datetime.UTC)
LATEST = datetime.datetime(LAST_YEAR, 12, 31, 12, tzinfo=datetime.UTC)
"""At noon, so that they lie within the years in every zone."""


def clamp_moment(moment: datetime.datetime) -> datetime.datetime:
    """The moment itself, or the nearest one within the years."""
    return min(max(moment, EARLIEST), LATEST)


def validate_years(value: datetime.date) -> None:
    """The one validator of days and moments; raises ValidationError (`years`)."""
    if not is_within_years(value):
        words = _("The year must lie between %(first)s and %(last)s. Check the year.")
        raise ValidationError(words, code="years", params={"first": FIRST_YEAR, "last": LAST_YEAR})


def column_of(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    """The model's own field of that name; raises FieldDoesNotExist also of what only another
    model's key gives it.
    """
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise FieldDoesNotExist(f"{name} is no column of {model._meta.label}")
    return field


class DayColumn(models.DateField):
    """To migrations it is a plain column of days."""

    default_validators = [validate_years]

    def deconstruct(self) -> tuple[Any, ...]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs

    def from_db_value(
        self, value: datetime.date | None, expression: Any, connection: Any
    ) -> datetime.date | None:
        return clamp_day(value) if value else value


class MomentColumn(models.DateTimeField):
    """To migrations it is a plain column of moments."""

    default_validators = [validate_years]

    def deconstruct(self) -> tuple[Any, ...]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs

    def from_db_value(
        self, value: datetime.datetime | None, expression: Any, connection: Any
    ) -> datetime.datetime | None:
        return clamp_moment(value) if value else value
