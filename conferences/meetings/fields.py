"""Fields of a conference as people type them."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency
from agencies.forms.fields import LongSelect, RowChoice, RowsChoice, TextField


class HourField(forms.TimeField):
    """A time of day, typed and shown as 07:30."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(
            format="%H:%M", attrs={"placeholder": "07:30", "autocomplete": "off", "class": "day"}
        )
        given = {"widget": widget, "input_formats": ["%H:%M", "%Hh%M", "%Hg%M"], **kwargs}
        super().__init__(**given)
        self.error_messages |= dict.fromkeys(
            ("required", "invalid"), _("Type the time, for example 07:30.")
        )


class JoinAddressField(TextField, forms.URLField):
    """The address of a meeting on the web; of one typed without its beginning https is meant. The
    portal looks at its form only.
    """

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("Type an address of the web that begins with https:// or http://.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"required": False, "max_length": 500, "assume_scheme": "https", **kwargs}
        )
        self.widget.attrs |= {"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}

    def clean(self, value: Any) -> Any:
        address = super().clean(value)
        if address and not address.startswith(("https://", "http://")):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return address


class BodyChoice(RowChoice):
    widget = LongSelect

    def label_from_instance(self, agency: Agency) -> str:
        return agency.name


class BodyChoices(RowsChoice):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, agency: Agency) -> str:
        return agency.name


def local_moment(day: datetime.date, hour: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, hour))
