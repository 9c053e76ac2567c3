"""Reporting, handing in, deciding on a result. Whether words are needed is the services' rule."""

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from agencies.forms.fields import DayField, ManyFilesField, TextField, VersionField
from agencies.tasks.forms import RemarkForm


class ProgressForm(forms.Form):
    """A report of progress, or a result with its evidence.

    `version` is the state of the occurrence that was seen.
    """

    text = TextField(
        label=_("What was done"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    files = ManyFilesField(
        label=_("Evidence"),
        required=False,
        help_text=_("PDF, DOCX, XLSX or pictures, up to 20 MB each; several at once."),
    )
    version = VersionField()


class PaperForm(ProgressForm):
    """A result that an agency handed in on paper, with the day on which it came."""

    received_on = DayField(label=_("Day on which the paper came"))

    field_order = ("received_on", "text", "files")


class ResultDecisionForm(RemarkForm):
    """By one button the result is accepted, by another returned."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(
            *args, label=gettext("Note to the agency; for a return, what is missing"), **kwargs
        )
