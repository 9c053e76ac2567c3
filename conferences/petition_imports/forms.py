"""The file, and which of its rows are taken in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import ChosenFileInput, UploadField
from conferences.petition_imports.models import ImportedPetition


class ListForm(forms.Form):
    file = UploadField(
        label=_("File (.xlsx, .xls, .ods, .csv or .docx, at most 5 MB)"),
        error_messages={
            "empty": _("The file is empty."),
            "required": _("Choose the file with the petitions."),
        },
        widget=ChosenFileInput({"accept": ".xlsx,.xls,.ods,.csv,.docx"}),
    )


class TakeInForm(forms.Form):
    rows = forms.MultipleChoiceField(
        label=_("Rows to be taken in"),
        error_messages={"required": _("Tick at least one row.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, ready: Sequence[ImportedPetition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["rows"]
        field.choices = [(str(row.pk), str(row.number)) for row in ready]

    @property
    def chosen(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["rows"]]
