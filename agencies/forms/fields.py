"""Fields that read what Vietnamese officials type."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.database.disk import NO_ROOM, LostUpload
from vietnam.dates import FIRST_YEAR, LAST_YEAR, InvalidDate, format_date, parse_date
from vietnam.text import clean_line, clean_paragraphs


def whole_number(text: str) -> int | None:
    """A number made of digits only, as in an address or a hidden field; None for anything else, or
    2⁶³ and more.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


class TextField(forms.CharField):
    """What a person types, cleaned once (vietnam/text.py): paragraphs in a text area, else one
    line.

    Replaces `forms.CharField` everywhere except for passwords, in which every character counts.
    """

    def to_python(self, value: str | None) -> str | None:
        typed = super().to_python(value)
        if typed in self.empty_values:
            return typed
        is_long = isinstance(self.widget, forms.Textarea)
        return (clean_paragraphs(typed) if is_long else clean_line(typed)) or self.empty_value


class DayField(TextField):
    """A day typed day/month/year with or without zeros; shown as decree 30/2020 prints it."""

    default_error_messages = {
        "required": _("Type the day, for example 06/3/2024."),
        "format": _("“%(typed)s” is not a date. Type day/month/year, for example 06/3/2024."),
        "short_year": _("“%(typed)s”: type the year with four digits, for example 06/3/2024."),
        "impossible": _("There is no day %(typed)s. Check day and month."),
        "years": _(
            "“%(typed)s”: the year must lie between %(first)s and %(last)s. Check the year."
        ),
    }

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"max_length": 40, **kwargs})
        self.widget.attrs |= {"placeholder": _("day/month/year"), "autocomplete": "off"}

    def prepare_value(self, value: str | datetime.date | None) -> str | None:
        return format_date(value) if isinstance(value, datetime.date) else value

    def to_python(self, value: str | datetime.date | None) -> datetime.date | None:
        typed = format_date(value) if isinstance(value, datetime.date) else super().to_python(value)
        if not typed:
            return None
        try:
            return parse_date(typed)
        except InvalidDate as error:
            said = {"typed": typed, "first": FIRST_YEAR, "last": LAST_YEAR}
            raise forms.ValidationError(
                self.error_messages[error.reason], code=error.reason, params=said
            ) from None

    def run_validators(self, value: datetime.date | None) -> None:
        """The length concerned the text, which to_python has read."""


class UploadField(forms.FileField):
    """A file; one that found no room while arriving is refused with the reason."""

    def to_python(self, data: object) -> object:
        if isinstance(data, LostUpload):
            raise forms.ValidationError(NO_ROOM, code="no_room")
        return super().to_python(data)


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(UploadField):
    """Several files in one field; `clean` gives a list, empty without any.

    What a file may be is the service's rule.
    """

    widget = ManyFilesInput
    default_error_messages = {"empty": _("The file is empty. Choose another one.")}

    def clean(self, data, initial=None) -> list:
        chosen = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(file, initial) for file in chosen if file]
