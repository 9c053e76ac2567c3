"""How all controls look: each has the class of its kind, and a mark when it is wrong."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _, gettext_lazy

# What a page carries unseen is missing.
NOT_WHOLE = gettext_lazy("This page was not whole when it was sent. Look at it and send it again.")
TICKED = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)


def widget_class(widget: forms.Widget) -> str:
    """Bootstrap's class for its kind of control."""
    if isinstance(widget, TICKED):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def needed_words(kind: str, label: object) -> str:
    """What is missing, by its name: “Type “Phone”.”"""
    sentence = {
        "tick": _("Tick “%(label)s”."),
        "file": _("Choose a file for “%(label)s”."),
        "choose": _("Choose “%(label)s”."),
    }.get(kind, _("Type “%(label)s”."))
    return sentence % {"label": str(label).removesuffix(":")}


_needed_words_lazy = lazy(needed_words, str)


class PortalBoundField(BoundField):
    """A class that a form gives to its widget comes on top. A field that has no words of its own
    for being left empty names itself.

    Forms make their bound fields before they look at what was sent, so this holds for every form,
    those of libraries too.
    """

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        generic = forms.Field.default_error_messages["required"]
        if field.error_messages.get("required") == generic:
            field.error_messages["required"] = (
                NOT_WHOLE if self.is_hidden else _needed_words_lazy(_way(field), self.label)
            )

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden:
            # Nothing is said about what nobody sees, such as the value before beside a field.
            return {name: each for name, each in built.items() if not name.startswith("aria-")}
        if isinstance(widget, forms.MultiWidget):
            return built
        mark = "is-invalid" if self.errors and not isinstance(widget, TICKED) else ""
        classes = [widget_class(widget), widget.attrs.get("class"), built.get("class"), mark]
        words = " ".join(str(each) for each in classes if each).split()
        return built | {"class": " ".join(dict.fromkeys(words))}


def _way(field: forms.Field) -> str:
    # How somebody gives it.
    if isinstance(field, forms.BooleanField):
        return "tick"
    if isinstance(field, forms.FileField):
        return "file"
    return "choose" if isinstance(field, forms.ChoiceField | forms.ModelChoiceField) else "type"


_KINDS = "date datetime email file hidden number password search tel text time url"
_INPUTS = frozenset(f"django/forms/widgets/{kind}.html" for kind in _KINDS.split())


class PortalRenderer(TemplatesSetting):
    """The setting FORM_RENDERER: for the forms of libraries too. What is nothing but an input is
    drawn without Django's three templates for it.
    """

    bound_field_class = PortalBoundField

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        if template_name in _INPUTS:
            return _draw_input(context["widget"])
        return super().render(template_name, context, request)


def _draw_input(widget: dict[str, Any]) -> SafeString:
    own = {name: widget[name] for name in ("type", "name", "value") if widget[name] is not None}
    attributes = (own | widget["attrs"]).items()
    drawn = (_draw_attribute(name, value) for name, value in attributes if value is not False)
    return mark_safe(f"<input{''.join(drawn)}>")  # noqa: S308 - each value is escaped


def _draw_attribute(name: str, value: Any) -> str:
    return f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
