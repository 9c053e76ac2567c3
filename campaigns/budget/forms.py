"""What is typed about a budget and its lines."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.choices import AgencyKind
from agencies.bodies.models import Agency
from agencies.directives.choices import DirectiveStatus
from agencies.directives.models import Directive
from agencies.forms.fields import (
    DayField,
    LongSelect,
    NumberField,
    RowChoice,
    TextField,
    VersionField,
    offer_rows,
)
from agencies.forms.layouts import FieldGrid, FieldGroup, FieldsHelper, WideFields
from agencies.tasks.models import Task
from campaigns.budget.choices import BudgetStep, Source
from campaigns.budget.models import Budget, BudgetDate, BudgetLine
from recruitment.fields.amounts import AmountField
from vietnam.dates import FIRST_YEAR, LAST_YEAR

FIRMS = (AgencyKind.FIRM, AgencyKind.SERVICE_FIRM)


class DirectiveField(RowChoice):
    def label_from_instance(self, directive: Directive) -> str:
        return f"{directive.citation}: {directive.title}"


class TaskField(RowChoice):
    def label_from_instance(self, task: Task) -> str:
        return f"{task.lead.display_name}: {task.title}"


class BudgetForm(forms.Form):
    year = NumberField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    title = TextField(label=pgettext_lazy("budget", "Title"), max_length=200)
    directive = DirectiveField(
        label=_("Plan that it is for"),
        queryset=Directive.objects.none(),
        required=False,
        empty_label="–",
    )

    helper = FieldsHelper(FieldGrid("year", WideFields("title"), WideFields("directive")))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = Directive.objects.filter(status=DirectiveStatus.ASSIGNED)
        offer_rows(self, "directive", given.order_by("-issued_on", "-pk"))
        self.fields["year"].initial = timezone.localdate().year


def _agencies() -> Any:
    rows = Agency.objects.valid(timezone.localdate()).exclude(kind__in=FIRMS)
    return rows.order_by("sort_key", "pk")


class LineForm(forms.Form):
    title = TextField(label=_("What for"), max_length=200)
    agency = forms.ModelChoiceField(
        label=_("Agency"), queryset=Agency.objects.none(), empty_label="–", widget=LongSelect
    )
    source = forms.ChoiceField(label=_("Source of money"), choices=Source.choices)
    estimate = AmountField(label=BudgetStep.ESTIMATE.label)
    submitted = AmountField(label=BudgetStep.SUBMITTED.label)
    appraised = AmountField(label=BudgetStep.APPRAISED.label)
    granted = AmountField(label=BudgetStep.GRANTED.label)
    spent = AmountField(label=BudgetStep.SPENT.label)
    settled = AmountField(label=BudgetStep.SETTLED.label)
    reason = TextField(
        label=_("Reason for changing a settled line"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    version = VersionField(required=False)

    helper = FieldsHelper(
        FieldGrid(WideFields("title"), "agency", "source"),
        FieldGroup(_("Amounts in đồng; empty: not known yet"), *BudgetStep.values),
        FieldGrid(WideFields("reason")),
    )

    def __init__(self, *args: Any, line: BudgetLine | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = _agencies()
        if line:
            rows = rows | Agency.objects.filter(pk=line.agency_id)
        offer_rows(self, "agency", rows.order_by("sort_key", "pk"))
        if line is None:
            del self.fields["version"]
        if line is None or not line.is_settled:
            del self.fields["reason"]


def line_values(line: BudgetLine) -> dict[str, object]:
    names = ("title", "source", "version", *BudgetStep.values)
    return {name: getattr(line, name) for name in names} | {"agency": line.agency_id}


class DateForm(forms.Form):
    step = forms.ChoiceField(label=pgettext_lazy("budget", "Step"), choices=BudgetStep.choices)
    task = TaskField(
        label=_("Task that the plan has given already"),
        queryset=Task.objects.none(),
        required=False,
        empty_label=_("None: give a new task"),
    )
    agency = forms.ModelChoiceField(
        label=_("Agency that owes it"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label="–",
        widget=LongSelect,
    )
    due_on = DayField(label=_("Last day"), required=False)

    helper = FieldsHelper(FieldGrid("step", WideFields("task"), "agency", "due_on"))

    def __init__(self, *args: Any, budget: Budget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "agency", _agencies())
        if budget.directive_id is None:
            del self.fields["task"]
            return
        taken = BudgetDate.objects.values("task")
        offer_rows(
            self,
            "task",
            Task.objects.filter(directive=budget.directive)
            .exclude(pk__in=taken)
            .select_related("lead")
            .order_by("pk"),
        )
