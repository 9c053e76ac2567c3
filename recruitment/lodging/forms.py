"""The lines of a lodging count."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from recruitment.fields.fields import CountField
from recruitment.period_reports.forms import HomeLineForm


class LodgersForm(HomeLineForm):
    """The lodgers of one home province; a line without either is left out."""

    people = CountField(label=_("People"), bounds=(1, 1_000_000), required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if given.get("people") and not given.get("province"):
            self.add_error("province", _("Choose the province."))
        if given.get("province") and not given.get("people") and "people" not in self.errors:
            self.add_error("people", _("Type how many people."))
        return given
