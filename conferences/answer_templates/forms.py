"""What is typed of a template."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.forms.fields import TextField, VersionField
from agencies.forms.layouts import FieldsHelper
from conferences.answer_templates.models import AnswerTemplate
from conferences.answers.forms import OUTCOMES


class TemplateForm(forms.Form):
    title = TextField(label=pgettext_lazy("template", "Title"), max_length=120)
    outcome = forms.ChoiceField(label=_("Class of the answer"), choices=OUTCOMES, required=False)
    text = TextField(
        label=_("Text of the answer"),
        max_length=10_000,
        widget=forms.Textarea({"rows": 10}),
        help_text=_(
            "“[số kiến nghị]” and “[tên đối thoại]” become those of the petition that is answered."
        ),
    )
    version = VersionField(required=False)

    helper = FieldsHelper("title", "outcome", "text", "version")

    def __init__(self, *args: Any, template: AnswerTemplate | None = None, **kwargs: Any) -> None:
        names = ("title", "outcome", "text", "version")
        initial = {name: getattr(template, name) for name in names} if template else {}
        super().__init__(*args, **{"initial": initial} | kwargs)
        if template is None:
            del self.fields["version"]
