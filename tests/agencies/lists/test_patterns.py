"""HTML from patterns: what `format_html` draws."""

import pytest
from django.utils.functional import lazystr
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from agencies.lists.patterns import fill_pattern, join_drawn


@pytest.mark.parametrize(
    "value",
    ["a & b", "<b>'\"", mark_safe("<b>đậm</b>"), lazystr("1 < 2"), 7, None, "{name}"],
    ids=str,
)
def test_a_value_is_drawn_as_djangos_format_html_draws_it(value):
    assert fill_pattern("<i>{name}</i>", name=value) == format_html("<i>{name}</i>", name=value)


def test_what_is_drawn_is_not_escaped_again():
    inner = fill_pattern("<b>{name}</b>", name="<")
    assert fill_pattern("<p>{all}</p>", all=join_drawn([inner, inner])) == (
        "<p><b>&lt;</b><b>&lt;</b></p>"
    )
