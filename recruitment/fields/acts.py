"""What is sent with a decision on an employer or a vacancy: the version that was seen, and perhaps
words.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import TextField, VersionField


class ActForm(forms.Form):
    version = VersionField()


class WordsForm(ActForm):
    words = TextField(
        label=_("Words to the employer"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class ReasonForm(ActForm):
    """For a change of checked facts: accepted without words, refused with them."""

    words = TextField(
        label=_("Reason, when you refuse"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
