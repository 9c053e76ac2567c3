from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import TextField


class EmailChangeForm(forms.Form):
    """Checked by the service, so that every refusal stands at the field."""

    email = TextField(label=_("New e-mail"), max_length=254)
