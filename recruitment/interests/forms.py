"""The office's word when nobody calls."""

from django import forms

from agencies.forms.fields import TextField


class CallWordsForm(forms.Form):
    """What an office writes to an employer whose workers wait for a call."""

    words = TextField(max_length=2000, required=False)
