"""The filters of the public list; what of the address is not understood is left out."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.forms.fields import RowChoice, offer_rows
from conferences.petitions.choices import PartState, Progress, Result, Theme
from conferences.petitions.forms import AgencyField
from conferences.petitions.models import Petition, PetitionPart
from recruitment.employers.models import IndustrialPark

STATES = [
    ("", _("All states")),
    ("late", pgettext_lazy("petition", "Overdue")),
    (Progress.WAITING.value, Progress.WAITING.label),
    (Progress.PARTLY.value, Progress.PARTLY.label),
    (Progress.ANSWERED.value, Progress.ANSWERED.label),
    (Result.RESOLVED.value, Result.RESOLVED.label),
    (Result.UNDER_WAY.value, Result.UNDER_WAY.label),
    (Result.EXPLAINED.value, Result.EXPLAINED.label),
]


class PublicFilter(forms.Form):
    theme = forms.ChoiceField(
        label=_("Theme"), required=False, choices=[("", _("All themes")), *Theme.choices]
    )
    park = RowChoice(
        label=_("Zone"),
        queryset=IndustrialPark.objects.none(),
        required=False,
        empty_label=_("All zones"),
    )
    agency = AgencyField(
        label=_("Who answers"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("All agencies"),
    )
    state = forms.ChoiceField(
        label=pgettext_lazy("petition", "State"), required=False, choices=STATES
    )

    def __init__(self, *args: Any, rows: QuerySet[Petition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        keys = Petition.objects.filter(published_at__isnull=False).order_by()
        asked = PetitionPart.objects.filter(petition__in=keys).exclude(state=PartState.REDIRECTED)
        parks = IndustrialPark.objects.filter(pk__in=keys.values("park"))
        offer_rows(self, "park", parks)
        offer_rows(self, "agency", Agency.objects.filter(pk__in=asked.values("agency")))

    def filter(self) -> QuerySet[Petition]:
        self.is_valid()
        given = self.cleaned_data
        rows = self.rows
        for name in ("theme", "park"):
            if given.get(name):
                rows = rows.filter(**{name: given[name]})
        if given.get("agency"):
            live = PetitionPart.objects.exclude(state=PartState.REDIRECTED)
            rows = rows.filter(pk__in=live.filter(agency=given["agency"]).values("petition"))
        return rows.filter(_state_condition(given.get("state", "")))


def _state_condition(state: str) -> Q:
    if state == "late":
        return Q(is_late=True)
    if state in Progress.values:
        return Q(progress=state)
    return Q(result=state) if state else Q()
