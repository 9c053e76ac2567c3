"""What people leave when they register, and times of interviews."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.database.addresses import AddressFormField
from agencies.forms.fields import TextField, offer_rows
from agencies.forms.layouts import FieldsHelper
from conferences.fair_booking.choices import AttendanceMode
from conferences.fair_booking.registration import consent_digest, consent_words
from conferences.fairs.models import Fair, FairPoint
from recruitment.fields.fields import HomeField, PhoneField
from recruitment.homes.queries import home_provinces

CENTRES = [(mode.value, mode.label) for mode in AttendanceMode]


class PointChoice(forms.ModelChoiceField):
    def label_from_instance(self, point: FairPoint) -> str:
        return f"{point.agency.name} · {point.venue}"


class SeekerForm(forms.Form):
    """By the person or a commune officer; with `point` by the centre of that point."""

    point = PointChoice(
        label=_("Point of the fair"), queryset=FairPoint.objects.none(), empty_label="–"
    )
    mode = forms.ChoiceField(label=_("How do you take part?"), choices=CENTRES)
    full_name = TextField(label=_("Full name"), max_length=120)
    phone = PhoneField(label=_("Phone"))
    email = AddressFormField(
        label=_("E-mail"),
        required=False,
        help_text=_("For reminders and changes. Without one the centre calls you."),
    )
    home = HomeField(label=_("Home province"), queryset=None, empty_label="–")
    commune = TextField(
        label=_("Where you live: commune, province"),
        max_length=120,
        help_text=_("For example: xã Tràng Định, Lạng Sơn."),
    )
    about = TextField(
        label=_("Work done before, and what you wish for"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The recruiters with whom you book an interview read it."),
    )
    helper_name = TextField(
        label=_("Name of the commune officer, if one registers for you"),
        max_length=120,
        required=False,
    )
    consent = forms.BooleanField(
        error_messages={
            "required": _("Without your agreement nobody may keep your name and number.")
        }
    )
    words = TextField(widget=forms.HiddenInput, max_length=64)

    helper = FieldsHelper(
        "point", "mode", "full_name", "phone", "email", "home", "commune", "about", "helper_name"
    )
    COMPLETIONS = {"full_name": "name", "phone": "tel", "email": "email", "commune": "off"}

    def __init__(
        self, *args: Any, fair: Fair, point: FairPoint | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": {"words": consent_digest()}} | kwargs)
        self.fields["consent"].label = consent_words()
        offer_rows(self, "home", home_provinces(timezone.localdate()))
        for name, completion in self.COMPLETIONS.items():
            self.fields[name].widget.attrs["autocomplete"] = completion
        if point is None:
            offer_rows(self, "point", fair.points.select_related("agency"))
        else:
            del self.fields["point"]

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["consent"] = given.pop("words")
        return given
