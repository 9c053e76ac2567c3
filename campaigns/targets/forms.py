"""Targets as they are typed, and what their list is asked for."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.calendar.periods import name_of_period
from agencies.directives.models import Clause, Directive
from agencies.forms.fields import DayField, RowChoice, TextField, VersionField
from agencies.forms.layouts import FieldGrid, FieldGroup, FieldsHelper, FilterHelper, WideFields
from campaigns.indicators.forms import AmountField, latest_periods, measuring_agencies
from campaigns.indicators.models import Indicator
from campaigns.targets.choices import Channel, Operator
from campaigns.targets.models import Target
from campaigns.targets.queries import TargetRow
from vietnam.periods import Period, PeriodKind


class DirectiveChoice(RowChoice):
    def label_from_instance(self, directive: Directive) -> str:
        return f"{directive.citation}: {directive.title}"[:160]


class ClauseChoice(RowChoice):
    def label_from_instance(self, clause: Clause) -> str:
        return f"{clause.section}: {' '.join(clause.text.split())}"[:120]


class TargetForm(forms.Form):
    """Of a chosen document the form then offers the clauses."""

    indicator = forms.ModelChoiceField(label=_("Indicator"), queryset=Indicator.objects.all())
    operator = forms.ChoiceField(label=_("Goal"), choices=Operator.choices)
    goal = AmountField(label=_("Figure of the goal"))
    baseline = AmountField(
        label=_("How it stood before (if known)"),
        required=False,
        help_text=_("From it the way to the goal is counted. It is in no cumulative figure."),
    )
    starts_on = DayField(label=pgettext_lazy("period", "From"))
    ends_on = DayField(label=pgettext_lazy("period", "To"))
    directive = DirectiveChoice(
        label=_("Document that sets it"), queryset=Directive.objects.none(), required=False
    )
    clause = ClauseChoice(label=_("Clause"), queryset=Clause.objects.none(), required=False)
    basis = TextField(
        label=_("Basis in words"),
        max_length=300,
        required=False,
        help_text=_("Where the document is not in the register, or beside it."),
    )
    parent = forms.ModelChoiceField(
        label=_("Part of the target"), queryset=Target.objects.none(), required=False
    )
    channel = forms.ChoiceField(
        label=_("Channel"), required=False, choices=[("", "–"), *Channel.choices]
    )
    lead = forms.ModelChoiceField(
        label=_("Lead agency"), queryset=Agency.objects.none(), required=False
    )
    version = VersionField(required=False)

    helper = FieldsHelper(
        FieldGrid(
            WideFields("indicator"),
            "operator",
            "goal",
            "baseline",
            "channel",
            "starts_on",
            "ends_on",
        ),
        FieldGroup(_("Basis"), WideFields("directive", "clause", "basis")),
        FieldGroup(_("Place"), WideFields("parent", "lead")),
    )

    def __init__(self, *args: Any, target: Target | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        others = Target.objects.select_related("indicator")
        fields["parent"].queryset = others.exclude(pk=target.pk) if target else others
        fields["directive"].queryset = Directive.objects.exclude(status="withdrawn").defer("text")
        fields["lead"].queryset = measuring_agencies(timezone.localdate())
        if target and target.lead_id:
            fields["lead"].queryset |= Agency.objects.filter(pk=target.lead_id).distinct()
        chosen = self["directive"].value() if self.is_bound else target and target.directive_id
        if str(chosen or "").isdecimal() and len(str(chosen)) < 19:
            fields["clause"].queryset = Clause.objects.filter(
                directive=int(str(chosen))
            ).select_related("directive")
        else:
            fields["clause"].help_text = _("Can be chosen once the document is saved.")

    @property
    def facts(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return given | {name: given[name] or "" for name in ("basis", "channel")}


def target_values(target: Target) -> dict[str, Any]:
    names = ("operator", "goal", "baseline", "starts_on", "ends_on", "basis", "channel", "version")
    links = ("indicator", "directive", "clause", "parent", "lead")
    return {name: getattr(target, name) for name in names} | {
        name: getattr(target, f"{name}_id") for name in links
    }


# The list -----------------------------------------------------------------------------------------
class TargetFilter(forms.Form):
    """What of the address is not understood is left out."""

    period = forms.ChoiceField(label=_("Period"), required=False)
    channel = forms.ChoiceField(
        label=_("Channel"), required=False, choices=[("", _("All channels")), *Channel.choices]
    )

    helper = FilterHelper()

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data.dict())
        today = timezone.localdate()
        monthly = latest_periods(PeriodKind.OFFICIAL_MONTH, today)
        longer = [
            each
            for kind in (PeriodKind.OFFICIAL_QUARTER, PeriodKind.OFFICIAL_HALF_YEAR)
            for each in latest_periods(kind, today)[:6]
        ]
        longer += latest_periods(PeriodKind.OFFICIAL_NINE_MONTHS, today)[:3]
        longer += latest_periods(PeriodKind.OFFICIAL_YEAR, today)[:4]
        fields: dict[str, Any] = self.fields
        fields["period"].choices = [
            (_("Months"), [(str(each), name_of_period(each)) for each in monthly]),
            (_("Longer"), [(str(each), name_of_period(each)) for each in longer]),
        ]
        self.is_valid()
        asked = Period.read(self.cleaned_data.get("period") or "")
        # The last month that is over.
        over = next(each for each in monthly if each.last < today)
        self.chosen = asked or over
        self.data = {**self.data, "period": str(self.chosen)}

    def filter(self, rows: list[TargetRow]) -> list[TargetRow]:
        channel = self.cleaned_data.get("channel")
        return [row for row in rows if row.channel == channel] if channel else rows
