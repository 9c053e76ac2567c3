"""All people of a booth on one grid."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from conferences.outcomes.choices import Rung
from conferences.outcomes.models import Outcome


class OutcomesForm(forms.Form):
    """One choice for each person; `rows` as they stand in the grid."""

    def __init__(self, *args: Any, rows: Sequence[Outcome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            self.fields[f"rung-{row.pk}"] = forms.TypedChoiceField(
                choices=Rung.choices,
                coerce=int,
                initial=row.rung,
                widget=forms.Select({"class": "form-select"}),
            )

    def lines(self) -> list[tuple[Outcome, BoundField]]:
        return [(row, self[f"rung-{row.pk}"]) for row in self.rows]

    def rungs(self) -> dict[int, int]:
        return {row.pk: self.cleaned_data[f"rung-{row.pk}"] for row in self.rows}
