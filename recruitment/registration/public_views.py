"""Registering an employer, and asking for access to one, without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.errors import RuleError
from agencies.forms.once import makes_once, mark_row_made
from agencies.forms.submit import render_form, submit_form
from agencies.sign_in.allauth_internals import count_request
from recruitment.employers.doubts import doubt_tax_code, unreadable_tax_code
from recruitment.employers.models import Employer
from recruitment.fields.fields import TaxCodeField
from recruitment.registration import services
from recruitment.registration.access import request_access
from recruitment.registration.forms import AccessForm, EmployerForm

RATES = {"register": "20/h/ip", "access": "10/h/ip"}


def _show_registered(request: HttpRequest, made: int) -> HttpResponse:
    employer = get_object_or_404(Employer.objects.select_related("office"), pk=made)
    return render(
        request, "recruitment/registration/employer_registered.html", {"employer": employer}
    )


@login_not_required
@never_cache
@sensitive_post_parameters("contact_name", "contact_phone", "contact_email")
@require_http_methods(["GET", "HEAD", "POST"])
@makes_once(again=_show_registered)
def employer_register(request: HttpRequest) -> HttpResponse:
    # For anybody who acts for an employer; the link in the letter confirms the address.
    form = EmployerForm(request.POST or None, request.FILES or None)
    made = submit_form(form, lambda: _register(request, form))
    if made:
        return mark_row_made(_show_registered(request, made.pk), made.pk)
    is_known = form.has_error("tax_code", services.AlreadyRegisteredError.code)
    context = {"is_known": is_known, "access": _access_form(form) if is_known else None}
    return render_form(request, "recruitment/registration/employer_register.html", form, context)


@login_not_required
@require_safe
def tax_code_note(request: HttpRequest) -> HttpResponse:
    # What is wrong with a tax code, as soon as it is typed; empty where nothing is.
    typed = request.GET.get("tax_code", "")[: TaxCodeField.longest]
    return render(
        request,
        "recruitment/registration/tax_code_note.html",
        {"words": doubt_tax_code(typed) or unreadable_tax_code(typed)},
    )


def _register(request: HttpRequest, form: EmployerForm) -> Employer:
    _require_few_requests(request, "register")
    return services.register_employer(
        tax_code=form.cleaned_data["tax_code"],
        facts=form.facts,
        files=form.cleaned_data["files"],
    )


def _require_few_requests(request: HttpRequest, action: str) -> None:
    if not count_request(request, action, RATES):
        raise RuleError(_("Too many requests from this place. Wait an hour."))


def _access_form(form: EmployerForm) -> AccessForm:
    # The one who registers is the one who asks. The tax code is shown as it was typed.
    given = form.cleaned_data
    return AccessForm(
        initial={
            "tax_code": form["tax_code"].value(),
            "full_name": given.get("contact_name", ""),
            "email": given.get("contact_email", ""),
        }
    )


def _access_asked(request: HttpRequest, made: int = 0) -> HttpResponse:
    # The same page for everybody.
    return render(request, "recruitment/registration/access_asked.html")


@login_not_required
@never_cache
@sensitive_post_parameters("full_name", "email")
@require_POST
@makes_once(again=_access_asked)
def employer_access(request: HttpRequest) -> HttpResponse:
    # The same response whether or not there is such an employer.
    form = AccessForm(request.POST)
    if submit_form(form, lambda: _ask_for_access(request, form)):
        return mark_row_made(_access_asked(request), 0)
    context = {"form": EmployerForm(), "is_known": True, "access": form}
    return render(request, "recruitment/registration/employer_register.html", context, status=422)


def _ask_for_access(request: HttpRequest, form: AccessForm) -> None:
    _require_few_requests(request, "access")
    request_access(**form.cleaned_data)
