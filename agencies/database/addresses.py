"""Fields of e-mail addresses. Whatever is stored, looked up or typed into a form passes
`normalize_email` here.
"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vietnam.emails import normalize_email

# Printable ASCII without capitals; PostgreSQL and Python read it the same way.
NORMAL = r"^[!-@\[-~]*$"

# Characters (RFC 5321, 4.5.3.1.3), and the width of the columns; Django's own check takes 320.
LONGEST = 254


def validate_address(address: str) -> None:
    """Of an address in its normal form. Django's own check lets four letters pass that only look
    plain, "ı" among them: a mail server without SMTPUTF8 cannot be given them.
    """
    if not address.rpartition("@")[0].isascii():
        raise ValidationError(
            _("Before the “@” an address has only plain letters, digits and signs."), code="invalid"
        )
    if not re.fullmatch(NORMAL, address) or len(address) > LONGEST:
        raise ValidationError(validate_email.message, code="invalid")
    validate_email(address)


def normal_address_condition(field: str) -> Q:
    return Q(**{f"{field}__regex": NORMAL})


class AddressFormField(forms.EmailField):
    default_validators = [validate_address]

    def to_python(self, value: Any) -> str:
        return normalize_email(super().to_python(value))


class AddressField(models.EmailField):
    """Kept in the normal form by every way of writing; a lookup with `email=` compares the normal
    forms.
    """

    default_validators = [validate_address]

    def deconstruct(self) -> tuple[Any, ...]:
        # The column is Django's: migrations need not know the difference.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs

    def to_python(self, value: Any) -> str | None:
        return _normalize_value(super().to_python(value))

    def get_prep_value(self, value: Any) -> Any:
        return _normalize_value(super().get_prep_value(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        address = _normalize_value(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, address)
        return address

    def formfield(self, **kwargs: Any) -> forms.Field:
        return super().formfield(**{"form_class": AddressFormField} | kwargs)


def _normalize_value(value: Any) -> Any:
    return normalize_email(value) if isinstance(value, str) else value
