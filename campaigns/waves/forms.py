"""What is typed about waves, contents and links."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.forms.fields import DayField, ManyFilesField, TextField, VersionField
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from agencies.people.models import Seat
from agencies.people.permissions import Actor
from agencies.tasks.models import Task
from campaigns.outlets.forms import WebField
from campaigns.outlets.models import Outlet
from campaigns.outlets.queries import active_outlets
from campaigns.permissions import CampaignPermission
from campaigns.waves.choices import ContentKind
from campaigns.waves.content_models import Content
from campaigns.waves.models import Wave
from campaigns.waves.queries import counting_deadlines, newsrooms

KIT_DAYS = datetime.timedelta(days=30)


class DutyField(forms.ModelMultipleChoiceField):
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
        self.fields["tasks"].queryset = tasks
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


class ContentForm(forms.Form):
    """A new content, or the words of one that is written."""

    kind = forms.ChoiceField(label=_("Kind of content"), choices=ContentKind.choices)
    title = TextField(label=pgettext_lazy("content", "Title"), max_length=200)
    newsroom = forms.ModelChoiceField(
        label=_("Newsroom that writes it"), queryset=Agency.objects.none(), empty_label=None
    )
    due_on = DayField(label=_("To be handed in by (if a day is given)"), required=False)
    text = TextField(
        label=pgettext_lazy("content", "Text"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea({"rows": 12}),
    )
    link = WebField(
        label=_("Address of the film or album"),
        max_length=500,
        help_text=_("A film stays on the newsroom's own server; here stands where it is."),
    )
    files = ManyFilesField(
        label=_("Files of the media kit"),
        required=False,
        help_text=_("PDF, DOCX, XLSX, JPG, PNG or WebP, at most 20 MB each."),
    )
    version = VersionField(required=False)

    helper = FieldsHelper(
        FieldGrid(
            "kind",
            "newsroom",
            WideFields("title"),
            WideFields("text"),
            WideFields("link"),
            WideFields("files"),
            "due_on",
        )
    )

    def __init__(
        self, *args: Any, by: Actor, content: Content | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if content:
            for name in ("kind", "newsroom", "due_on"):
                del self.fields[name]
            return
        del self.fields["version"]
        rows = newsrooms(timezone.localdate())
        if not by.may(CampaignPermission.KEEP_WAVES):
            rows = rows.filter(pk=by.seat.agency_id)
        self.fields["newsroom"].queryset = rows
        self.fields["newsroom"].initial = by.seat.agency_id

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        for name in ("text", "link"):
            given[name] = given.get(name) or ""
        return given


def content_values(content: Content) -> dict[str, object]:
    return {name: getattr(content, name) for name in ("title", "text", "link", "version")}


class SeatField(forms.ModelChoiceField):
    def label_from_instance(self, seat: Seat) -> str:
        people = ", ".join(held.person.full_name for held in seat.held_today)
        return f"{seat.title} ({people})" if people else seat.title


class AssignForm(forms.Form):
    desk = TextField(label=_("Desk"), max_length=120, required=False)
    assignee = SeatField(
        label=_("Who writes it"), queryset=Seat.objects.none(), required=False, empty_label="–"
    )
    due_on = DayField(label=_("To be handed in by"), required=False)
    version = VersionField()

    helper = FieldsHelper(FieldGrid("desk", "assignee", "due_on"))

    def __init__(self, *args: Any, seats: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = seats

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.cleaned_data["desk"] = self.cleaned_data.get("desk") or ""
        return self.cleaned_data


class SeenForm(forms.Form):
    """A button: nothing but the version that was seen."""

    version = VersionField()


class AnswerForm(forms.Form):
    """By one button the content is cleared, by another sent back."""

    text = TextField(
        label=_("Note, or what must be changed"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    version = VersionField()

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.cleaned_data["text"] = self.cleaned_data.get("text") or ""
        return self.cleaned_data


class OutletField(forms.ModelChoiceField):
    def label_from_instance(self, outlet: Outlet) -> str:
        return f"{outlet.name} ({outlet.province.name})"


class KitForm(forms.Form):
    outlet = OutletField(label=_("Outlet"), queryset=Outlet.objects.none(), empty_label="–")
    expires_on = DayField(label=_("Open until"))

    helper = FieldsHelper(FieldGrid("outlet", "expires_on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["outlet"].queryset = active_outlets(today)
        self.fields["expires_on"].initial = today + KIT_DAYS
