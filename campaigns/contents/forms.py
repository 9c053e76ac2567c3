"""What is typed about a content, and with the acts on it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.forms.fields import (
    DayField,
    ManyFilesField,
    RowChoice,
    TextField,
    VersionField,
    offer_rows,
)
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from agencies.people.models import Seat
from agencies.people.permissions import Actor
from campaigns.contents.choices import ContentKind
from campaigns.contents.models import Content
from campaigns.contents.queries import newsrooms
from campaigns.outlets.forms import WebField
from campaigns.permissions import CampaignPermission


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
    files: Any = ManyFilesField(
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
        offer_rows(self, "newsroom", rows)
        self.fields["newsroom"].initial = by.seat.agency_id

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        for name in ("text", "link"):
            given[name] = given.get(name) or ""
        return given


def content_values(content: Content) -> dict[str, object]:
    return {name: getattr(content, name) for name in ("title", "text", "link", "version")}


class SeatField(RowChoice):
    def label_from_instance(self, seat: Seat) -> str:
        people = ", ".join(held.person.full_name for held in getattr(seat, "held_today", ()))
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
        offer_rows(self, "assignee", seats)

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
