"""A form is submitted one way: every refusal comes back at its field or at the top, with all that
was typed.
"""

from typing import Any

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, QueryDict

from agencies.errors import RuleError
from agencies.files.turns import BusyError
from agencies.forms.fields import VersionField
from agencies.forms.submit import (
    add_refusal,
    call_service,
    form_status,
    renew_hidden_fields,
    submit_form,
)


class NoteForm(forms.Form):
    text = forms.CharField(label="Text")
    day = forms.CharField(required=False)
    version = VersionField()

    REFUSED_AT = {"noticed_at": "day"}


LineSet = forms.formset_factory(NoteForm, extra=0)


def note(data: str = "text=Xin&day=mai&version=3", **given: Any) -> NoteForm:
    return NoteForm(QueryDict(data), **given)


def lines(data: str) -> Any:
    return LineSet(QueryDict(f"form-TOTAL_FORMS=1&form-INITIAL_FORMS=1&{data}"))


def refuse(message: str, field: str | None = None, kind: type[RuleError] = RuleError) -> Any:
    def service() -> str:
        raise kind(message, field=field)

    return service


def test_what_the_service_makes_comes_back():
    form = note()
    assert submit_form(form, lambda: form.cleaned_data["text"] * 2) == "XinXin"
    assert form_status(form) == 200


def test_a_service_that_gives_nothing_back_is_done_all_the_same():
    assert submit_form(note(), lambda: None) is True
    assert submit_form(note(), lambda: 0) == 0


def test_an_empty_page_calls_nothing():
    form = NoteForm()
    assert submit_form(form, refuse("never")) is None
    assert (form.errors, form_status(form)) == ({}, 200)


def test_what_the_form_itself_refuses_never_reaches_the_service():
    form = note("text=&version=3")
    assert submit_form(form, refuse("never")) is None
    assert (list(form.errors), form_status(form)) == (["text"], 422)


@pytest.mark.parametrize(
    ("field", "stands_at"),
    [
        ("text", "text"),
        ("noticed_at", "day"),
        (None, NON_FIELD_ERRORS),
        ("other", NON_FIELD_ERRORS),
    ],
    ids=["a field of the form", "one with another name", "no field", "a field that the form lacks"],
)
def test_a_refusal_stands_where_a_person_sees_it(field, stands_at):
    form = note()
    assert submit_form(form, refuse("Không được.", field)) is None
    assert form.errors == {stands_at: ["Không được."]}
    assert form_status(form) == 422


def test_a_refusal_at_a_hidden_field_stands_at_the_top():
    form = note()
    assert submit_form(form, refuse("Đã đổi.", "version")) is None
    assert form.errors == {NON_FIELD_ERRORS: ["Đã đổi."]}


def test_a_refused_form_holds_what_was_typed():
    form = note()
    submit_form(form, refuse("Không được.", "text"))
    assert [form[name].value() for name in form.fields] == ["Xin", "mai", "3"]


def test_a_refusal_keeps_its_kind():
    form = note()
    submit_form(form, refuse("Đang bận.", "text", BusyError))
    assert form.has_error("text", "busy")


def test_what_was_sent_with_the_form_must_be_right_too():
    form, others = note(), lines("form-0-text=&form-0-version=1")
    assert submit_form(form, refuse("never"), others) is None
    assert (form.errors, others.errors[0].keys()) == ({}, {"text"})
    assert (form_status(form), form_status(form, others)) == (200, 422)
    assert submit_form(note(), lambda: "made", lines("form-0-text=x&form-0-version=1")) == "made"


def test_the_errors_of_all_parts_show_at_once():
    form, others = note("text="), lines("form-0-text=")
    assert submit_form(form, refuse("never"), others) is None
    assert (form.errors.keys(), others.errors[0].keys()) == (
        {"text", "version"},
        {"text", "version"},
    )


def test_what_a_refused_form_carries_unseen_is_fresh():
    form = note("several=1&several=2&text=&version=3")
    form_status(form)
    renew_hidden_fields(form, version=4)
    assert form["version"].value() == 4
    assert form.data.getlist("several") == ["1", "2"]


def test_a_form_with_a_prefix_is_renewed_under_its_own_name():
    form = note("a-text=&a-version=3", prefix="a")
    renew_hidden_fields(form, version=4)
    assert form["version"].value() == 4


def test_a_sentence_with_a_percent_sign_is_shown_as_it_is():
    form = note()
    form.is_valid()
    add_refusal(form, RuleError("Trên 100% chỉ tiêu."))
    assert form.non_field_errors() == ["Trên 100% chỉ tiêu."]


# Buttons without fields ---------------------------------------------------------------------------
@pytest.fixture
def request_with_messages() -> HttpRequest:
    request = HttpRequest()
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def test_a_refused_button_says_why_on_the_next_page(request_with_messages):
    assert call_service(request_with_messages, refuse("Không được.", "text")) is None
    assert [(each.level_tag, str(each)) for each in get_messages(request_with_messages)] == [
        ("error", "Không được.")
    ]


def test_a_button_gives_back_what_was_made(request_with_messages):
    assert call_service(request_with_messages, lambda: [1]) == [1]
    assert call_service(request_with_messages, lambda: None) is True
    assert list(get_messages(request_with_messages)) == []
