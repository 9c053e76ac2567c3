"""Employers: registering, the office's desk, and the employer's own page."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.errors import RuleError
from agencies.forms.once import makes_once, mark_row_made
from agencies.forms.submit import (
    call_service,
    form_status,
    render_form,
    renew_hidden_fields,
    show_form_errors,
    submit_form,
)
from agencies.lists.views import numbered_page
from agencies.members.services import may_look_after
from agencies.people.permissions import requires
from agencies.sign_in.allauth_internals import count_request
from recruitment.employers.models import Employer
from recruitment.employers.queries import (
    change_lines,
    employers_for_desk,
    own_employer,
    visible_employers,
    waiting_change,
)
from recruitment.employers.routing import may_judge
from recruitment.fields.acts import ActForm, ReasonForm, WordsForm
from recruitment.permissions import Permission
from recruitment.registration import changes as employer_changes
from recruitment.registration import services as employers
from recruitment.registration.forms import AccessForm, EmployerFilter, EmployerForm, said_by

RATES = {"register": "20/h/ip", "access": "10/h/ip"}


# Registering --------------------------------------------------------------------------------------
def _registered(request: HttpRequest, made: int) -> HttpResponse:
    employer = get_object_or_404(Employer.objects.select_related("office"), pk=made)
    return render(
        request, "recruitment/registration/employer_registered.html", {"employer": employer}
    )


@login_not_required
@never_cache
@sensitive_post_parameters("contact_name", "contact_phone", "contact_email")
@require_http_methods(["GET", "HEAD", "POST"])
@makes_once(again=_registered)
def employer_register(request: HttpRequest) -> HttpResponse:
    """For anybody who acts for an employer; the link in the letter confirms the address."""
    form = EmployerForm(request.POST or None)
    made = submit_form(form, lambda: _register(request, form))
    if made:
        return mark_row_made(_registered(request, made.pk), made.pk)
    is_known = form.has_error("tax_code", employers.AlreadyRegisteredError.code)
    context = {
        "is_known": is_known,
        "access": AccessForm(initial=_asker(form)) if is_known else None,
    }
    return render_form(request, "recruitment/registration/employer_register.html", form, context)


def _register(request: HttpRequest, form: EmployerForm) -> Employer:
    _count(request, "register")
    return employers.register_employer(**form.cleaned_data)


def _count(request: HttpRequest, action: str) -> None:
    if not count_request(request, action, RATES):
        raise RuleError(_("Too many requests from this place. Wait an hour."))


def _asker(form: EmployerForm) -> dict[str, str]:
    given = form.cleaned_data
    names = {"full_name": "contact_name", "email": "contact_email"}
    return {
        "tax_code": form["tax_code"].value(),
        **{name: given.get(field, "") for name, field in names.items()},
    }


def _access_asked(request: HttpRequest, made: int = 0) -> HttpResponse:
    """The same page for everybody."""
    return render(request, "recruitment/registration/access_asked.html")


@login_not_required
@never_cache
@sensitive_post_parameters("full_name", "email")
@require_POST
@makes_once(again=_access_asked)
def employer_access(request: HttpRequest) -> HttpResponse:
    """The same response whether or not there is such an employer."""
    form = AccessForm(request.POST)
    if submit_form(form, lambda: _ask_for_access(request, form)):
        return mark_row_made(_access_asked(request), 0)
    context = {"form": EmployerForm(), "is_known": True, "access": form}
    return render(request, "recruitment/registration/employer_register.html", context, status=422)


def _ask_for_access(request: HttpRequest, form: AccessForm) -> None:
    _count(request, "access")
    employers.ask_for_access(**form.cleaned_data)


# The office's desk --------------------------------------------------------------------------------
@require_safe
@requires(Permission.SEE_EMPLOYERS)
def employer_list(request: HttpRequest) -> HttpResponse:
    form = EmployerFilter(request.GET)
    pages = numbered_page(request, form.filter(employers_for_desk(request.actor)))
    rights = {
        "may_enter": Permission.VERIFY_EMPLOYERS,
        "may_see_firms": Permission.SEE_SERVICE_FIRMS,
    }
    context = {"form": form} | {name: request.actor.may(right) for name, right in rights.items()}
    return render(request, "recruitment/registration/employer_list.html", context | pages)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VERIFY_EMPLOYERS)
@makes_once
def employer_enter(request: HttpRequest) -> HttpResponse:
    """An official registers an employer on its behalf, which verifies it."""
    form = EmployerForm(request.POST or None)
    made = submit_form(
        form, lambda: employers.register_employer(by=request.actor, **form.cleaned_data)
    )
    if made is None:
        return render_form(request, "recruitment/registration/employer_enter.html", form)
    messages.success(
        request, _("The employer is entered and verified. Its contact person gets a letter.")
    )
    return redirect(made)


@require_safe
@requires(Permission.SEE_EMPLOYERS)
def employer_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _visible(request, pk))


@require_POST
@requires(Permission.VERIFY_EMPLOYERS)
def employer_verify(request: HttpRequest, pk: int) -> HttpResponse:
    return _judge(request, pk, employers.verify_employer, _("The employer is verified."))


@require_POST
@requires(Permission.VERIFY_EMPLOYERS)
def employer_ask_back(request: HttpRequest, pk: int) -> HttpResponse:
    return _judge(
        request, pk, employers.ask_back, _("The employer is asked to complete its registration.")
    )


@require_POST
@requires(Permission.VERIFY_EMPLOYERS)
def employer_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    return _judge(request, pk, employers.refuse_employer, _("The registration is refused."))


@require_POST
@requires(Permission.VERIFY_EMPLOYERS)
def employer_change_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Without words: accepting says everything."""
    employer, form = _visible(request, pk), ActForm(request.POST)
    given = {"employer": employer, "by": request.actor}
    if submit_form(form, lambda: employer_changes.accept_change(**given, **form.cleaned_data)):
        messages.success(
            request, _("The change is accepted and public. The employer gets a letter.")
        )
    show_form_errors(request, form)
    return redirect(employer)


@require_POST
@requires(Permission.VERIFY_EMPLOYERS)
def employer_change_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    done = _(
        "The change is refused; the checked details stay. The employer gets a letter with your "
        "reason."
    )
    employer, form = _visible(request, pk), ReasonForm(request.POST, auto_id="change_%s")
    given = {"employer": employer, "by": request.actor}
    if submit_form(form, lambda: employer_changes.refuse_change(**given, **form.cleaned_data)):
        messages.success(request, done)
        return redirect("recruitment:employer-list")
    return _refused_page(request, pk, change_form=form)


def _judge(request: HttpRequest, pk: int, act: Callable, done: str) -> HttpResponse:
    employer, form = _visible(request, pk), WordsForm(request.POST)
    if submit_form(form, lambda: act(employer=employer, by=request.actor, **form.cleaned_data)):
        messages.success(request, done)
        return redirect(employer)
    return _refused_page(request, pk, form=form)


def _refused_page(request: HttpRequest, pk: int, **sent: ActForm) -> HttpResponse:
    """What is shown now is what is decided on next."""
    employer = _visible(request, pk)
    for form in sent.values():
        renew_hidden_fields(form, version=employer.version)
    return _page(request, employer, **sent)


def _visible(request: HttpRequest, pk: int) -> Employer:
    """What another office is responsible for does not exist here."""
    rows = visible_employers(request.actor).select_related("decided_person", "entered_by__agency")
    return get_object_or_404(rows, pk=pk)


def _page(
    request: HttpRequest,
    employer: Employer,
    form: WordsForm | None = None,
    change_form: ReasonForm | None = None,
) -> HttpResponse:
    change, seen = waiting_change(employer), {"version": employer.version}
    context = {
        "employer": employer,
        "form": form or WordsForm(initial=seen),
        "may_judge": may_judge(employer, request.actor),
        "may_verify": employers.may_verify(employer, change, request.actor),
        "change": change,
        "change_lines": change_lines(employer, change) if change else [],
        "change_form": change_form or ReasonForm(initial=seen, auto_id="change_%s"),
        "may_decide": employer.is_verified and employer_changes.may_decide(change, request.actor),
    }
    status = form_status(context["form"], context["change_form"])
    return render(request, "recruitment/registration/employer_detail.html", context, status=status)


# The employer's own page --------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_OWN_EMPLOYER)
def own_employer_page(request: HttpRequest) -> HttpResponse:
    employer = own_employer(request.actor)
    if employer is None:
        raise Http404
    form = EmployerForm(request.POST or None, employer=employer, initial=said_by(employer))
    given = {"employer": employer, "by": request.actor}
    changed = submit_form(form, lambda: employers.change_employer(**given, **form.cleaned_data))
    if changed:
        messages.success(request, _saved_words(changed))
        return redirect("recruitment:own-employer")
    change = waiting_change(employer)
    lines = change_lines(employer, change) if change else []
    context = {"employer": employer, "change": change, "change_lines": lines}
    context |= {"may_look_after": may_look_after(employer.agency, request.actor)}
    return render_form(request, "recruitment/registration/own_employer.html", form, context)


def _saved_words(employer: Employer) -> str:
    change = waiting_change(employer)
    if change is None:
        return _("The registration is saved.")
    words = _(
        "Saved. %(office)s looks at the new name or place; what was checked stays public until "
        "then."
    )
    return words % {"office": change.office.name}


@require_POST
@requires(Permission.KEEP_OWN_EMPLOYER)
def own_change_withdraw(request: HttpRequest) -> HttpResponse:
    employer = own_employer(request.actor)
    if employer is None:
        raise Http404
    if call_service(
        request, lambda: employer_changes.take_change_back(employer=employer, by=request.actor)
    ):
        messages.success(request, _("The change is withdrawn; everything stays as it was checked."))
    return redirect("recruitment:own-employer")
