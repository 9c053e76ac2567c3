"""Registering an employer, and asking for access to one that is registered."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Province
from agencies.database.addresses import AddressFormField
from agencies.forms.fields import ManyFilesField, TextField
from agencies.forms.layouts import FieldGroup, FieldsHelper, FilterHelper, NotePlace, WideFields
from recruitment.employers.choices import EmployerKind, EmployerStatus, Industry, SizeBand
from recruitment.employers.doubts import doubt_outside, doubt_tax_code
from recruitment.employers.facts import FACTS, EmployerFacts
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.employers.queries import host_provinces, parks_of
from recruitment.fields.fields import PhoneField, TaxCodeField, VersionForm, words_field
from vietnam.folding import search_words

AUTOCOMPLETE = {
    "name": "organization",
    "contact_name": "name",
    "contact_phone": "tel",
    "contact_email": "email",
}


# What is missing, by name: nobody has to guess which field a sentence is about.
MISSING = {
    "name": _("Type the name of the enterprise, as in its certificate of registration."),
    "kind": _("Choose the kind of enterprise."),
    "province": _("Choose the province of the workplace."),
    "ward": _("Type the ward or commune of the workplace."),
    "address": _("Type street and number, or the lot in the park."),
    "industry": _("Choose the main industry."),
    "size": _("Choose how many people work there now."),
    "contact_name": _("Type the name of the person whom the office can ask."),
    "contact_email": _("Type the e-mail address to which the link goes."),
}


class EmployerForm(forms.Form):
    """What an employer says about itself; `tax_code` cannot be changed after registration.

    Of what may be mistyped a box asks, which stands there only then: `tax_code_is_right`,
    `is_outside`.
    """

    tax_code = TaxCodeField(label=_("Tax code"))
    tax_code_is_right = forms.BooleanField(
        label=_("The tax code is right as it stands"), required=False, widget=forms.HiddenInput
    )
    name = TextField(label=_("Name as registered"), max_length=200)
    english_name = TextField(label=_("Name in English (if any)"), max_length=200, required=False)
    kind = forms.TypedChoiceField(
        label=_("Kind of enterprise"),
        choices=[("", "–"), *EmployerKind.choices],
        coerce=EmployerKind,
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
    is_outside = forms.BooleanField(
        label=_("People do work outside parks and clusters"),
        required=False,
        widget=forms.HiddenInput,
    )
    ward = TextField(label=_("Ward or commune"), max_length=80)
    address = TextField(label=_("Street and number, or lot"), max_length=200)
    industry = forms.TypedChoiceField(
        label=_("Main industry"), choices=[("", "–"), *Industry.choices], coerce=Industry
    )
    products = TextField(label=_("Main products (if any)"), max_length=200, required=False)
    size = forms.TypedChoiceField(
        label=_("People who work there now"),
        choices=[("", "–"), *SizeBand.choices],
        coerce=SizeBand,
    )
    contact_name = TextField(label=_("Contact person"), max_length=120)
    contact_phone = PhoneField(label=_("Phone"))
    contact_email = AddressFormField(
        label=_("E-mail"), help_text=_("The link to confirm goes to this address.")
    )
    files = ManyFilesField(
        label=_("Certificate of registration, licence, contracts (if any)"),
        required=False,
        help_text=_("PDF, DOCX, XLSX or pictures, up to 20 MB each; several at once."),
    )

    helper = FieldsHelper(
        FieldGroup(
            _("The enterprise"),
            "tax_code",
            NotePlace("tax-code-note"),
            WideFields("tax_code_is_right", "name", "english_name"),
            "kind",
            "industry",
            "products",
            "size",
        ),
        FieldGroup(
            _("Where people work"), "province", "park", WideFields("is_outside"), "ward", "address"
        ),
        FieldGroup(_("Whom to ask"), "contact_name", "contact_phone", "contact_email"),
        FieldGroup(_("Documents for the office"), WideFields("files")),
    )

    def __init__(self, *args: Any, employer: Employer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        provinces = host_provinces(today)
        self.fields["province"].queryset = provinces
        self.fields["park"].queryset = parks_of(provinces, today)
        if len(provinces) == 1:
            self.fields["province"].initial = provinces[0]
        for name, field in self.fields.items():
            widget = field.widget
            is_typed = not (widget.is_hidden or widget.needs_multipart_form)
            if name != "products" and is_typed:
                widget.attrs.setdefault("autocomplete", AUTOCOMPLETE.get(name, "off"))
            if name in MISSING:
                field.error_messages["required"] = MISSING[name]
        if employer:
            del self.fields["tax_code"]
            del self.fields["tax_code_is_right"]
        else:
            self.fields["tax_code"].widget.attrs |= {
                "hx-get": reverse("recruitment:tax-code-note"),
                "hx-trigger": "change",
                "hx-target": "#tax-code-note",
            }

    def clean(self) -> None:
        given = self.cleaned_data
        self._ask_to_confirm(
            "tax_code", "tax_code_is_right", doubt_tax_code(given.get("tax_code", ""))
        )
        address = given.get("address", "")
        ward = given.get("ward", "")
        if "park" in given and given["park"] is None and address and ward:
            parks = self.fields["park"].queryset.filter(province=given.get("province"))
            self._ask_to_confirm("park", "is_outside", doubt_outside(address, ward, parks))

    def _ask_to_confirm(self, name: str, confirmed: str, doubt: str) -> None:
        # The box is shown from then on, also where it has been ticked.
        if doubt and confirmed in self.fields:
            self.fields[confirmed].widget = forms.CheckboxInput()
            if not self.cleaned_data.get(confirmed):
                self.add_error(name, doubt)

    @property
    def facts(self) -> EmployerFacts:
        return EmployerFacts(**{name: self.cleaned_data[name] for name in FACTS})


class ChangeDecisionForm(VersionForm):
    """Accepted without words, refused with them."""

    words = words_field(_("Reason, when you refuse"))


class AccessForm(forms.Form):
    """The tax code was typed in the registration, which brought the person here."""

    tax_code = TaxCodeField(widget=forms.HiddenInput)
    full_name = TextField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Type your name.")},
    )
    email = AddressFormField(
        label=_("Your e-mail"),
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"required": _("Type your e-mail address.")},
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

    def filter(self, rows: QuerySet[Employer]) -> QuerySet[Employer]:
        # What of the address is not understood is left out.
        given = self.cleaned_data if self.is_valid() else {}
        if given.get("status"):
            rows = rows.filter(status=given["status"])
        for word in search_words(given.get("q", "")):
            rows = rows.filter(Q(agency__search_fold__contains=word) | Q(tax_code__contains=word))
        return rows
