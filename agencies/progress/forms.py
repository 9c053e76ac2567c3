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
    """By one button the result is accepted, by another returned. `clearing`: the name of the own
    agency, while it still has to clear the content; its box says that accepting does both.
    """

    def __init__(self, *args, clearing: str = "", **kwargs) -> None:
        super().__init__(
            *args, label=gettext("Note to the agency; for a return, what is missing"), **kwargs
        )
        if clearing:
            words = gettext(
                "Accepting also clears the content for %(agency)s: with this box both are recorded "
                "in your name."
            )
            self.fields["clears"] = forms.BooleanField(
                label=words % {"agency": clearing}, required=False
            )
