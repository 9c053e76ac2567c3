"""What a worker says of an answer, and the petition reopened."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import DayField, TextField, VersionField
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from conferences.opinions.choices import Judgement
from conferences.petitions.models import PetitionPart

NEW_TERM = datetime.timedelta(days=14)


class ReopenForm(forms.Form):
    why = TextField(label=_("Why"), max_length=500, widget=forms.Textarea({"rows": 3}))
    due_on = DayField(label=_("New answer due on"))
    version = VersionField()

    helper = FieldsHelper(FieldGrid("due_on", WideFields("why"), "version"))

    def __init__(self, *args: Any, part: PetitionPart, **kwargs: Any) -> None:
        initial = {"version": part.version, "due_on": timezone.localdate() + NEW_TERM}
        super().__init__(*args, **{"initial": initial} | kwargs)


class OpinionForm(forms.Form):
    judgement = forms.ChoiceField(
        label=_("Did the answer help?"), choices=Judgement.choices, widget=forms.RadioSelect
    )
    why = TextField(
        label=_("What is still missing, or what has changed"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 4, "cols": 30}),
        help_text=_("Please write no names or telephone numbers."),
    )

    def clean_why(self) -> str:
        return self.cleaned_data["why"] or ""
