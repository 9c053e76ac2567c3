"""The lines of a report on the use of labour."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import TextField
from recruitment.fields.fields import PeopleField
from recruitment.period_reports.forms import HomeLineForm
from recruitment.usage.choices import Rating
from recruitment.usage.models import LabourOrigin


class OriginForm(HomeLineForm):
    """The workers of one home province; a line without a province and without a number is left
    out.
    """

    people = PeopleField(label=_("Workers"), required=False)
    women = PeopleField(label=_("Of them women"), required=False)
    hired = PeopleField(label=_("Newly taken on"), required=False)
    left = PeopleField(label=_("Left"), required=False)
    rating = forms.ChoiceField(
        label=_("Quality"), choices=[("", "–"), *Rating.choices], required=False
    )
    note = TextField(label=_("Remark"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        numbers = {name: given.get(name) or 0 for name in LabourOrigin.FIGURES}
        if not given.get("province") and (
            any(numbers.values()) or given.get("rating") or given.get("note")
        ):
            self.add_error("province", _("Choose the province."))
        if numbers["women"] > numbers["people"] and "women" not in self.errors:
            self.add_error("women", _("More women than workers."))
        return given | numbers
