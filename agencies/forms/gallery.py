"""A form with each kind of field, for the gallery."""

from django import forms

from agencies.forms.fields import DayField, ManyFilesField, TextField
from agencies.forms.layouts import (
    FieldGrid,
    FieldGroup,
    FieldRow,
    FieldsHelper,
    WideChoices,
    WideFields,
)

LEVELS = [("province", "Cấp tỉnh"), ("commune", "Cấp xã")]


class SampleForm(forms.Form):
    mail = forms.EmailField(label="Thư điện tử")
    note = TextField(
        label="Ý kiến",
        required=False,
        help_text="Ghi rõ lý do; cơ quan nhận sẽ đọc được.",
        widget=forms.Textarea({"rows": 3}),
    )
    day = DayField(label="Ngày")
    hour = forms.TimeField(label="Giờ")
    level = forms.ChoiceField(label="Cấp", choices=LEVELS)
    way = forms.ChoiceField(label="Cách nhận thư", choices=LEVELS, widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(
        label="Phạm vi", choices=LEVELS, widget=forms.CheckboxSelectMultiple
    )
    agree = forms.BooleanField(label="Đã kiểm tra", required=False)
    files = ManyFilesField(
        label="Minh chứng", required=False, help_text="PDF, DOCX, XLSX hoặc ảnh."
    )

    helper = FieldsHelper(
        FieldGroup("Thông tin", "mail", "level", WideFields("note"), WideChoices("several")),
        FieldRow("day", "hour"),
        FieldGrid("way", "agree"),
        "files",
    )


class SampleLine(forms.Form):
    level = forms.ChoiceField(label="Cấp", choices=LEVELS)
    people = forms.IntegerField(label="Số người")


SampleLines = forms.formset_factory(SampleLine, extra=2)
