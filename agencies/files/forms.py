"""Uploading a workbook."""

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from agencies.forms.fields import ChosenFileInput, TextField, UploadField

TABLE_ENDINGS = ".xlsx,.xls,.ods,.csv"


class WorkbookUploadForm(forms.Form):
    """`kept` names a file that was uploaded in an earlier attempt, while another one was being
    read.
    """

    file = UploadField(
        label=gettext_lazy("File (.xlsx, .xls, .ods or .csv, at most 5 MB)"),
        required=False,
        error_messages={"empty": gettext_lazy("The file is empty.")},
        widget=ChosenFileInput({"accept": TABLE_ENDINGS}),
    )
    kept = TextField(required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        given = self.cleaned_data
        if "file" not in self.errors and not given.get("file") and not given.get("kept"):
            self.add_error("file", _("Choose the workbook."))
