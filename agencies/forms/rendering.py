"""How all controls look: each has the class of its kind, and a mark when it is wrong."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

TICKED = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)


def widget_class(widget: forms.Widget) -> str:
    """Bootstrap's class for its kind of control."""
    if isinstance(widget, TICKED):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


class PortalBoundField(BoundField):
    """A class that a form gives to its widget comes on top."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden or isinstance(widget, forms.MultiWidget):
            return built
        mark = "is-invalid" if self.errors and not isinstance(widget, TICKED) else ""
        classes = [widget_class(widget), widget.attrs.get("class"), built.get("class"), mark]
        words = " ".join(str(each) for each in classes if each).split()
        return built | {"class": " ".join(dict.fromkeys(words))}


class PortalRenderer(TemplatesSetting):
    """The setting FORM_RENDERER: for the forms of libraries too."""

    bound_field_class = PortalBoundField
