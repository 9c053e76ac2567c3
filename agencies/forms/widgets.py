"""Widgets that cost less than Django's own."""

from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


class LongSelect(forms.Select):
    """A select for hundreds of choices without groups: its options are written at once, not by a
    template each.
    """

    def render(
        self, name: str, value: Any, attrs: dict | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = self.format_value(value)
        options = "\n".join(
            _option(str(key), str(label), is_chosen=str(key) in chosen)
            for key, label in self.choices
        )
        attributes = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>\n{}\n</select>", flatatt(attributes), mark_safe(options))  # noqa: S308 - each is escaped


def _option(key: str, label: str, *, is_chosen: bool) -> str:
    selected = " selected" if is_chosen else ""
    return f'<option value="{escape(key)}"{selected}>{escape(label)}</option>'
