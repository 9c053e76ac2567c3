"""What the department types about service firms: the firm, licences, contracts, inspections with
their findings.
"""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Province
from agencies.database.addresses import AddressFormField
from agencies.forms.fields import DayField, TextField, VersionField
from agencies.forms.layouts import FieldGrid, FieldGroup, FieldsHelper, FilterHelper, WideFields
from recruitment.employers.choices import EmployerStatus
from recruitment.employers.models import Employer
from recruitment.employers.queries import host_provinces
from recruitment.fields.fields import (
    CountField,
    MillionField,
    PhoneField,
    TaxCodeField,
    VersionForm,
)
from recruitment.service_firms.choices import FindingKind, LabourService, LicenceState
from recruitment.service_firms.inspections import mended_too_early
from recruitment.service_firms.models import ServiceFirm
from recruitment.service_firms.queries import FirmLine
from vietnam.folding import fold, search_words

SPARE_FINDINGS = 3
MOST_FINDINGS = 40


class FirmForm(forms.Form):
    """`tax_code` stays as it was once entered."""

    tax_code = TaxCodeField(label=_("Tax code"))
    name = TextField(label=_("Name as registered"), max_length=200)
    province = forms.ModelChoiceField(
        label=_("Province"), queryset=Province.objects.none(), empty_label="–"
    )
    address = TextField(label=_("Address"), max_length=200)
    contact_name = TextField(label=_("Contact person"), max_length=120)
    contact_phone = PhoneField(label=_("Phone"))
    contact_email = AddressFormField(label=_("E-mail (if any)"), required=False)
    version = VersionField(required=False)

    helper = FieldsHelper(
        FieldGroup(
            _("The firm"), "tax_code", WideFields("name"), "province", WideFields("address")
        ),
        FieldGroup(_("Whom to ask"), "contact_name", "contact_phone", "contact_email"),
    )

    def __init__(self, *args: Any, firm: ServiceFirm | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = host_provinces(timezone.localdate())
        self.fields["province"].queryset = provinces
        if len(provinces) == 1:
            self.fields["province"].initial = provinces[0]
        if firm:
            del self.fields["tax_code"]
        else:
            del self.fields["version"]


def firm_form_values(firm: ServiceFirm) -> dict[str, object]:
    names = ("address", "contact_name", "contact_phone", "contact_email", "version")
    return {name: getattr(firm, name) for name in names} | {
        "name": firm.agency.name,
        "province": firm.province_id,
    }


class LicenceForm(forms.Form):
    service = forms.ChoiceField(label=_("Service"), choices=LabourService.choices)
    number = TextField(label=_("Number of the licence"), max_length=40)
    issued_on = DayField(label=pgettext_lazy("licence", "Issued on"))
    valid_until = DayField(label=_("Valid until"))

    helper = FieldsHelper(FieldGrid("service", "number", "issued_on", "valid_until"))


class RevokeForm(forms.Form):
    revoked_on = DayField(label=_("Revoked on"))


class EmployerField(TaxCodeField):
    """Gives the verified employer of a tax code; None for none."""

    default_error_messages = {
        "unknown": _("No verified employer has the tax code %(typed)s. Write its name below.")
    }

    def clean(self, value: str) -> Employer | None:
        code = super().clean(value)
        if not code:
            return None
        found = (
            Employer.objects.filter(status=EmployerStatus.VERIFIED, tax_code=code)
            .select_related("agency")
            .first()
        )
        if found is None:
            raise forms.ValidationError(self.error_messages["unknown"], params={"typed": code})
        return found


class ContractForm(forms.Form):
    service = forms.ChoiceField(label=_("Service"), choices=LabourService.choices)
    number = TextField(label=_("Number of the contract"), max_length=40)
    employer = EmployerField(label=_("Tax code of the employer"), required=False)
    employer_name = TextField(
        label=_("Its name, when it is not registered"), max_length=200, required=False
    )
    starts_on = DayField(label=pgettext_lazy("period", "From"))
    ends_on = DayField(label=pgettext_lazy("period", "To"))
    people = CountField(label=_("People agreed"))

    helper = FieldsHelper(
        FieldGrid(
            "service", "number", "employer", "employer_name", "starts_on", "ends_on", "people"
        )
    )


class SuppliedForm(VersionForm):
    supplied = CountField(label=_("People supplied so far"), bounds=(0, 100_000))


class InspectionForm(forms.Form):
    inspected_on = DayField(label=_("Inspected on"))
    number = TextField(
        label=_("Number of the minutes or conclusion (if any)"), max_length=40, required=False
    )
    conclusion = TextField(
        label=_("Conclusion"), max_length=4000, widget=forms.Textarea({"rows": 4})
    )

    helper = FieldsHelper(FieldGrid("inspected_on", "number", WideFields("conclusion")))


class FindingForm(forms.Form):
    """A line without a text is left out."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("finding", "Kind"),
        choices=FindingKind.choices,
        initial=FindingKind.SHORTCOMING,
    )
    text = TextField(
        label=_("What was found, what has to be done"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    due_on = DayField(label=_("To be mended by"), required=False)
    fine = MillionField(label=_("Fine, million VND"), required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if not given.get("text") and (given.get("due_on") or given.get("fine")):
            self.add_error("text", _("Say what was found."))
        if given.get("fine") and given.get("kind") != FindingKind.VIOLATION:
            self.add_error("fine", _("Only a violation is fined."))
        return given


class BaseFindings(forms.BaseFormSet):
    """`inspection`: the form that is sent with the lines, looked at before them."""

    inspection: InspectionForm | None = None

    def clean(self) -> None:
        given = self.inspection.cleaned_data if self.inspection else {}
        inspected_on = given.get("inspected_on")
        for form in self.forms:
            due_on = form.cleaned_data.get("due_on") if form.is_valid() else None
            if inspected_on and due_on and due_on <= inspected_on:
                form.add_error("due_on", mended_too_early(inspected_on))

    @property
    def facts(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("text")]


FindingFormSet = forms.formset_factory(
    FindingForm,
    formset=BaseFindings,
    extra=SPARE_FINDINGS,
    max_num=MOST_FINDINGS,
    absolute_max=MOST_FINDINGS,
)


class FirmFilter(forms.Form):
    """Above the list; what of the address is not understood is left out."""

    state = forms.ChoiceField(
        label=_("Licence"), required=False, choices=[("", _("All firms")), *LicenceState.choices]
    )
    q = TextField(
        label=_("Name or tax code"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )

    helper = FilterHelper()

    def filter(self, lines: list[FirmLine]) -> list[FirmLine]:
        given = self.cleaned_data if self.is_valid() else {}
        words = search_words(given.get("q", ""))
        return [
            line
            for line in lines
            if (not given.get("state") or line.state == given["state"])
            and all(word in f"{fold(line.firm.agency.name)} {line.firm.tax_code}" for word in words)
        ]
