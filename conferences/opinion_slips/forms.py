"""What is typed about an opinion slip, and the answer to it."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.forms.fields import DayField, TextField, offer_rows
from agencies.forms.layouts import FieldGrid, FieldsHelper, WideFields
from conferences.opinion_slips.models import OpinionSlip, SlipChoice

USUAL_CHOICES = "Đồng ý\nKhông đồng ý\nÝ kiến khác"


class ClockField(TextField):
    """A time of the day as it is written: 17:00, 17h00 or 17h."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=10, **kwargs)
        self.widget.attrs |= {"placeholder": _("hours:minutes"), "autocomplete": "off"}

    def to_python(self, value: str | datetime.time | None) -> Any:
        typed = super().to_python(value if isinstance(value, str) else None)
        if not typed:
            return None
        hours, _sign, minutes = typed.lower().replace("h", ":").replace("g", ":").partition(":")
        try:
            return datetime.time(int(hours), int(minutes or 0))
        except ValueError:
            raise forms.ValidationError(_("Write the time as 17:00."), code="invalid") from None

    def run_validators(self, value: datetime.time | None) -> None:
        """Without the limit of length: it was for the text, which to_python has already read."""


class SlipForm(forms.Form):
    question = TextField(
        label=pgettext_lazy("conference", "Question"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    choices = TextField(
        label=_("Choices, one a line"),
        max_length=2000,
        initial=USUAL_CHOICES,
        widget=forms.Textarea({"rows": 4}),
    )
    ends_on = DayField(label=_("Answers until the day"))
    ends_clock = ClockField(label=_("and the time"), initial="17:00")

    helper = FieldsHelper(FieldGrid(WideFields("question", "choices"), "ends_on", "ends_clock"))

    def facts(self) -> dict[str, Any]:
        """As the service wants them."""
        data = self.cleaned_data
        ends_at = datetime.datetime.combine(data["ends_on"], data["ends_clock"])
        return {
            "question": data["question"],
            "choices": data["choices"].splitlines(),
            "ends_at": timezone.make_aware(ends_at),
        }


class AnswerForm(forms.Form):
    choice = forms.ModelChoiceField(
        label=_("Answer"),
        queryset=SlipChoice.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    comment = TextField(
        label=_("Comment (may stay empty)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    helper = FieldsHelper("choice", "comment")

    def __init__(self, *args: Any, slip: OpinionSlip, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "choice", slip.choices.all())
