"""What can be entered about recurring duties, and about deadlines that wait for an event."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy as _

from agencies.deeds.services import may_report_deeds, may_strike_deeds
from agencies.deeds.triggers import deadline_to_trigger
from agencies.forms.fields import DayField, RowChoice, TextField, VersionField
from agencies.forms.layouts import FieldsHelper
from agencies.lists.numbers import localized_number
from agencies.people.permissions import Actor
from agencies.progress.forms import ProgressForm
from agencies.tasks.deadline_words import standing_deeds
from agencies.tasks.occurrence_models import Occurrence, Progress
from vietnam.dates import format_date


class DeedForm(ProgressForm):
    """One deed with its day and its proof; `hand_in`: submit the period's result with it."""

    happened_on = DayField(label=_("Done on"))
    hand_in = forms.BooleanField(required=False)

    helper = FieldsHelper("happened_on", "text", "files")


class DeedChoice(RowChoice):
    def label_from_instance(self, deed: Progress) -> str:
        return f"{format_date(deed.happened_on)} – {Truncator(deed.text).chars(60)}"


class StrikeForm(forms.Form):
    deed = DeedChoice(
        label=_("Which one"),
        queryset=Progress.objects.none(),
        empty_label=_("Choose a reported deed"),
    )
    text = TextField(label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 2}))
    version = VersionField()

    def __init__(self, *args, occurrence: Occurrence, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deed"].queryset = standing_deeds(occurrence)


class TriggerForm(forms.Form):
    """The day of an event. `for_all`: for all agencies of the clause."""

    triggered_on = DayField(label=_("Day of the event"))
    for_all = forms.BooleanField(required=False)
    version = VersionField()

    def show_sharing(self, sharing: int) -> None:
        # How many tasks wait for the same event; of one alone nothing is asked.
        if sharing > 1:
            words = gettext("For all %(n)s tasks that wait for this event")
            self.fields["for_all"].label = words % {"n": localized_number(sharing)}
        else:
            del self.fields["for_all"]


def deed_forms(occurrence: Occurrence, by: Actor) -> dict[str, forms.Form]:
    seen = {"version": occurrence.version}
    offered: dict[str, forms.Form] = {}
    if may_report_deeds(occurrence, by):
        offered["deed"] = DeedForm(initial=seen, auto_id="deed_%s")
    if may_strike_deeds(occurrence, by) and occurrence.deed_count:
        offered["strike"] = StrikeForm(initial=seen, auto_id="strike_%s", occurrence=occurrence)
    if deadline := deadline_to_trigger(occurrence, by):
        known = deadline.triggered_on
        offered["trigger"] = TriggerForm(
            initial=seen | {"triggered_on": known, "for_all": True}, auto_id="trigger_%s"
        )
    return offered
