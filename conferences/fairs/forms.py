"""What is typed about a job fair and its points."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.forms.fields import DayField, NumberField, TextField, VersionField, offer_rows
from agencies.forms.layouts import FieldGrid, FieldRow, FieldsHelper, WideFields
from conferences.fairs.choices import FairKind
from conferences.fairs.models import Fair, FairPoint
from conferences.fairs.queries import possible_centres
from conferences.fairs.services import MOST_MONTHS, FairFacts
from recruitment.fields.fields import PhoneField

HOUR_SENTENCES = {
    "required": _("Type the hour, for example 08:15."),
    "invalid": _("Type the hour, for example 08:15."),
}


class HourField(forms.TimeField):
    """An hour as people type it: 8:15, 8h15, 8h."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%H:%M", "%Hh%M", "%H.%M", "%Hh"],
            error_messages=HOUR_SENTENCES,
            widget=forms.TimeInput({"autocomplete": "off", "inputmode": "text"}, format="%H:%M"),
            **kwargs,
        )


def moment_of(day: datetime.date, hour: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, hour))


class FairForm(forms.Form):
    """A new fair, or with `fair` one that is changed."""

    title = TextField(label=pgettext_lazy("fair", "Name"), max_length=200)
    kind = forms.ChoiceField(label=pgettext_lazy("fair", "Kind"), choices=FairKind.choices)
    day = DayField(label=_("Day"))
    begins = HourField(label=pgettext_lazy("hour", "From"))
    ends = HourField(label=pgettext_lazy("hour", "Until"))
    employers_until = DayField(label=_("Employers register until"))
    venue = TextField(label=_("Address of our point"), max_length=200)
    phone = PhoneField(label=_("Phone for questions"))
    note = TextField(
        label=_("What people should know"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For example which papers to bring. Everybody reads it."),
    )
    version = VersionField(required=False)

    REFUSED_AT = {"starts_at": "day", "ends_at": "ends"}
    helper = FieldsHelper(
        FieldGrid(WideFields("title"), "kind", "employers_until"),
        FieldRow("day", "begins", "ends"),
        FieldGrid("phone", WideFields("venue", "note"), "version"),
    )

    def __init__(self, *args: Any, fair: Fair | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": _facts_of(fair) if fair else {}} | kwargs)
        if fair is None:
            del self.fields["version"]

    def facts(self) -> FairFacts:
        given = self.cleaned_data
        names = ("title", "kind", "employers_until", "venue", "phone", "note")
        return FairFacts(
            starts_at=moment_of(given["day"], given["begins"]),
            ends_at=moment_of(given["day"], given["ends"]),
            **{name: given[name] for name in names},
        )


def _facts_of(fair: Fair) -> dict[str, Any]:
    own = fair.points.get(agency=fair.host_id)
    begins, ends = timezone.localtime(fair.starts_at), timezone.localtime(fair.ends_at)
    return {
        "title": fair.title,
        "kind": fair.kind,
        "day": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
        "employers_until": fair.employers_until,
        "venue": own.venue,
        "phone": own.phone,
        "note": fair.note,
        "version": fair.version,
    }


class RepeatForm(forms.Form):
    months = NumberField(
        label=_("In how many of the next months"), min_value=1, max_value=MOST_MONTHS, initial=3
    )


class ReasonForm(forms.Form):
    """Why something that people rely on is cancelled."""

    reason = TextField(label=_("Why? People read it."), max_length=300)
    version = VersionField()


class PointForm(forms.Form):
    """Where the people of one province meet; with `fair` a new one."""

    agency = forms.ModelChoiceField(
        label=_("Job centre"), queryset=Agency.objects.none(), empty_label="–"
    )
    venue = TextField(label=_("Address of the point"), max_length=200)
    phone = PhoneField(label=_("Phone for questions"))

    helper = FieldsHelper(FieldGrid("agency", "phone", WideFields("venue")))

    def __init__(
        self,
        *args: Any,
        fair: Fair | None = None,
        point: FairPoint | None = None,
        **kwargs: Any,
    ) -> None:
        initial = {"venue": point.venue, "phone": point.phone} if point else {}
        super().__init__(*args, **{"initial": initial} | kwargs)
        if fair is None:
            del self.fields["agency"]
        else:
            offer_rows(self, "agency", possible_centres(fair, timezone.localdate()))
