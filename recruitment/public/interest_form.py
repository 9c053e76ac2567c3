"""What a worker leaves: a name and a phone, with consent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.forms.fields import TextField
from agencies.forms.layouts import FieldsHelper
from recruitment.fields.fields import PhoneField


class InterestForm(forms.Form):
    full_name = TextField(label=pgettext_lazy("worker", "Your name"), max_length=120)
    phone = PhoneField(label=_("Phone"))
    commune = TextField(
        label=_("Where you live: commune, province"),
        max_length=120,
        help_text=_("For example: xã Tràng Định, Lạng Sơn."),
    )
    for_other = forms.BooleanField(
        label=_("I am a commune officer and register somebody who has no phone"), required=False
    )
    helper_name = TextField(
        label=_("Name of the commune officer"),
        max_length=120,
        required=False,
        help_text=_("Type the officer's phone above; the enterprise calls the officer."),
    )
    consent = forms.BooleanField(
        error_messages={
            "required": _("Without your agreement nobody may keep your name and number.")
        }
    )
    words = TextField(widget=forms.HiddenInput, max_length=64)

    COMPLETIONS = {"full_name": "name", "phone": "tel", "commune": "off", "helper_name": "off"}

    # The other fields have their places on the page.
    helper = FieldsHelper("full_name", "phone", "commune")

    def __init__(self, *args: Any, consent_words: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = consent_words
        for name, completion in self.COMPLETIONS.items():
            self.fields[name].widget.attrs["autocomplete"] = completion

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if given.get("for_other") and not given.get("helper_name"):
            self.add_error(
                "helper_name", _("Type the officer's name; the phone is then the officer's.")
            )
        if not given.get("for_other"):
            given["helper_name"] = ""
        return given
