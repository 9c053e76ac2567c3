"""What is typed about colleges, visits there and graduates."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency, Province
from agencies.forms.fields import (
    DayField,
    HourField,
    LongSelect,
    RowChoice,
    TextField,
    VersionField,
    offer_rows,
)
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from conferences.colleges.models import CollegeVisit
from conferences.colleges.services import VISIT_FACTS
from conferences.delegations.choices import AHEAD
from conferences.delegations.models import Delegation
from conferences.partnerships.queries import host_agencies
from recruitment.fields.fields import CountField, PeopleField, PhoneField
from recruitment.vacancies.choices import Occupation


class CollegeForm(forms.Form):
    name = TextField(label=_("College or university"), max_length=200)
    province = forms.ModelChoiceField(
        label=_("Province"), queryset=Province.objects.none(), empty_label="–"
    )
    note = TextField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "province", Province.objects.valid(timezone.localdate()))


class MajorForm(forms.Form):
    name = TextField(label=_("Major"), max_length=160)
    occupation = forms.ChoiceField(label=_("Occupation"), choices=Occupation.choices)
    graduates = CountField(label=_("Graduates a year"), required=False)

    helper = FieldsHelper(FieldGrid("name", "occupation", "graduates"))


class TripField(RowChoice):
    def label_from_instance(self, delegation: Delegation) -> str:
        return delegation.title


class VisitForm(forms.Form):
    agency = forms.ModelChoiceField(
        label=_("Who visits"), queryset=Agency.objects.none(), empty_label="–", widget=LongSelect
    )
    delegation = TripField(
        label=_("As part of the delegation"),
        queryset=Delegation.objects.none(),
        required=False,
        empty_label=_("Of none"),
    )
    day = DayField(label=_("Day"))
    starts_at = HourField(label=pgettext_lazy("time of day", "From"))
    ends_at = HourField(label=pgettext_lazy("time of day", "To"), required=False)
    purpose = TextField(
        label=_("Purpose"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )

    helper = FieldsHelper(
        FieldGrid("agency", "delegation", "day", "starts_at", "ends_at", WideFields("purpose"))
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "agency", host_agencies(timezone.localdate()))
        offer_rows(self, "delegation", Delegation.objects.filter(state__in=AHEAD))


class ChangeVisitForm(VisitForm):
    version = VersionField()

    def __init__(self, *args: Any, visit: CollegeVisit, **kwargs: Any) -> None:
        initial = {name: getattr(visit, name) for name in (*VISIT_FACTS, "version")}
        super().__init__(*args, **{"initial": initial} | kwargs)


class VisitVersionForm(forms.Form):
    """About a visit as its reader has seen it."""

    version = VersionField()

    def __init__(self, *args: Any, visit: CollegeVisit, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"version": visit.version}} | kwargs)


class CancelVisitForm(VisitVersionForm):
    reason = TextField(label=_("Reason"), max_length=500)


class ResultForm(VisitVersionForm):
    result = TextField(
        label=_("What came of the visit"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    interested = PeopleField(
        label=_("Graduates interested"),
        required=False,
        help_text=_("Counted, without names. Left empty where nobody has counted."),
    )


class FollowUpForm(forms.Form):
    text = TextField(label=_("What was agreed"), max_length=500)
    due_on = DayField(label=_("To be done by"))

    helper = FieldsHelper(FieldGrid(WideFields("text"), "due_on"))


class GraduateForm(forms.Form):
    full_name = TextField(label=_("Full name"), max_length=120)
    phone = PhoneField(label=_("Phone"))
    major_name = TextField(label=_("Major"), max_length=160, required=False)
    has_consented = forms.BooleanField(
        label=_("The graduate has agreed to the words below"), required=False
    )

    helper = FieldsHelper(
        FieldGrid("full_name", "phone", "major_name", WideFields("has_consented"))
    )
