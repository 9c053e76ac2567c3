"""What can be asked, answered and said about an occurrence. Whether words are needed is the
services' rule.
"""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from agencies.conversation.comments import MentionableSeat, mentionable_seats
from agencies.conversation.explanations import (
    may_answer_explanation,
    may_ask_explanation,
    usual_answer_day,
)
from agencies.conversation.extensions import may_answer_extension, may_ask_extension
from agencies.conversation.snoozes import last_snooze_day, may_snooze
from agencies.forms.fields import DayField, ManyFilesField, TextField, VersionField
from agencies.forms.layouts import FieldsHelper, FieldsPart
from agencies.people.permissions import Actor
from agencies.requests.queries import OccurrenceRequests
from agencies.tasks.figures import StatusConditions
from agencies.tasks.occurrence_models import Occurrence
from vietnam.dates import format_date

LONGEST_TEXT = 5000


class WordsField(TextField):
    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(
            max_length=LONGEST_TEXT,
            required=False,
            widget=forms.Textarea(attrs={"rows": rows}),
            **kwargs,
        )


class ExtensionForm(forms.Form):
    """A request for a later date. `version` is the state of the occurrence that was seen."""

    wanted_on = DayField(label=gettext_lazy("New deadline"))
    reason = WordsField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy(
            "What stands in the way, what is done by now, and what is still missing."
        ),
    )
    version = VersionField()


class ExtensionGrantForm(forms.Form):
    """The wanted date is filled in: leaving it grants what was asked, another one amends it."""

    granted_on = DayField(label=gettext_lazy("Grant until"))
    answer = WordsField(label=gettext_lazy("Note to the agency; for a refusal, the reason"), rows=2)


class ExtensionRefusalForm(ExtensionGrantForm):
    granted_on = TextField(label=gettext_lazy("Grant until"), required=False, max_length=40)


class ExplanationForm(forms.Form):
    question = WordsField(label=gettext_lazy("What is to be explained"))
    answer_by = DayField(label=gettext_lazy("To be answered by"))


class ExplanationAnswerForm(forms.Form):
    answer = WordsField(
        label=gettext_lazy("Explanation"),
        rows=4,
        help_text=gettext_lazy(
            "The cause, what has been done, and what will be done by when. It is kept as written."
        ),
    )


class CommentForm(forms.Form):
    """A comment; `people` are the seats that can be called, in the order of the list."""

    text = WordsField(label=gettext_lazy("Comment"))
    mentioned = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Mention"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    files = ManyFilesField(
        label=gettext_lazy("Files"),
        required=False,
        help_text=gettext_lazy("PDF, DOCX, XLSX or pictures, up to 20 MB each; several at once."),
    )

    helper = FieldsHelper("text", FieldsPart("mentioned", choices_class="people"), "files")

    def __init__(self, *args: Any, people: Sequence[MentionableSeat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {one.seat.pk: one.seat for one in people}
        self.fields["mentioned"].choices = [(one.seat.pk, str(one)) for one in people]
        if not people:
            self.fields["mentioned"].widget = forms.MultipleHiddenInput()

    def clean_mentioned(self) -> list:
        return [self.seats[pk] for pk in self.cleaned_data["mentioned"]]


class SnoozeForm(forms.Form):
    until = DayField(label=gettext_lazy("No reminder before"))

    def __init__(self, *args: Any, latest: datetime.date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [
            _(
                "The deadline stays as it is. What goes to the leader once the task is late is "
                "not paused."
            )
        ]
        if latest:
            words.insert(0, _("%(day)s at the latest.") % {"day": format_date(latest)})
        self.fields["until"].help_text = " ".join(words)


def people_to_mention(
    occurrence: Occurrence, by: Actor, today: datetime.date
) -> list[MentionableSeat]:
    """Everybody else who sees the task."""
    seeing = mentionable_seats(occurrence.task, on=today)
    return [one for one in seeing if one.seat != by.seat]


def conversation_forms(
    occurrence: Occurrence, conversation: OccurrenceRequests, by: Actor, judgement: StatusConditions
) -> dict[str, forms.Form]:
    offered: dict[str, forms.Form] = {}
    today = judgement.on
    asked = conversation.open_extension
    question = conversation.open_explanation
    if asked is None and may_ask_extension(occurrence, by):
        offered["extension"] = ExtensionForm(
            initial={"version": occurrence.version}, auto_id="extension_%s"
        )
    if asked and may_answer_extension(asked, by):
        offered["grant"] = ExtensionGrantForm(
            initial={"granted_on": asked.wanted_on}, auto_id="grant_%s"
        )
    if question is None and may_ask_explanation(occurrence, by):
        usual = {"answer_by": usual_answer_day(today, judgement.calendar)}
        offered["question"] = ExplanationForm(initial=usual, auto_id="question_%s")
    if question and may_answer_explanation(question, by):
        offered["explanation"] = ExplanationAnswerForm(auto_id="explanation_%s")
    if may_snooze(occurrence, by, today):
        offered["snooze"] = SnoozeForm(
            latest=last_snooze_day(occurrence, today), auto_id="snooze_%s"
        )
    offered["comment"] = CommentForm(
        people=people_to_mention(occurrence, by, today), auto_id="comment_%s"
    )
    return offered
