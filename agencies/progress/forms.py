"""Reporting, handing in, deciding on a result. Whether words are needed is the services' rule."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import DayField, ManyFilesField, TextField


class ProgressForm(forms.Form):
    """A report of progress, or a result with its evidence.

    `version` is the state of the occurrence that was seen.
    """

    text = TextField(
        label=_("What was done"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    files = ManyFilesField(
        label=_("Evidence"),
        required=False,
        help_text=_("PDF, DOCX, XLSX or pictures, up to 20 MB each; several at once."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class PaperForm(ProgressForm):
    """A result that an agency handed in on paper, with the day on which it came."""

    received_on = DayField(label=_("Day on which the paper came"))


class DecisionForm(forms.Form):
    """An acceptance, optionally with a message to the agency."""

    text = TextField(
        label=_("Note"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(DecisionForm):
    """A return or a withdrawal."""

    text = TextField(
        label=_("Reason"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
