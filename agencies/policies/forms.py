"""A reminder policy, and how a person wants to be written to."""

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.directives.choices import DirectiveKind
from agencies.directives.models import Directive
from agencies.forms.fields import LongSelect, NumberField, TextField
from agencies.people.choices import Channel
from agencies.policies.choices import DaysUnit
from agencies.policies.models import ReminderPolicy
from agencies.tasks.forms import DirectiveField, directives_with_tasks

FURTHEST = 60
MOST_DAYS = 8
# Returns what was typed, whatever it was; a number's own control accepts nothing but a number.


class DaysField(TextField):
    """Days ahead typed as "7, 3, 1, 0"; cleaned to a list, the furthest first, each once."""

    default_error_messages = {
        "required": _("Give at least one day, for example 7, 3, 1, 0."),
        "format": _(
            "“%(typed)s” is not a list of days. Separate them by commas, for example 7, 3, 1, 0."
        ),
        "far": _("At most 8 days, none further ahead than 60."),
    }

    def prepare_value(self, value: object) -> object:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: str) -> list[int]:
        typed = super().to_python(value) or ""
        parts = typed.replace(";", ",").replace(",", " ").split()
        if not all(part.isascii() and part.isdigit() for part in parts):
            raise forms.ValidationError(
                self.error_messages["format"], code="format", params={"typed": typed}
            )
        days = sorted({int(part[:9]) for part in parts}, reverse=True)
        if days and (days[0] > FURTHEST or len(days) > MOST_DAYS):
            raise forms.ValidationError(self.error_messages["far"], code="far")
        return days


class ReminderPolicyForm(forms.Form):
    """The fields `directive` and `directive_kind` only exist for a new policy: what it is for never
    changes.
    """

    name = TextField(label=_("Name"), max_length=80)
    directive = DirectiveField(
        label=_("For one document"),
        queryset=Directive.objects.none(),
        required=False,
        widget=LongSelect,
    )
    directive_kind = forms.ChoiceField(
        label=_("or for a kind of documents"),
        choices=[("", "–"), *DirectiveKind.choices],
        required=False,
    )
    lead_days = DaysField(
        label=_("Remind before the deadline"), help_text=_("Days, for example 7, 3, 1, 0.")
    )
    unit = forms.TypedChoiceField(label=_("Counted in"), choices=DaysUnit, coerce=int)
    late_daily = NumberField(
        label=_("Daily while late"),
        min_value=0,
        max_value=30,
        help_text=_("How often."),
    )
    late_weekly = forms.BooleanField(label=_("then every week until it is done"), required=False)
    escalate_after = NumberField(
        label=_("Notify the leader after"),
        min_value=1,
        max_value=60,
        required=False,
        help_text=_("Working days late; empty: never."),
    )
    channels = forms.MultipleChoiceField(
        label=_("By"), choices=Channel, widget=forms.CheckboxSelectMultiple
    )
    quiet_from = forms.TimeField(
        label=_("No mail from"), required=False, help_text=_("For example 21:00.")
    )
    quiet_to = forms.TimeField(
        label=pgettext_lazy("time of day", "until"),
        required=False,
        help_text=_("For example 06:30."),
    )

    def __init__(self, *args, policy: ReminderPolicy, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["directive"].queryset = directives_with_tasks()
        if policy.pk:
            del self.fields["directive"], self.fields["directive_kind"]
        for name in ("quiet_from", "quiet_to"):
            self.fields[name].widget.format = "%H:%M"

    def clean(self) -> dict[str, object]:
        super().clean()
        given = self.cleaned_data
        if "directive" in self.fields and bool(given.get("directive")) == bool(
            given.get("directive_kind")
        ):
            self.add_error("directive", _("Choose one document or one kind of documents."))
        if bool(given.get("quiet_from")) != bool(given.get("quiet_to")):
            self.add_error("quiet_to", _("Give both times, or none."))
        return given
