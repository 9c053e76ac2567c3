"""What is typed at the end of a conference: words of its minutes, its conclusion, what is
published.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.directive_pages.forms import DirectiveUploadForm
from agencies.forms.fields import TextField, VersionField
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from conferences.closing.models import Closing

WORDS = ("chair_name", "secretary_name", "remarks", "summary", "version")


class ClosingForm(forms.Form):
    chair_name = TextField(label=_("Who chaired"), max_length=120, required=False)
    secretary_name = TextField(label=_("Who wrote the minutes"), max_length=120, required=False)
    remarks = TextField(
        label=_("What else happened"),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    summary = TextField(
        label=_("Conclusion of the chair, as the minutes have it"),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("A line that begins with “- ” becomes an item of a list."),
    )
    version = VersionField()

    helper = FieldsHelper(
        FieldGrid("chair_name", "secretary_name", WideFields("remarks", "summary")), "version"
    )

    def __init__(self, *args: Any, closing: Closing, **kwargs: Any) -> None:
        initial = {name: getattr(closing, name) for name in WORDS}
        super().__init__(*args, **{"initial": initial} | kwargs)


class ConclusionForm(DirectiveUploadForm):
    """The conclusion as a file or as text; read by the same reader as every document."""

    helper = FieldsHelper(FieldGrid(WideFields("file", "text"), "issued_on"), "kept")


class PublishForm(forms.Form):
    words = TextField(
        label=_("Conclusion for everybody"),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Everybody reads this: leave out names, phone numbers and what is internal."),
    )

    helper = FieldsHelper("words")

    def __init__(self, *args: Any, closing: Closing, **kwargs: Any) -> None:
        initial = {"words": closing.published_words or closing.summary}
        super().__init__(*args, **{"initial": initial} | kwargs)
