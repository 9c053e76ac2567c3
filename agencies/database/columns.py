"""Columns of days and moments within the accepted years of vietnam/dates.py.

A value outside them is never written by the portal; one that another program has written is read as
the nearest day within them. Days are added to, compared and shown in local time everywhere; near
the end of the calendar each of these fails, and one such row would break its page for everybody.
"""

import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from vietnam.dates import FIRST_YEAR, LAST_YEAR, clamp_day, is_within_years

# At noon, so that they lie within the years in every time zone.
EARLIEST = datetime.datetime(FIRST_YEAR, 1, 1, 12, tzinfo=datetime.UTC)
LATEST = datetime.datetime(LAST_YEAR, 12, 31, 12, tzinfo=datetime.UTC)


def clamp_moment(moment: datetime.datetime) -> datetime.datetime:
    """The moment itself, or the nearest one within the accepted years."""
    return min(max(moment, EARLIEST), LATEST)


def validate_years(value: datetime.date) -> None:
    """The one validator of days and moments; raises ValidationError (`years`)."""
    if not is_within_years(value):
        raise ValidationError(
            _("The year must lie between %(first)s and %(last)s. Check the year."),
            code="years",
            params={"first": FIRST_YEAR, "last": LAST_YEAR},
        )


def model_column(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    """The model's own field of that name.

    Raises FieldDoesNotExist, also for what only a foreign key of another model provides.
    """
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise FieldDoesNotExist(f"{name} is not a column of {model._meta.label}")
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
