"""What is typed about waves, contents and links."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.forms.fields import DayField, RowsChoice, TextField, VersionField, offer_rows
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from agencies.tasks.models import Task
from campaigns.waves.models import Wave
from campaigns.waves.queries import counting_deadlines


class DutyField(RowsChoice):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, task: Task) -> str:
        return f"{task.lead.display_name}: {task.title}"


class WaveForm(forms.Form):
    title = TextField(label=pgettext_lazy("wave", "Title"), max_length=200)
    starts_on = DayField(label=pgettext_lazy("period", "From"))
    ends_on = DayField(label=_("Published by"))
    message = TextField(
        label=_("Message: what people shall know"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    tasks = DutyField(
        label=_("Counts for these duties"),
        queryset=Task.objects.none(),
        required=False,
        help_text=_("With its first publication the wave is counted there by itself, once."),
    )
    version = VersionField(required=False)

    helper = FieldsHelper(
        FieldGrid(
            WideFields("title"), "starts_on", "ends_on", WideFields("message"), WideFields("tasks")
        )
    )

    def __init__(self, *args: Any, wave: Wave | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = {deadline.task_id for deadline in counting_deadlines()}
        keys |= set(wave.duties.values_list("task", flat=True)) if wave else set()
        tasks = Task.objects.filter(pk__in=keys).select_related("lead").order_by("-pk")
        offer_rows(self, "tasks", tasks)
        if not keys:
            del self.fields["tasks"]
        if wave is None:
            del self.fields["version"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        given["message"] = given.get("message") or ""
        given.setdefault("tasks", ())
        return given


def wave_values(wave: Wave) -> dict[str, object]:
    names = ("title", "message", "starts_on", "ends_on", "version")
    tasks = list(wave.duties.values_list("task", flat=True))
    return {name: getattr(wave, name) for name in names} | {"tasks": tasks}


class ReasonForm(forms.Form):
    reason = TextField(label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 2}))
    version = VersionField()
