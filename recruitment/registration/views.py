"""Employers: the office's desk, and the employer's own page."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.evidence.views import send_stored_file
from agencies.forms.once import makes_once
from agencies.forms.submit import (
    call_service,
    form_status,
    render_form,
    renew_hidden_fields,
    show_form_errors,
    submit_form,
)
from agencies.lists.views import numbered_page
from agencies.members.services import may_open_members
from agencies.people.permissions import ActingRequest, requires
from recruitment.employers.facts import change_lines, latest_facts
from recruitment.employers.models import Employer
from recruitment.employers.queries import (
    employers_for_desk,
    own_employer,
    visible_employers,
    waiting_change,
)
from recruitment.employers.routing import may_judge
from recruitment.fields.fields import EmployerWordsForm, VersionForm
from recruitment.permissions import RecruitmentPermission
from recruitment.registration import changes, services
from recruitment.registration.documents import visible_documents
from recruitment.registration.forms import (
    ChangeDecisionForm,
    EmployerFilter,
    EmployerForm,
)


# The office's desk --------------------------------------------------------------------------------
@require_safe
@requires(RecruitmentPermission.SEE_EMPLOYERS)
def employer_list(request: ActingRequest) -> HttpResponse:
    form = EmployerFilter(request.GET)
    pages = numbered_page(request, form.filter(employers_for_desk(request.actor)))
    rights = {
        "may_enter": RecruitmentPermission.VERIFY_EMPLOYERS,
        "may_see_firms": RecruitmentPermission.SEE_SERVICE_FIRMS,
    }
    context = {"form": form} | {name: request.actor.may(right) for name, right in rights.items()}
    return render(request, "recruitment/registration/employer_list.html", context | pages)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(RecruitmentPermission.VERIFY_EMPLOYERS)
@makes_once
def employer_enter(request: ActingRequest) -> HttpResponse:
    # An official registers an employer on its behalf, which verifies it.
    form = EmployerForm(request.POST or None, request.FILES or None)
    made = submit_form(
        form,
        lambda: services.register_employer(
            tax_code=form.cleaned_data["tax_code"],
            facts=form.facts,
            files=form.cleaned_data["files"],
            by=request.actor,
        ),
    )
    if made is None:
        return render_form(request, "recruitment/registration/employer_enter.html", form)
    messages.success(
        request, _("The employer is entered and verified. Its contact person gets a letter.")
    )
    return redirect(made)


@require_safe
@requires(RecruitmentPermission.SEE_EMPLOYERS)
def employer_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, _find_visible(request, pk))


def _decision_view(
    permission: RecruitmentPermission, service: Callable[..., None], done: Promise
) -> Callable:
    # Of a button on the page of an employer, which may send words with it.

    @require_POST
    @requires(permission)
    def decide(request: ActingRequest, pk: int) -> HttpResponse:
        employer = _find_visible(request, pk)
        form = EmployerWordsForm(request.POST)
        given = {"employer": employer, "by": request.actor}
        if submit_form(form, lambda: service(**given, **form.cleaned_data)):
            messages.success(request, done)
            return redirect(employer)
        return _refused_page(request, pk, form=form)

    return decide


employer_verify = _decision_view(
    RecruitmentPermission.VERIFY_EMPLOYERS,
    services.verify_employer,
    gettext_lazy("The employer is verified."),
)
employer_ask_back = _decision_view(
    RecruitmentPermission.VERIFY_EMPLOYERS,
    services.ask_employer_back,
    gettext_lazy("The employer is asked to complete its registration."),
)
employer_refuse = _decision_view(
    RecruitmentPermission.VERIFY_EMPLOYERS,
    services.refuse_employer,
    gettext_lazy("The registration is refused."),
)


@require_POST
@requires(RecruitmentPermission.VERIFY_EMPLOYERS)
def employer_change_accept(request: ActingRequest, pk: int) -> HttpResponse:
    # Without words: accepting says everything.
    employer = _find_visible(request, pk)
    form = VersionForm(request.POST)
    accept = partial(changes.accept_change, employer=employer, by=request.actor)
    if submit_form(form, lambda: accept(**form.cleaned_data)):
        messages.success(
            request, _("The change is accepted and public. The employer gets a letter.")
        )
    show_form_errors(request, form)
    return redirect(employer)


@require_POST
@requires(RecruitmentPermission.VERIFY_EMPLOYERS)
def employer_change_refuse(request: ActingRequest, pk: int) -> HttpResponse:
    form = ChangeDecisionForm(request.POST, auto_id="change_%s")
    refuse = partial(changes.refuse_change, employer=_find_visible(request, pk), by=request.actor)
    if submit_form(form, lambda: refuse(**form.cleaned_data)):
        done = _(
            "The change is refused; the checked details stay. The employer gets a letter with your "
            "reason."
        )
        messages.success(request, done)
        return redirect("recruitment:employer-list")
    return _refused_page(request, pk, change_form=form)


def _refused_page(
    request: ActingRequest,
    pk: int,
    *,
    form: EmployerWordsForm | None = None,
    change_form: ChangeDecisionForm | None = None,
) -> HttpResponse:
    # What is shown now is what is decided on next.
    employer = _find_visible(request, pk)
    for sent in (form, change_form):
        if sent is not None:
            renew_hidden_fields(sent, version=employer.version)
    return _page(request, employer, form, change_form)


def _find_visible(request: ActingRequest, pk: int) -> Employer:
    # What another office is responsible for does not exist here.
    rows = visible_employers(request.actor).select_related("decided_person", "entered_by__agency")
    return get_object_or_404(rows, pk=pk)


def _page(
    request: ActingRequest,
    employer: Employer,
    form: EmployerWordsForm | None = None,
    change_form: ChangeDecisionForm | None = None,
) -> HttpResponse:
    change = waiting_change(employer)
    seen = {"version": employer.version}
    form = form or EmployerWordsForm(initial=seen)
    change_form = change_form or ChangeDecisionForm(initial=seen, auto_id="change_%s")
    context = {
        "employer": employer,
        "form": form,
        "may_judge": may_judge(employer, request.actor),
        "may_verify": services.may_verify(employer, change, request.actor),
        "change": change,
        "change_lines": change_lines(employer, change),
        "change_form": change_form,
        "may_decide": employer.is_verified and changes.may_decide_change(change, request.actor),
    }
    return render(
        request,
        "recruitment/registration/employer_detail.html",
        context,
        status=form_status(form, change_form),
    )


@require_safe
@requires(RecruitmentPermission.SEE_VACANCIES)
def employer_document(request: ActingRequest, pk: int) -> HttpResponseBase:
    # A paper of a registration, for who may see it: the employer itself, and its office.
    return send_stored_file(get_object_or_404(visible_documents(request.actor), pk=pk))


# The employer's own page --------------------------------------------------------------------------
def _own_employer(request: ActingRequest) -> Employer:
    employer = own_employer(request.actor)
    if employer is None:
        raise Http404
    return employer


@require_http_methods(["GET", "HEAD", "POST"])
@requires(RecruitmentPermission.KEEP_OWN_EMPLOYER)
def own_employer_page(request: ActingRequest) -> HttpResponse:
    employer = _own_employer(request)
    given: dict[str, Any] = {"employer": employer, "initial": vars(latest_facts(employer))}
    form = EmployerForm(request.POST or None, request.FILES or None, **given)
    save = partial(services.change_employer, employer=employer, by=request.actor)
    changed = submit_form(form, lambda: save(facts=form.facts, files=form.cleaned_data["files"]))
    if changed:
        messages.success(request, _saved_words(changed))
        return redirect("recruitment:own-employer")
    change = waiting_change(employer)
    context = {
        "employer": employer,
        "change": change,
        "change_lines": change_lines(employer, change),
        "may_open_members": may_open_members(employer.agency, request.actor),
    }
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
@requires(RecruitmentPermission.KEEP_OWN_EMPLOYER)
def own_change_withdraw(request: ActingRequest) -> HttpResponse:
    employer = _own_employer(request)
    withdraw = partial(changes.withdraw_change, employer=employer, by=request.actor)
    if call_service(request, withdraw):
        messages.success(request, _("The change is withdrawn; everything stays as it was checked."))
    return redirect("recruitment:own-employer")
