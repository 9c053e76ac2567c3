"""The select for long lists says exactly what Django's own says."""

import pytest
from django import forms
from django.test import SimpleTestCase

from agencies.forms.fields import LongSelect

CHOICES = [("", "Tất cả văn bản"), (1, "39/KH-UBND"), (2, "<b>636/TB-VPCP</b> & “phụ lục”")]


@pytest.mark.parametrize("value", ["", None, 1, "2", "lạ"])
def test_a_long_select_is_djangos_select(value):
    attrs = {"id": "id_directive", "required": True, "disabled": False}
    ours, theirs = (
        widget(choices=CHOICES).render("directive", value, attrs)
        for widget in (LongSelect, forms.Select)
    )
    SimpleTestCase().assertHTMLEqual(ours, theirs)
