"""What the templates of django-crispy-forms (templates/portal) ask of a form."""

from django import template
from django.forms import BaseForm, CheckboxInput
from django.forms.boundfield import BoundField

register = template.Library()


@register.filter
def errors_at_top(form: BaseForm) -> list[str]:
    # Of the whole form, and of fields that nobody sees.
    unseen = [error for field in form.hidden_fields() for error in field.errors]
    return [*form.non_field_errors(), *unseen]


@register.filter
def is_one_box(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)
