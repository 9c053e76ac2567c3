"""Fields that read what Vietnamese officials type."""

import datetime
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.files import File
from django.db.models import QuerySet
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from agencies.database.disk import NO_ROOM, LostUpload
from agencies.forms.rendering import NOT_WHOLE
from agencies.forms.typed_days import DAY_NEEDED, DAY_SENTENCES, parse_typed_day
from vietnam.dates import format_date
from vietnam.text import clean_line, clean_paragraphs


def parse_whole_number(text: str) -> int | None:
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
        if typed is None or typed in self.empty_values:
            return typed
        is_long = isinstance(self.widget, forms.Textarea)
        return (clean_paragraphs(typed) if is_long else clean_line(typed)) or self.empty_value


class NumberField(forms.IntegerField):
    """A whole number in a text box: a box for numbers would lose what was typed wrongly."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.TextInput, **kwargs})
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}


class DayField(TextField):
    """A day typed day/month/year with or without zeros; shown as decree 30/2020 prints it."""

    default_error_messages = {"required": DAY_NEEDED, **DAY_SENTENCES}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 40, **kwargs})
        self.widget.attrs |= {
            "placeholder": _("day/month/year"),
            "autocomplete": "off",
            "class": "day",
        }

    def prepare_value(self, value: str | datetime.date | None) -> str | None:
        return format_date(value) if isinstance(value, datetime.date) else value

    def to_python(self, value: str | datetime.date | None) -> datetime.date | None:
        typed = format_date(value) if isinstance(value, datetime.date) else super().to_python(value)
        return parse_typed_day(typed, self.error_messages) if typed else None

    def run_validators(self, value: datetime.date | None) -> None:
        """Without the limit of length: it was for the text, which to_python has already read."""


class HourField(forms.TimeField):
    """An hour of the day typed 08:15, 8h15 or 8h."""

    widget = forms.TimeInput({"autocomplete": "off"}, format="%H:%M")
    default_error_messages = dict.fromkeys(
        ("required", "invalid"), _("Type the hour, for example 08:15.")
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"input_formats": ["%H:%M", "%Hh%M", "%H.%M", "%Hh"], **kwargs})


class VersionField(forms.IntegerField):
    """The version of the row that the person has looked at, in a hidden field."""

    widget = forms.HiddenInput
    default_error_messages = dict.fromkeys(
        ("required", "invalid", "min_value", "max_value"), NOT_WHOLE
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": 2**31 - 1, **kwargs})


class UploadField(forms.FileField):
    """A file. An upload for which the disk had no room is refused with this reason."""

    def to_python(self, data: "File[Any] | LostUpload | None") -> "File[Any] | None":
        if isinstance(data, LostUpload):
            raise forms.ValidationError(NO_ROOM, code="no_room")
        return super().to_python(data)


class ChosenFileInput(forms.FileInput):
    """Drawn with a button in the reader's language (static/portal/js/files.js)."""

    words = {"data-choose": _("Choose a file"), "data-none": _("No file chosen")}

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(self.words | (attrs or {}))


class ManyFilesInput(ChosenFileInput):
    allow_multiple_selected = True
    words = ChosenFileInput.words | {
        "data-choose": _("Choose files"),
        "accept": ".pdf,.docx,.xlsx,.jpg,.jpeg,.png,.webp",
    }


class ManyFilesField(UploadField):
    """Several files in one field; `clean` gives a list, empty without any.

    Which kinds of files are allowed is for the service to decide.
    """

    widget = ManyFilesInput
    default_error_messages = {"empty": _("The file is empty. Choose another one.")}

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        chosen = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(file, initial) for file in chosen if file]


if TYPE_CHECKING:
    RowChoice = forms.ModelChoiceField[Any]
    RowsChoice = forms.ModelMultipleChoiceField[Any]
else:
    RowChoice = forms.ModelChoiceField
    RowsChoice = forms.ModelMultipleChoiceField


def offer_rows(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """The rows among which a field of the form is chosen, known only when the form is made."""
    cast("RowChoice", form.fields[name]).queryset = rows


class LongSelect(forms.Select):
    """A select for hundreds of choices without groups: its options are written at once, not by a
    template each.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = self.format_value(value)
        options = "\n".join(
            _option(str(key), str(label), is_chosen=str(key) in chosen)
            for key, label in self.choices
        )
        return format_html(
            "<select{}>\n{}\n</select>",
            flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name})),
            mark_safe(options),  # noqa: S308 - each is escaped
        )


@lru_cache(maxsize=2000)  # the same documents on each page
def _option(key: str, label: str, *, is_chosen: bool) -> str:
    selected = " selected" if is_chosen else ""
    return f'<option value="{escape(key)}"{selected}>{escape(label)}</option>'
