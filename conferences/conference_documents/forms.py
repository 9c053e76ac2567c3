"""What is typed about a document of the pack."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.forms.fields import ManyFilesField, ManyFilesInput, TextField
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from conferences.conference_documents.choices import Audience


class OneFileInput(ManyFilesInput):
    """The same kinds of files as evidence has, one at a time."""

    allow_multiple_selected = False


class OneFileField(ManyFilesField):
    widget = OneFileInput


class VersionForm(forms.Form):
    files: Any = OneFileField(
        label=_("File"), help_text=_("PDF, DOCX, XLSX or picture, up to 20 MB.")
    )

    helper = FieldsHelper("files")


class DocumentForm(VersionForm):
    title = TextField(label=pgettext_lazy("document", "Title"), max_length=300)
    audience = forms.ChoiceField(label=_("For whom"), choices=Audience.choices)

    helper = FieldsHelper(FieldGrid(WideFields("title"), "audience", "files"))


class NoteForm(forms.Form):
    text = TextField(
        label=_("My own note (nobody else reads it)"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    helper = FieldsHelper("text")
