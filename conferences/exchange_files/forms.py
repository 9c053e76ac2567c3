"""The receipt of the national exchange."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import DayField, TextField
from agencies.forms.layouts import FieldRow, FieldsHelper


class ReceiptForm(forms.Form):
    receipt = TextField(label=_("Number of the receipt"), max_length=60)
    received_on = DayField(label=_("Received on"))

    helper = FieldsHelper(FieldRow("receipt", "received_on"))
