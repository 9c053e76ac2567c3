"""What is typed by who asks to speak or asks a question, and by who answers."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.forms.fields import DayField, LongSelect, TextField, VersionField, offer_rows
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from conferences.meetings.models import Conference, Point
from conferences.meetings.queries import in_order, invitable_bodies
from conferences.programmes.forms import MinutesField
from conferences.speeches.models import MOST_SPEECH_MINUTES, Question

USUAL_MINUTES = 5


class SpeechForm(forms.Form):
    """From a point itself, through its signed link."""

    full_name = TextField(label=_("Who wants to speak"), max_length=120)
    organisation = TextField(label=_("Position, agency"), max_length=200, required=False)
    topic = TextField(label=_("What about"), max_length=300)
    minutes = MinutesField(
        label=_("Minutes needed"), most=MOST_SPEECH_MINUTES, initial=USUAL_MINUTES
    )

    helper = FieldsHelper(
        FieldGrid("full_name", "organisation", WideFields("topic"), "minutes", "point")
    )


class SecretarySpeechForm(SpeechForm):
    point = forms.ModelChoiceField(
        label=_("Point"), queryset=Point.objects.none(), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "point", in_order(conference.points.all()))


class QuestionForm(forms.Form):
    """From a point itself, through its signed link."""

    text = TextField(
        label=pgettext_lazy("conference", "Question"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    full_name = TextField(label=_("Who asks (may stay empty)"), max_length=120, required=False)

    helper = FieldsHelper(FieldGrid(WideFields("text"), "full_name", "point"))


class SecretaryQuestionForm(QuestionForm):
    point = forms.ModelChoiceField(
        label=_("Point"), queryset=Point.objects.none(), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "point", in_order(conference.points.all()))


class AgencyAnswerForm(forms.Form):
    """Who answers, among the agencies of both sides that exist today."""

    owner = forms.ModelChoiceField(
        label=_("Who answers"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("Whoever chairs"),
        widget=LongSelect,
    )
    version = VersionField()

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        initial = {
            "owner": question.owner_id,
            "answer": question.answer,
            "version": question.version,
        }
        super().__init__(*args, **{"initial": initial} | kwargs)
        partnership = question.conference.partnership
        offer_rows(self, "owner", invitable_bodies(partnership, timezone.localdate()))


class AnswerNowForm(AgencyAnswerForm):
    answer = TextField(
        label=_("What was answered"), max_length=4000, widget=forms.Textarea({"rows": 3})
    )

    helper = FieldsHelper(FieldGrid("owner", WideFields("answer")), "version")


class AnswerInWritingForm(AgencyAnswerForm):
    due_on = DayField(label=_("To be answered by"))

    helper = FieldsHelper(FieldGrid("owner", "due_on"), "version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.empty_label = "–"
        owner.required = True


class MoveForm(forms.Form):
    places = forms.TypedChoiceField(choices=[(-1, "-1"), (1, "1")], coerce=int)
