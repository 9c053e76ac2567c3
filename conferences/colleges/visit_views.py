"""One visit to a college: planned, changed, held, what was agreed, who wants to be called."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, form_status, render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.colleges import services as colleges
from conferences.colleges.choices import VisitState
from conferences.colleges.forms import (
    CancelVisitForm,
    ChangeVisitForm,
    FollowUpForm,
    GraduateForm,
    ResultForm,
    VisitForm,
)
from conferences.colleges.models import CollegeVisit, InterestedGraduate
from conferences.colleges.queries import (
    follow_ups_with_states,
    visible_colleges,
    visible_visits,
)
from conferences.permissions import ConferencePermission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
@makes_once
def visit_plan(request: ActingRequest, pk: int) -> HttpResponse:
    college = get_object_or_404(visible_colleges(request.actor), pk=pk)
    form = VisitForm(request.POST or None)
    made = submit_form(
        form,
        lambda: colleges.plan_visit(college=college, by=request.actor, **form.cleaned_data),
    )
    if made is None:
        context = {"college": college}
        return render_form(request, "conferences/colleges/visit_form.html", form, context)
    messages.success(request, _("The visit is planned."))
    return redirect(made)


@require_safe
@requires(ConferencePermission.SEE_COLLEGES)
def visit_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, _visit(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def visit_change(request: ActingRequest, pk: int) -> HttpResponse:
    visit = _visit(request, pk)
    form = ChangeVisitForm(request.POST or None, visit=visit)
    if submit_form(
        form,
        lambda: colleges.change_visit(visit=visit, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("The visit is saved."))
        return redirect(visit)
    context = {"college": visit.college, "visit": visit}
    return render_form(request, "conferences/colleges/visit_form.html", form, context)


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def visit_cancel(request: ActingRequest, pk: int) -> HttpResponse:
    visit = _visit(request, pk)
    form = CancelVisitForm(request.POST, visit=visit, prefix="cancel")
    return _save(
        request,
        visit,
        form,
        lambda: colleges.cancel_visit(visit=visit, by=request.actor, **form.cleaned_data),
    )


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def visit_record(request: ActingRequest, pk: int) -> HttpResponse:
    visit = _visit(request, pk)
    form = ResultForm(request.POST, visit=visit, prefix="result")
    return _save(
        request,
        visit,
        form,
        lambda: colleges.record_visit(visit=visit, by=request.actor, **form.cleaned_data),
    )


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
@makes_once
def follow_up_add(request: ActingRequest, pk: int) -> HttpResponse:
    visit = _visit(request, pk)
    form = FollowUpForm(request.POST, prefix="follow")
    return _save(
        request,
        visit,
        form,
        lambda: colleges.add_follow_up(visit=visit, by=request.actor, **form.cleaned_data),
    )


@require_POST
@sensitive_post_parameters("graduate-full_name", "graduate-phone")
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
@makes_once
def graduate_add(request: ActingRequest, pk: int) -> HttpResponse:
    visit = _visit(request, pk)
    form = GraduateForm(request.POST, prefix="graduate")
    return _save(
        request,
        visit,
        form,
        lambda: colleges.enter_graduate(visit=visit, by=request.actor, **form.cleaned_data),
    )


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def graduate_remove(request: ActingRequest, pk: int) -> HttpResponse:
    rows = InterestedGraduate.objects.filter(visit__in=visible_visits(request.actor))
    graduate = get_object_or_404(rows.select_related("visit"), pk=pk)
    if call_service(request, lambda: colleges.remove_graduate(graduate=graduate, by=request.actor)):
        messages.success(request, _("The name is deleted."))
    return redirect(graduate.visit)


def _visit(request: ActingRequest, pk: int) -> CollegeVisit:
    return get_object_or_404(visible_visits(request.actor), pk=pk)


def _save(
    request: ActingRequest, visit: CollegeVisit, form: Form, act: Callable[[], object]
) -> HttpResponse:
    # Saved, or the page with what is wrong at its field.
    if submit_form(form, act):
        messages.success(request, _("It is saved."))
        return redirect(visit)
    return _page(request, visit, form)


def _page(request: ActingRequest, visit: CollegeVisit, sent: Form | None = None) -> HttpResponse:
    may_keep = request.actor.may(ConferencePermission.KEEP_PARTNERSHIPS)
    forms = _open_forms(visit) if may_keep else {}
    if sent is not None and sent.prefix is not None:
        forms[sent.prefix] = sent
    context = {
        "visit": visit,
        "state": VisitState(visit.state),
        "follow_ups": list(follow_ups_with_states(visit)),
        # Names are read by who keeps them.
        "graduates": list(visit.graduates.all()) if may_keep else [],
        "consent_words": colleges.consent_words(),
        "forms": forms,
        "may_keep": may_keep,
    }
    status = form_status(sent) if sent else 200
    return render(request, "conferences/colleges/visit.html", context, status=status)


def _open_forms(visit: CollegeVisit) -> dict[str, Form]:
    """What can be done with it now, by the prefix of the form."""
    forms: dict[str, Form] = {}
    if visit.state == VisitState.HELD:
        forms["follow"] = FollowUpForm(prefix="follow")
        forms["graduate"] = GraduateForm(prefix="graduate")
    if visit.state == VisitState.PLANNED:
        forms["cancel"] = CancelVisitForm(visit=visit, prefix="cancel")
        if visit.day <= timezone.localdate():
            forms["result"] = ResultForm(visit=visit, prefix="result")
    return forms
