"""Which budget line pays for a delegation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import RowChoice, offer_rows
from agencies.forms.layouts import FieldsHelper
from campaigns.budget.models import BudgetLine
from campaigns.trip_costs.queries import line_of, lines_for
from conferences.delegations.models import Delegation


class LineChoice(RowChoice):
    def label_from_instance(self, line: BudgetLine) -> str:
        """Titles repeat from budget to budget."""
        return f"{line.budget.title}: {line.title} ({line.agency.display_name})"


class TripCostForm(forms.Form):
    line = LineChoice(
        label=_("Budget line"),
        queryset=BudgetLine.objects.none(),
        required=False,
        empty_label="–",
    )

    helper = FieldsHelper("line")

    def __init__(self, *args: Any, delegation: Delegation, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"line": line_of(delegation)}} | kwargs)
        offer_rows(self, "line", lines_for(delegation))
