"""Registering an employer, and asking for access to one that is registered."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Province
from agencies.database.addresses import AddressFormField
from agencies.forms.fields import TextField
from agencies.forms.layouts import FieldGroup, FieldsHelper, FilterHelper, WideFields
from recruitment.employers.choices import EmployerKind, EmployerStatus, Industry, SizeBand
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.employers.queries import (
    CHECKED_FACTS,
    checked_facts,
    host_provinces,
    parks_of,
    waiting_change,
)
from recruitment.fields.fields import PhoneField, TaxCodeField
from vietnam.folding import search_words


class EmployerForm(forms.Form):
    """What an employer says about itself; `tax_code` cannot be changed after registration."""

    tax_code = TaxCodeField(label=_("Tax code"))
    name = TextField(label=_("Name as registered"), max_length=200)
    english_name = TextField(label=_("Name in English (if any)"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("Kind of enterprise"), choices=[("", "–"), *EmployerKind.choices]
    )
    province = forms.ModelChoiceField(
        label=_("Province of the workplace"), queryset=Province.objects.none(), empty_label="–"
    )
    park = forms.ModelChoiceField(
        label=_("Industrial park or cluster"),
        queryset=IndustrialPark.objects.none(),
        required=False,
        empty_label=_("Outside parks and clusters"),
    )
    ward = TextField(label=_("Ward or commune"), max_length=80)
    address = TextField(label=_("Street and number, or lot"), max_length=200)
    industry = forms.ChoiceField(label=_("Main industry"), choices=[("", "–"), *Industry.choices])
    products = TextField(label=_("Main products (if any)"), max_length=200, required=False)
    size = forms.ChoiceField(
        label=_("People who work there now"), choices=[("", "–"), *SizeBand.choices]
    )
    contact_name = TextField(label=_("Contact person"), max_length=120)
    contact_phone = PhoneField(label=_("Phone"))
    contact_email = AddressFormField(
        label=_("E-mail"), help_text=_("The link to confirm goes to this address.")
    )

    helper = FieldsHelper(
        FieldGroup(
            _("The enterprise"),
            "tax_code",
            WideFields("name", "english_name"),
            "kind",
            "industry",
            "products",
            "size",
        ),
        FieldGroup(_("Where people work"), "province", "park", "ward", "address"),
        FieldGroup(_("Whom to ask"), "contact_name", "contact_phone", "contact_email"),
    )

    def __init__(self, *args, employer: Employer | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        provinces = host_provinces(today)
        self.fields["province"].queryset = provinces
        self.fields["park"].queryset = parks_of(provinces, today)
        if len(provinces) == 1:
            self.fields["province"].initial = provinces[0]
        for name, field in self.fields.items():
            if name != "products":
                field.widget.attrs.setdefault("autocomplete", AUTOCOMPLETE.get(name, "off"))
        if employer:
            del self.fields["tax_code"]


AUTOCOMPLETE = {
    "name": "organization",
    "contact_name": "name",
    "contact_phone": "tel",
    "contact_email": "email",
}


def said_by(employer: Employer) -> dict[str, object]:
    """The form's values for a registered employer; where a change waits, as proposed."""
    left = ("tax_code", *CHECKED_FACTS)
    said = {name: getattr(employer, name) for name in EmployerForm.base_fields if name not in left}
    return said | checked_facts(waiting_change(employer) or employer)


class AccessForm(forms.Form):
    """The tax code was typed in the registration, which brought the person here."""

    tax_code = TaxCodeField(widget=forms.HiddenInput)
    full_name = TextField(
        label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = AddressFormField(
        label=_("Your e-mail"), widget=forms.EmailInput({"autocomplete": "email"})
    )


class EmployerFilter(forms.Form):
    status = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All employers")), *EmployerStatus.choices],
    )
    q = TextField(
        label=_("Name or tax code"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )

    helper = FilterHelper()

    def filter(self, rows):
        """What of the address is not understood is left out."""
        given = self.cleaned_data if self.is_valid() else {}
        if given.get("status"):
            rows = rows.filter(status=given["status"])
        for word in search_words(given.get("q", "")):
            rows = rows.filter(Q(agency__search_fold__contains=word) | Q(tax_code__contains=word))
        return rows
