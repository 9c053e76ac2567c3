"""Adding a document, correcting its register data, finding it in the list."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agencies.directive_pages.queries import search_directives
from agencies.directives.choices import DirectiveKind, DirectiveStatus
from agencies.directives.models import Directive
from agencies.forms.fields import ChosenFileInput, DayField, TextField, UploadField
from agencies.forms.layouts import FilterHelper
from vietnam.language.old_letters import repair_lines


class PastedField(TextField):
    """The text of a document, converted to Unicode before it is cleaned: TCVN3 writes “ư” as an
    invisible sign.
    """

    def to_python(self, value: str | None) -> str | None:
        return super().to_python("\n".join(repair_lines(value.split("\n"))) if value else value)


class DirectiveUploadForm(forms.Form):
    """A file, or pasted text; `kept` names a file that was uploaded in an earlier attempt."""

    file = UploadField(
        label=_("File"),
        required=False,
        widget=ChosenFileInput({"accept": ".pdf,.docx,.txt"}),
        help_text=_("PDF with text, DOCX or TXT, up to 20 MB."),
        error_messages={"empty": _("The file is empty. Choose another one.")},
    )
    text = PastedField(
        label=_("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    issued_on = DayField(
        label=_("Date of the document"),
        required=False,
        help_text=_("Leave it blank to take the date which the document itself names."),
    )
    is_another = forms.BooleanField(label=_("It is another document: take it in"), required=False)
    kept = TextField(required=False, widget=forms.HiddenInput)

    def hide_unasked(self) -> None:
        """What is only asked where the document did not say it, or where it may be a copy."""
        for name in ("issued_on", "is_another"):
            if not (self.has_error(name) or self.data.get(name)):
                self.fields[name].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        given = [name for name in ("file", "text") if data.get(name) and str(data[name]).strip()]
        if "file" not in self.errors and not given and not data.get("kept"):
            self.add_error("file", _("Choose a file, or paste the text of the document."))
        if len(given) > 1:
            self.add_error("text", _("Give either a file or text, not both."))
        return data


class RegisterForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=DirectiveKind.choices)
    number = TextField(label=_("Number"), max_length=60, required=False)
    issued_on = DayField(label=_("Date of the document"))
    issuer = TextField(label=_("Issuer"), max_length=200, required=False)
    title = TextField(
        label=_("Title"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write the title of the document.")},
    )
    signer = TextField(label=_("Signer"), max_length=120, required=False)


class WithdrawalForm(forms.Form):
    text = TextField(
        label=_("Why the document is withdrawn"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )


class DirectiveFilter(forms.Form):
    q = TextField(
        label=_("Number or words of the title"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("All")), *DirectiveStatus.choices],
    )

    helper = FilterHelper()

    def filter(self, directives: QuerySet[Directive]) -> QuerySet[Directive]:
        if not self.is_valid():
            return directives
        if status := self.cleaned_data["status"]:
            directives = directives.filter(status=status)
        return search_directives(directives, self.cleaned_data["q"])
