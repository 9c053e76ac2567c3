"""Fields of this app as people type them, and the form that is sent with a decision."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Province
from agencies.forms.fields import TextField, VersionField
from agencies.lists.numbers import delocalized_figures, localized_number, localized_wage
from recruitment.fields.typed_text import (
    COUNT_NEEDED,
    PHONE_NEEDED,
    WAGE_NEEDED,
    read_amount,
    read_count,
    read_days,
    read_homes,
    read_phone,
    read_tax_code,
    read_wage,
)
from recruitment.homes.queries import Homes, home_label, homes_text
from vietnam.wages import MonthlyWage

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ReadField(TextField):
    """A text of which a reader makes a value; `empty` where nothing is typed."""

    reader: Callable[..., Any]
    empty: Any = None
    longest = 40

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": self.longest, **kwargs})

    def clean(self, value: str) -> Any:
        typed = super().clean(value)
        return self.reader(typed) if typed else self.empty


class FigureField(ReadField):
    """Figures are read and shown by the rules of the reader's language."""

    def to_python(self, value: str | None) -> str | None:
        typed = super().to_python(value)
        return delocalized_figures(typed) if typed else typed


class TaxCodeField(ReadField):
    reader = staticmethod(read_tax_code)
    empty = ""
    default_error_messages = {"required": _("Type the tax code.")}


class PhoneField(ReadField):
    """Phones show their keys for it."""

    reader = staticmethod(read_phone)
    empty = ""
    widget = forms.TelInput
    default_error_messages = {"required": PHONE_NEEDED}


class WageField(FigureField):
    """Million đồng a month, which the label says."""

    reader = partial(read_wage, in_millions=True)
    longest = 60
    default_error_messages = {"required": WAGE_NEEDED}

    def prepare_value(self, value: str | MonthlyWage | Decimal | None) -> str | None:
        if isinstance(value, Decimal):
            return localized_wage(value, value)
        return localized_wage(value.low, value.high) if isinstance(value, MonthlyWage) else value


class BonusField(WageField):
    """One figure."""

    def clean(self, value: str) -> Decimal | None:
        wage = super().clean(value)
        return wage and wage.low


class CountField(FigureField):
    """People, counted."""

    longest = 20
    default_error_messages = {"required": COUNT_NEEDED}

    def __init__(self, *, bounds: tuple[int, int] = (1, 100_000), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.reader = partial(read_count, least=bounds[0], most=bounds[1])
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def prepare_value(self, value: str | int | None) -> str | None:
        return localized_number(value) if isinstance(value, int) else value


class DaysField(CountField):
    """Days of probation."""

    def __init__(self, *, bounds: tuple[int, int], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.reader = partial(read_days, least=bounds[0], most=bounds[1])


class PeopleField(CountField):
    """People in a report, of whom there may be none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"bounds": (0, 1_000_000), **kwargs})


class MillionField(FigureField):
    """An amount in million đồng."""

    reader = staticmethod(read_amount)
    longest = 20

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: str | Decimal | None) -> str | None:
        return localized_number(value.normalize()) if isinstance(value, Decimal) else value


class HomesField(ReadField):
    """People by home province, each once."""

    reader = staticmethod(read_homes)
    longest = 1_500
    empty = ()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def prepare_value(self, value: str | Homes) -> str:
        return value if isinstance(value, str | None) else homes_text(value)


class HomeField(forms.ModelChoiceField):
    """A home province, chosen from the list."""

    def label_from_instance(self, province: Province) -> str:
        return home_label(province)


class VersionForm(forms.Form):
    """Sent with every act: the version of the row that was seen."""

    version = VersionField()


def words_field(label: "StrOrPromise") -> TextField:
    # What an office writes with its decision; the service says when something is owed.
    return TextField(
        label=label, max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )


class EmployerWordsForm(VersionForm):
    words = words_field(_("Words to the employer"))
