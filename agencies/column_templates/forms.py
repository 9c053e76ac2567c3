from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.column_templates.queries import list_headings
from agencies.forms.fields import TextField
from agencies.registry import ExportList


class TemplateForm(forms.Form):
    name = TextField(label=_("Name of the template"), max_length=80)
    columns = forms.MultipleChoiceField(
        label=_("Columns"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any, *, found: ExportList) -> None:
        super().__init__(data)
        shown = [column.heading for column in found.columns()]
        columns = cast("forms.MultipleChoiceField", self.fields["columns"])
        columns.choices = list(zip(list_headings(found), shown, strict=True))
