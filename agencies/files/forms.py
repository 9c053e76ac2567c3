"""Uploading a workbook, and reading what is in its cells."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.forms.fields import TextField, UploadField


class UploadForm(forms.Form):
    """`kept` names a file that was uploaded in an earlier attempt, while another one was being
    read.
    """

    file = UploadField(
        label=gettext_lazy("Excel workbook (.xlsx, at most 5 MB)"),
        required=False,
        error_messages={"empty": gettext_lazy("The file is empty.")},
        widget=forms.FileInput(
            {
                "class": "form-control",
                "accept": ".xlsx",
                "data-choose": gettext_lazy("Choose a file"),
                "data-none": gettext_lazy("No file chosen"),
            }
        ),
    )
    kept = TextField(required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        given = self.cleaned_data
        if "file" not in self.errors and not given.get("file") and not given.get("kept"):
            self.add_error("file", _("Choose the workbook."))


def day_of_program(text: str) -> str:
    """“2027-03-06 00:00:00”, as programs write a day, in the form that a person types; anything
    else unchanged.
    """
    found = re.fullmatch(r"\s*(\d{4})-(\d\d)-(\d\d)(?:[ T][\d:.]+)?\s*", text)
    return f"{found[3]}/{found[2]}/{found[1]}" if found else text
