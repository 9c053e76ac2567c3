"""What is typed about answers: their class, and what it demands."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.forms.fields import ChosenFileInput, DayField, TextField, UploadField, VersionField
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from conferences.answer_templates.models import AnswerTemplate
from conferences.answers.choices import Channel
from conferences.answers.models import Answer
from conferences.answers.services import AnswerFacts
from conferences.petitions.choices import AnswerClass
from conferences.petitions.models import PetitionPart

OUTCOMES: list[Any] = [("", "–"), *AnswerClass.choices]
WORKING_WEEK = datetime.timedelta(days=7)


class ClassFields(forms.Form):
    """The class of an answer, after the list of the delegations of the National Assembly."""

    outcome = forms.ChoiceField(
        label=_("Class of the answer"),
        choices=OUTCOMES,
        help_text=_("Answered is not resolved: the class says which."),
    )
    promised_on = DayField(
        label=_("Resolved by (with a date)"),
        required=False,
        help_text=_("Needed for “with a date”; it becomes a task."),
    )
    reason = TextField(
        label=_("Why not yet"),
        max_length=500,
        required=False,
        help_text=_("Needed for the other classes of “being resolved”."),
    )
    referred_to = TextField(
        label=_("Who has to answer instead, or which petition it repeats"),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name in ("reason", "referred_to"):
            self.cleaned_data[name] = self.cleaned_data.get(name) or ""
        return self.cleaned_data


class AnswerForm(ClassFields):
    channel = forms.ChoiceField(
        label=pgettext_lazy("answer", "How it was given"), choices=Channel.choices
    )
    number = TextField(
        label=_("Number of the letter"),
        max_length=60,
        required=False,
        help_text=_("For example 1234/SNV-LĐVL. A letter entered before is used again."),
    )
    answered_on = DayField(label=_("Date of the answer"))
    text = TextField(
        label=_("Text of the answer"), max_length=10_000, widget=forms.Textarea({"rows": 8})
    )
    file = UploadField(
        label=_("The letter itself (PDF, DOCX)"),
        required=False,
        widget=ChosenFileInput({"accept": ".pdf,.docx,.xlsx,.jpg,.jpeg,.png,.webp"}),
        help_text=_("It stays inside: the public reads the text above, without names."),
    )
    version = VersionField()

    helper = FieldsHelper(
        FieldGrid(
            "channel",
            "number",
            "answered_on",
            "outcome",
            "promised_on",
            "reason",
            WideFields("referred_to", "text", "file"),
            "version",
        )
    )
    REFUSED_AT = {"files": "file"}

    def __init__(
        self,
        *args: Any,
        part: PetitionPart,
        template: AnswerTemplate | None = None,
        **kwargs: Any,
    ) -> None:
        initial = {"version": part.version, "answered_on": timezone.localdate()}
        if template:
            initial["text"] = template.words_for(part.petition)
            initial["outcome"] = template.outcome
        super().__init__(*args, **{"initial": initial} | kwargs)

    @property
    def facts(self) -> AnswerFacts:
        given = self.cleaned_data
        return AnswerFacts(
            text=given["text"],
            outcome=given["outcome"],
            answered_on=given["answered_on"],
            channel=given["channel"],
            number=given["number"] or "",
            reason=given["reason"],
            promised_on=given["promised_on"],
            referred_to=given["referred_to"],
        )

    @property
    def letter_files(self) -> Sequence[Any]:
        file = self.cleaned_data["file"]
        return [file] if file else []


class CheckForm(ClassFields):
    """What the federation finds of an answer; the class is the agency's own until it is changed."""

    version = VersionField()

    helper = FieldsHelper(FieldGrid("outcome", "promised_on", "reason", "referred_to", "version"))

    def __init__(self, *args: Any, answer: Answer, **kwargs: Any) -> None:
        names = ("outcome", "promised_on", "reason", "referred_to", "version")
        initial = {name: getattr(answer, name) for name in names}
        super().__init__(*args, **{"initial": initial} | kwargs)


class ReturnForm(forms.Form):
    why = TextField(label=_("What is missing"), max_length=1000, widget=forms.Textarea({"rows": 3}))
    due_on = DayField(label=_("To be completed by"))
    version = VersionField()

    helper = FieldsHelper(FieldGrid("due_on", WideFields("why"), "version"))

    def __init__(self, *args: Any, answer: Answer, **kwargs: Any) -> None:
        initial = {"version": answer.version, "due_on": timezone.localdate() + WORKING_WEEK}
        super().__init__(*args, **{"initial": initial} | kwargs)
