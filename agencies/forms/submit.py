"""How every form is submitted: its service is called, and a refusal appears at the field that it is
about.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from agencies.errors import RuleError

Made = TypeVar("Made")
Sent = BaseForm | BaseFormSet


def submit_form(form: BaseForm, call: Callable[[], Made], *others: Sent) -> Made | None:
    """Calls the service and returns what it has made, or True where it returns nothing.

    None where nothing was sent, or where something is wrong, which then stands in the form.
    `others`: forms and sets of lines sent with it, which must be right too. All parts are looked
    at, so that every error shows at once.
    """
    right = [each.is_valid() for each in (form, *others)]
    if not all(right):
        return None
    try:
        made = call()
    except RuleError as error:
        add_refusal(form, error)
        return None
    return cast("Made", True) if made is None else made


def add_refusal(form: BaseForm, error: RuleError) -> None:
    """Puts each refusal of the service at the field that it names, or at the top where the form
    does not show that field.

    A form whose field has another name than the service's says so in `REFUSED_AT`: service's name,
    its own.
    """
    for part in error.parts:
        name = getattr(form, "REFUSED_AT", {}).get(part.field, part.field)
        is_shown = name in form.fields and not form[name].is_hidden
        form.add_error(name if is_shown else None, ValidationError(part.message, code=part.code))


def renew_hidden_fields(form: BaseForm, **values: object) -> None:
    """For a refused form: its page is drawn anew, so its hidden fields, such as `version`, must
    have their present values.
    """
    fresh = cast("QueryDict", form.data).copy()
    for name, value in values.items():
        fresh[form.add_prefix(name)] = value
    form.data = fresh


def form_status(*forms: Sent) -> int:
    """422 for the page of a form that was refused."""
    return 422 if any(form.is_bound and not form.is_valid() for form in forms) else 200


def render_form(
    request: HttpRequest, template: str, form: BaseForm, context: dict[str, Any] | None = None
) -> HttpResponse:
    return render(request, template, {"form": form, **(context or {})}, status=form_status(form))


def show_form_errors(request: HttpRequest, form: BaseForm) -> None:
    """What is wrong with a form that has no page of its own, as messages on the next page."""
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))


def call_service(request: HttpRequest, call: Callable[[], Made]) -> Made | None:
    """For a button without fields: calls the service and returns what it has made, or True where it
    returns nothing.

    None where it is refused; the reason is a message on the next page.
    """
    try:
        made = call()
    except RuleError as error:
        messages.error(request, error.message)
        return None
    return cast("Made", True) if made is None else made
