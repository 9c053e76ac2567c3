"""A field that is left empty says what is missing, by its name."""

import pytest
from allauth.account.forms import LoginForm
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from agencies.forms.fields import DayField, TextField


class Everything(forms.Form):
    name = TextField(label="Họ và tên")
    level = forms.ChoiceField(label="Trình độ", choices=[("a", "A")])
    paper = forms.FileField(label="Giấy phép")
    agree = forms.BooleanField(label="Tôi đồng ý")
    day = DayField(label="Ngày cấp")
    said = forms.CharField(label="Lý do", error_messages={"required": "Nêu lý do."})
    version = forms.IntegerField(widget=forms.HiddenInput)


def test_each_field_names_itself():
    with override("vi"):
        form = Everything({})
        errors = {name: str(words[0]) for name, words in form.errors.items()}
    assert {name: errors[name] for name in ("name", "level", "paper", "agree", "said")} == {
        "name": "Xin nhập “Họ và tên”.",
        "level": "Xin chọn “Trình độ”.",
        "paper": "Xin chọn tệp ở ô “Giấy phép”.",
        "agree": "Xin đánh dấu vào ô “Tôi đồng ý”.",
        "said": "Nêu lý do.",
    }
    assert "bắt buộc" not in " ".join([errors["name"], errors["day"]])


@pytest.mark.django_db
def test_forms_of_libraries_name_their_fields_too(rf):
    with override("en"):
        form = LoginForm({}, request=rf.post("/"))
        label = form.fields["password"].label
        assert [str(words) for words in form.errors["password"]] == [f"Type “{label}”."]


def test_what_is_given_is_not_asked_for():
    form = Everything(
        {"name": "A", "level": "a", "agree": "on", "day": "06/3/2026", "said": "x", "version": "1"},
        {"paper": SimpleUploadedFile("a.pdf", b"x")},
    )
    assert form.errors == {}
