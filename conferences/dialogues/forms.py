"""What is typed about a dialogue, its participants and its speeches."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.forms.fields import DayField, TextField, VersionField
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from conferences.dialogues.choices import DialogueKind
from conferences.dialogues.models import Dialogue
from recruitment.fields.fields import CountField

MOST_PEOPLE = 100_000
CHANGEABLE = ("kind", "title", "held_on", "starts_at", "place", "chair", "due_on", "version")


class DialogueForm(forms.Form):
    kind = forms.ChoiceField(label=pgettext_lazy("dialogue", "Kind"), choices=DialogueKind.choices)
    title = TextField(label=pgettext_lazy("dialogue", "Title"), max_length=200)
    held_on = DayField(
        label=_("Held on"), help_text=_("Of a continuing intake: the day on which it begins.")
    )
    starts_at = forms.TimeField(
        label=pgettext_lazy("dialogue", "Begins at"),
        required=False,
        input_formats=["%H:%M", "%Hh%M", "%Hh"],
        widget=forms.TimeInput({"placeholder": "08:00", "autocomplete": "off"}, "%H:%M"),
        error_messages={"invalid": _("Write the hour as 08:00.")},
    )
    place = TextField(label=pgettext_lazy("dialogue", "Place"), max_length=200, required=False)
    chair = TextField(
        label=_("Chaired by"),
        max_length=200,
        required=False,
        help_text=_("The office, such as the chairman of the provincial committee; no name."),
    )
    due_on = DayField(
        label=_("Answers due on"),
        help_text=_("One day for all agencies. It becomes the deadline of their tasks."),
    )

    helper = FieldsHelper(
        FieldGrid(
            "kind",
            "held_on",
            WideFields("title"),
            "place",
            "starts_at",
            "chair",
            "due_on",
            "version",
        )
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name in ("place", "chair"):
            self.cleaned_data[name] = self.cleaned_data.get(name) or ""
        return self.cleaned_data


class ChangeDialogueForm(DialogueForm):
    version = VersionField()

    def __init__(self, *args: Any, dialogue: Dialogue, **kwargs: Any) -> None:
        initial = {name: getattr(dialogue, name) for name in CHANGEABLE}
        super().__init__(*args, **{"initial": initial} | kwargs)


class ParticipantsForm(forms.Form):
    employer_name = TextField(label=_("Employer"), max_length=200)
    people = CountField(label=_("Workers taking part"), bounds=(1, MOST_PEOPLE))

    helper = FieldsHelper(FieldGrid("employer_name", "people"))


class SpeechForm(forms.Form):
    speaker = TextField(
        label=_("Who spoke, without a name"),
        max_length=120,
        required=False,
        help_text=_("For example: a worker of the night shift, mother of two."),
    )
    employer_name = TextField(label=_("Employer"), max_length=200, required=False)
    text = TextField(
        label=_("What was said"), max_length=10_000, widget=forms.Textarea({"rows": 8})
    )

    helper = FieldsHelper(FieldGrid("speaker", "employer_name", WideFields("text")))

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name in ("speaker", "employer_name"):
            self.cleaned_data[name] = self.cleaned_data.get(name) or ""
        return self.cleaned_data
