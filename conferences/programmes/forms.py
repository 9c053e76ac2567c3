"""What is typed about a programme: a template, an item, which version of the draft was seen."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.forms.fields import TextField, VersionField
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from conferences.programmes.models import MOST_MINUTES, ProgrammeItem
from conferences.programmes.templates import ProgrammeTemplate

ITEM_FIELDS = ("title", "minutes", "presenter", "clip_number")


class MinutesField(forms.IntegerField):
    """Whole minutes, typed as text: what cannot be read stays on the page as it was typed."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        words = format_lazy(_("Give whole minutes, from 1 to {most}."), most=most)
        errors = dict.fromkeys(("invalid", "min_value", "max_value"), words)
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "size": 4})
        own: dict[str, Any] = {
            "min_value": 1,
            "max_value": most,
            "error_messages": errors,
            "widget": widget,
        }
        super().__init__(**own | kwargs)


class TemplateForm(forms.Form):
    template = forms.ChoiceField(label=_("Template"), choices=ProgrammeTemplate.choices)

    helper = FieldsHelper("template")


class ItemForm(forms.Form):
    title = TextField(label=pgettext_lazy("programme", "Item"), max_length=300)
    minutes = MinutesField(label=_("Minutes"), most=MOST_MINUTES)
    presenter = TextField(label=_("Presented by"), max_length=200, required=False)
    clip_number = TextField(
        label=_("Clip number"),
        max_length=10,
        required=False,
        help_text=_("As the clip is named on the technician's computer, for example 01."),
    )

    helper = FieldsHelper(FieldGrid(WideFields("title"), "minutes", "clip_number", "presenter"))


class ChangeItemForm(ItemForm):
    version = VersionField()

    helper = FieldsHelper(
        FieldGrid(WideFields("title"), "minutes", "clip_number", "presenter"), "version"
    )

    def __init__(self, *args: Any, item: ProgrammeItem, **kwargs: Any) -> None:
        initial = {name: getattr(item, name) for name in ITEM_FIELDS}
        initial["version"] = item.programme.version
        super().__init__(*args, **{"initial": initial} | kwargs)


class SeenVersionForm(forms.Form):
    """For a button: which version of the draft the page showed."""

    version = VersionField()


class MoveForm(SeenVersionForm):
    places = forms.TypedChoiceField(choices=[(-1, "-1"), (1, "1")], coerce=int)


class BeginForm(forms.Form):
    """`running`: the item that ran on the page, 0 for none."""

    running = forms.IntegerField(min_value=0, max_value=2**62)
