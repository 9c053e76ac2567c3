"""Times of interviews, and fewer places at one of them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.forms.fields import NumberField, TextField, offer_rows
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from conferences.booths.models import Booth
from conferences.fair_booking.forms import PointChoice
from conferences.fair_booking.models import InterviewSeat
from conferences.fairs.forms import HourField, moment_of
from conferences.fairs.models import Fair, FairPoint
from conferences.interview_blocks.services import GRIDS, MOST_IN_A_GROUP
from vietnam.numbers import format_number


class BlockForm(forms.Form):
    """Times of interviews of a booth; without `booth` those of the centre's computers."""

    point = PointChoice(
        label=_("With people of"), queryset=FairPoint.objects.none(), empty_label="–"
    )
    begins = HourField(label=pgettext_lazy("hour", "From"))
    ends = HourField(label=pgettext_lazy("hour", "Until"))
    minutes = forms.TypedChoiceField(
        label=_("Minutes for each"),
        choices=[(str(grid), format_number(grid)) for grid in GRIDS],
        coerce=lambda text: next(grid for grid in GRIDS if str(grid) == text),
        initial="10",
    )
    group_size = NumberField(
        label=_("People at one time"),
        min_value=1,
        max_value=MOST_IN_A_GROUP,
        initial=1,
        help_text=_("1: single interviews; more: a talk with a group."),
    )

    REFUSED_AT = {"starts_at": "begins", "ends_at": "ends"}
    helper = FieldsHelper(FieldGrid(WideFields("point"), "begins", "ends", "minutes", "group_size"))

    def __init__(self, *args: Any, fair: Fair, booth: Booth | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = timezone.localdate(fair.starts_at)
        if booth is None:
            del self.fields["point"]
            self.fields["group_size"].label = pgettext_lazy("at a job centre", "Computers")
            self.fields["group_size"].help_text = ""
        else:
            offer_rows(self, "point", fair.points.select_related("agency"))

    def span(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "starts_at": moment_of(self.day, given["begins"]),
            "ends_at": moment_of(self.day, given["ends"]),
            "minutes": given["minutes"],
            "group_size": given["group_size"],
        }


class ReduceForm(forms.Form):
    """Fewer places at one time, and by name who loses one. `rows`: the places of that time."""

    places = NumberField(label=_("Places from now on"), min_value=0, max_value=MOST_IN_A_GROUP)
    given_up = forms.MultipleChoiceField(
        label=_("Who loses the place, if more are taken"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    why = TextField(label=_("Why? People read it."), max_length=300)

    helper = FieldsHelper("places", "given_up", "why")

    def __init__(self, *args: Any, rows: Iterable[InterviewSeat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(seat.seeker_id), seat.seeker.full_name) for seat in rows if seat.seeker]
        field: Any = self.fields["given_up"]
        field.choices = choices
        if not choices:
            del self.fields["given_up"]

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "places": given["places"],
            "why": given["why"],
            "given_up": [int(key) for key in given.get("given_up", ())],
        }
