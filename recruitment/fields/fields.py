"""Fields of this app: tax codes, phones, wages and dates as people type them."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import TextField
from vietnam.identifiers import InvalidIdentifier, parse_phone, parse_tax_code
from vietnam.numbers import AmbiguousNumber, format_number, parse_number
from vietnam.wages import InvalidWage, Wage, parse_wage

TWO_NUMBERS = 18
"""Digits from which a text is more than one phone number."""


def dress(field: forms.Field) -> None:
    """Bootstrap's class for its kind of control."""
    widget = field.widget
    if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple | forms.RadioSelect):
        widget.attrs["class"] = "form-check-input"
    elif isinstance(widget, forms.Select):
        widget.attrs["class"] = "form-select"
    else:
        widget.attrs["class"] = "form-control"


class DressedForm(forms.Form):
    """Each control with its class."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field)


class TaxCodeField(TextField):
    """10, 12 or 13 digits, typed with spaces, dots or a hyphen; gives the digits alone."""

    default_error_messages = {
        "required": _("Type the tax code."),
        "characters": _("“%(typed)s”: a tax code has digits only."),
        "length": _(
            "“%(typed)s”: a tax code has 10 digits, 13 for a branch, 12 for a household business."
        ),
    }

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"max_length": 40, **kwargs})

    def clean(self, value: str) -> str:
        typed = super().clean(value)
        try:
            return parse_tax_code(typed).digits if typed else typed
        except InvalidIdentifier as error:
            raise forms.ValidationError(
                self.error_messages[error.reason], params={"typed": typed}
            ) from None


class PhoneField(TextField):
    """A Vietnamese number in any writing; gives its national digits. Phones show their keys for
    it.
    """

    widget = forms.TelInput

    default_error_messages = {
        "required": _("Type the phone number."),
        "invalid": _(
            "“%(typed)s” is no Vietnamese phone number: 10 digits for a mobile, 11 for a landline."
        ),
        "several": _("“%(typed)s”: write one number only."),
    }

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"max_length": 40, **kwargs})

    def clean(self, value: str) -> str:
        typed = super().clean(value)
        try:
            return parse_phone(typed).digits if typed else typed
        except InvalidIdentifier:
            reason = "several" if len(re.findall(r"\d", typed)) >= TWO_NUMBERS else "invalid"
            raise forms.ValidationError(
                self.error_messages[reason], params={"typed": typed}
            ) from None


class WageField(TextField):
    """“7–9”, “7,5 triệu”, “7.500.000”: million đồng a month, which the label says; gives a Wage."""

    default_error_messages = {
        "required": _("Type the wage, such as 7–9."),
        "unit": _("“%(typed)s” lacks its unit. Write “7–9 triệu”."),
        "unreadable": _("“%(typed)s” cannot be read as a wage. Write “7–9 triệu” or “7.500.000”."),
        "order": _("“%(typed)s”: the lower figure stands first."),
        "size": _("“%(typed)s” is no monthly wage. Write it in millions, such as 7,5."),
        "low": _("“%(typed)s” says only the most. Write the least too, such as 7–9."),
        "daily": _(
            "“%(typed)s” is not by the month. Write what one earns in a month, such as 7–9 triệu."
        ),
        "open": _(
            "“%(typed)s” tells workers nothing. Write the least and the most that you would pay."
        ),
    }

    def __init__(self, *, in_millions: bool = True, **kwargs) -> None:
        self.in_millions = in_millions
        super().__init__(**{"max_length": 60, **kwargs})

    def clean(self, value: str) -> Wage | None:
        typed = super().clean(value)
        try:
            return parse_wage(typed, in_millions=self.in_millions) if typed else None
        except InvalidWage as error:
            raise forms.ValidationError(
                self.error_messages[error.reason], params={"typed": typed}
            ) from None


class CountField(TextField):
    """People, counted: “1.200” and “1200” are twelve hundred."""

    default_error_messages = {
        "required": _("Type how many people."),
        "invalid": _("“%(typed)s” is no number of people. Write digits, such as 300 or 1.200."),
        "size": _("“%(typed)s”: between %(least)s and %(most)s."),
    }

    def __init__(self, *, least: int = 1, most: int = 100_000, **kwargs) -> None:
        self.least, self.most = least, most
        super().__init__(**{"max_length": 20, **kwargs})
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def prepare_value(self, value: str | int | None) -> str | None:
        return format_number(value) if isinstance(value, int) else value

    def clean(self, value: str) -> int | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            number = parse_number(typed)
        except AmbiguousNumber:
            raise forms.ValidationError(
                self.error_messages["invalid"], params={"typed": typed}
            ) from None
        if number != int(number):
            raise forms.ValidationError(self.error_messages["invalid"], params={"typed": typed})
        if not self.least <= number <= self.most:
            bounds = {"least": format_number(self.least), "most": format_number(self.most)}
            raise forms.ValidationError(
                self.error_messages["size"], params={"typed": typed} | bounds
            )
        return int(number)


class PeopleField(CountField):
    """People in a report, of whom there may be none."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"least": 0, "most": 1_000_000, **kwargs})


class MillionField(TextField):
    """An amount in million đồng: “15”, “7,5”; gives a Decimal."""

    default_error_messages = {
        "invalid": _("“%(typed)s” is no amount. Write it in millions, such as 15 or 7,5."),
        "size": _("“%(typed)s” is no amount in millions."),
    }

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"max_length": 20, **kwargs})
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: str | Decimal | None) -> str | None:
        return format_number(value.normalize()) if isinstance(value, Decimal) else value

    def clean(self, value: str) -> Decimal | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            amount = parse_number(typed)
        except AmbiguousNumber:
            raise forms.ValidationError(
                self.error_messages["invalid"], params={"typed": typed}
            ) from None
        if not 0 < amount < 100_000 or amount != round(amount, 2):
            raise forms.ValidationError(self.error_messages["size"], params={"typed": typed})
        return amount
