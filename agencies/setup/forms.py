"""What the command `bootstrap` is told, validated by the same fields as on a page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.database.addresses import AddressFormField
from agencies.forms.fields import TextField


class BootstrapForm(forms.Form):
    """Its fields are cleaned one by one: each answer is checked before the next question."""

    email = AddressFormField(label=_("E-mail of the first coordinator"))
    full_name = TextField(label=_("Full name of the first coordinator"), max_length=120)
    title = TextField(label=_("Title of the seat"), max_length=120)
    department = TextField(label=_("Department of the seat"), max_length=200)
    administrator_email = AddressFormField(label=_("E-mail of the administrator"))
