"""What is typed about an outlet, and how the roster is filtered."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.bodies.choices import AgencyKind, AgencyLevel
from agencies.bodies.models import Agency, Province
from agencies.forms.fields import (
    DayField,
    LongSelect,
    RowChoice,
    TextField,
    VersionField,
    offer_rows,
)
from agencies.forms.layouts import FieldGroup, FieldsHelper, FilterHelper, WideFields
from campaigns.outlets.choices import AgreementState, OutletKind
from campaigns.outlets.models import Outlet
from recruitment.fields.fields import HomeField
from recruitment.homes.queries import home_provinces

# Those that may run an outlet: not firms, of which there are thousands.
RUNNING = (AgencyKind.NEWSPAPER, AgencyKind.BROADCASTER, AgencyKind.JOB_CENTRE, AgencyKind.UNION)


class WebField(TextField, forms.URLField):
    """An address of the web; of one typed without its beginning https is meant. A text box: one
    for addresses would lose what was typed wrongly.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{"required": False, "assume_scheme": "https", "widget": forms.TextInput, **kwargs}
        )
        self.widget.attrs |= {"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}


class OutletField(RowChoice):
    def label_from_instance(self, outlet: Outlet) -> str:
        return f"{outlet.name} ({outlet.province.name})"


class OutletForm(forms.Form):
    name = TextField(label=_("Name"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind of outlet"), choices=OutletKind.choices)
    province = HomeField(label=_("Province"), queryset=Province.objects.none(), empty_label="–")
    agency = forms.ModelChoiceField(
        label=_("Agency that runs it (if it is in the register)"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label="–",
        widget=LongSelect,
    )
    website = WebField(label=_("Address on the internet"), max_length=300)
    agreement = TextField(
        label=_("Paper of the agreement to publish free of charge"),
        max_length=200,
        required=False,
        help_text=_("Its number and kind, such as the minutes between both provinces."),
    )
    agreed_on = DayField(label=_("Agreed on"), required=False)
    agreed_until = DayField(label=_("Valid until (empty: without an end)"), required=False)
    ended_on = DayField(
        label=_("Ended on"),
        required=False,
        help_text=_("From the next day on nothing can be entered for it."),
    )
    version = VersionField(required=False)

    helper = FieldsHelper(
        FieldGroup(_("The outlet"), WideFields("name"), "kind", "province", "agency", "website"),
        FieldGroup(_("Agreement"), WideFields("agreement"), "agreed_on", "agreed_until"),
        FieldGroup(_("End"), "ended_on"),
    )

    def __init__(self, *args: Any, outlet: Outlet | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        offer_rows(self, "province", home_provinces(today))
        offer_rows(self, "agency", _running_agencies(today, outlet))
        if outlet is None:
            del self.fields["version"]
            del self.fields["ended_on"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        for name in ("agreement", "website"):
            given[name] = given.get(name) or ""
        return given


def _running_agencies(today: datetime.date, outlet: Outlet | None) -> QuerySet[Agency]:
    # Newsrooms, and the communes whose loudspeakers are in the roster.
    runs = Q(kind__in=RUNNING) | Q(level=AgencyLevel.COMMUNE)
    own = Q(pk=outlet.agency_id if outlet else None)
    return Agency.objects.filter(own | runs & Q(pk__in=Agency.objects.valid(today))).order_by(
        "sort_key", "pk"
    )


def outlet_values(outlet: Outlet) -> dict[str, object]:
    names = ("name", "kind", "website", "agreement", "agreed_on", "agreed_until", "ended_on")
    return {name: getattr(outlet, name) for name in names} | {
        "province": outlet.province_id,
        "agency": outlet.agency_id,
        "version": outlet.version,
    }


class OutletFilter(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind of outlet"),
        required=False,
        choices=[("", _("All kinds")), *OutletKind.choices],
    )
    agreement = forms.ChoiceField(
        label=_("Agreement"),
        required=False,
        choices=[("", _("With or without")), *AgreementState.choices],
    )

    helper = FilterHelper("kind", "agreement")

    def filter(self, rows: QuerySet[Outlet], on: datetime.date) -> QuerySet[Outlet]:
        given = self.cleaned_data if self.is_valid() else {}
        if given.get("kind"):
            rows = rows.filter(kind=given["kind"])
        match given.get("agreement"):
            case AgreementState.NONE:
                rows = rows.filter(agreed_on=None)
            case AgreementState.ENDED:
                rows = rows.filter(agreed_until__lt=on)
            case AgreementState.FREE:
                not_over = Q(agreed_until=None) | Q(agreed_until__gte=on)
                rows = rows.filter(not_over, agreed_on__isnull=False)
        return rows
