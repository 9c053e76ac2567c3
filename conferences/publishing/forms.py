"""The words that the public will read."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import TextField, VersionField
from agencies.forms.layouts import FieldsHelper, WideFields
from conferences.answers.models import Answer
from conferences.petitions.models import Petition
from conferences.publishing.hiding import hide_personal
from conferences.publishing.services import proposed_words


class PublishForm(forms.Form):
    """The words of the petition and of each answer as the public will read them, with what the
    finder proposes hidden already.
    """

    public_text = TextField(
        label=_("The petition, as the voice of the workers"),
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
    )
    version = VersionField()

    def __init__(
        self, *args: Any, petition: Petition, answers: Sequence[Answer], **kwargs: Any
    ) -> None:
        initial = {"version": petition.version, "public_text": proposed_words(petition)}
        super().__init__(*args, **{"initial": initial} | kwargs)
        self.keys = {f"answer_{answer.pk}": answer.pk for answer in answers}
        for answer in answers:
            self.fields[f"answer_{answer.pk}"] = TextField(
                label=_("Answer of %(agency)s") % {"agency": answer.part.agency.name},
                max_length=10_000,
                required=False,
                initial=hide_personal(answer.text),
                help_text=_("Left empty, this answer is not published yet."),
                widget=forms.Textarea({"rows": 8}),
            )
        self.helper = FieldsHelper(WideFields("public_text", *self.keys), "version")

    @property
    def answers(self) -> dict[int, str]:
        return {key: self.cleaned_data[name] or "" for name, key in self.keys.items()}


class PublishManyForm(forms.Form):
    """Those that have been read and are ticked."""

    petitions = forms.MultipleChoiceField(
        label=_("Read and found right"),
        error_messages={"required": _("Tick what you have read.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, offered: Sequence[Petition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["petitions"]
        field.choices = [(str(row.pk), str(row.number)) for row in offered]

    @property
    def chosen(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["petitions"]]
