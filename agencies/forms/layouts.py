"""How the fields of a form stand on its page: helpers and parts for django-crispy-forms.

A form's tag, its key and its buttons stand in the page's template; `{% crispy form %}` draws
everything between them: what is wrong with the whole form, its hidden fields, and each field with
label, help and errors. A form whose fields just stand below each other needs no helper.
"""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK, render_field
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class FieldsHelper(FormHelper):
    """Shared by all forms of a class; fields that one of them lacks are left out."""

    form_tag = False
    disable_csrf = True
    render_hidden_fields = True

    def __init__(self, *parts: "str | LayoutObject") -> None:
        super().__init__()
        self.layout = Layout(FieldsPart(*parts)) if parts else None


class FilterFields(LayoutObject):
    """The fields of a filter, drawn by one template: every list page has one."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def render(
        self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **_given: Any
    ) -> SafeString:
        form.rendered_fields.update(self.names)
        fields = [form[name] for name in self.names if name in form.fields]
        return render_to_string("portal/filter_fields.html", {"fields": fields})


class FilterHelper(FieldsHelper):
    """The fields of a filter, in one line that wraps; the field `q` takes the room that is left."""

    field_template = "portal/filter_field.html"

    def __init__(self, *names: str) -> None:
        super().__init__()
        self.layout = Layout(FilterFields(*names)) if names else None


class FieldsPart(LayoutObject):
    """Fields and parts one after the other; `look`: values for the template of each field
    (portal/field.html).
    """

    def __init__(self, *fields: "str | LayoutObject", **look: str) -> None:
        self.fields = list(fields)
        self.look = look

    def render(
        self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **_given: Any
    ) -> SafeString:
        there = [each for each in self.fields if not isinstance(each, str) or each in form.fields]
        more = {"template_pack": template_pack, "extra_context": self.look}
        return format_html_join(
            "", "{}", ((render_field(each, form, context, **more),) for each in there)
        )


class WideFields(FieldsPart):
    """Over both columns of a grid."""

    def __init__(self, *fields: "str | LayoutObject", **look: str) -> None:
        super().__init__(*fields, wrapper_class="wide", **look)


class WideChoices(WideFields):
    """Over both columns of a grid, its boxes in two columns."""

    def __init__(self, *fields: "str | LayoutObject") -> None:
        super().__init__(*fields, choices_class="field-grid")


class DrawnFields(FieldsPart):
    """All fields of a form whose lines are a table or have a look of their own: its template is
    given the form.
    """

    def __init__(self, template: str) -> None:
        super().__init__()
        self.template = template

    def render(self, form: Any, *_given: Any, **_named: Any) -> SafeString:
        form.rendered_fields.update(form.fields)
        return render_to_string(self.template, {"form": form})


class NotePlace(FieldsPart):
    """Where htmx puts a note about the field before it; read aloud when it comes."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    def render(self, *_given: Any, **_named: Any) -> SafeString:
        return format_html('<div id="{}" role="status"></div>', self.key)


class _Block(FieldsPart):
    template = ""

    def render(
        self, form: BaseForm, context: Context, template_pack: str = TEMPLATE_PACK, **given: Any
    ) -> SafeString:
        return render_to_string(
            self.template,
            {"part": self, "fields": super().render(form, context, template_pack, **given)},
        )


class FieldGrid(_Block):
    """Two columns where there is room."""

    template = "portal/grid.html"


class FieldRow(_Block):
    """Side by side, as wide as each is."""

    template = "portal/row.html"


class FieldGroup(_Block):
    """A grid with a heading."""

    template = "portal/group.html"

    def __init__(self, title: str | Promise, *fields: str | LayoutObject) -> None:
        super().__init__(*fields)
        self.title = title
