"""Inputs are drawn without templates, as Django's templates would draw them."""

import datetime

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.test.html import parse_html
from django.utils.functional import lazystr

from agencies.forms.rendering import PortalRenderer

INPUTS = [
    forms.TextInput({"class": "form-control", "required": True, "autofocus": False}),
    forms.TextInput({"placeholder": 'a < b & "c"', "title": lazystr("<i>")}),
    forms.EmailInput(),
    forms.NumberInput({"min": 1}),
    forms.HiddenInput(),
    forms.PasswordInput(render_value=True),
    forms.FileInput({"accept": ".pdf"}),
    forms.URLInput(),
    forms.DateInput(),
    forms.TimeInput(),
]


@pytest.mark.parametrize("value", [None, "", 'x"><script>', 0, datetime.date(2024, 3, 6)])
@pytest.mark.parametrize("widget", INPUTS, ids=lambda widget: type(widget).__name__)
def test_an_input_is_drawn_as_by_its_template(widget, value):
    drawn, by_template = (
        widget.render("name", value, {"id": "id_name"}, renderer)
        for renderer in (PortalRenderer(), TemplatesSetting())
    )
    assert parse_html(drawn) == parse_html(by_template)
    assert "<script>" not in drawn
