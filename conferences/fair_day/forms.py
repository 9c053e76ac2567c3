"""What is typed at the door."""

from django import forms
from django.utils.translation import gettext as gettext_now, gettext_lazy as _

from agencies.forms.fields import TextField
from conferences.fair_booking.codes import seeker_key_of


class DoorForm(forms.Form):
    code = TextField(
        label=_("Code at the door"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if seeker_key_of(code) is None:
            raise forms.ValidationError(
                gettext_now("This is no code of a job fair. Look again; it has no O, 0, I or 1.")
            )
        return code
