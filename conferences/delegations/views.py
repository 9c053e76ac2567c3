"""Delegations: the list, planning one, and its way from the decision to the report."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import call_service, render_form, show_form_errors, submit_form
from agencies.lists.views import numbered_page
from agencies.people.permissions import ActingRequest, requires
from conferences.delegation_papers.services import keep_trip_paper
from conferences.delegations import services as trips
from conferences.delegations.choices import DelegationState
from conferences.delegations.forms import (
    CancelForm,
    ChangeDelegationForm,
    DecisionForm,
    DelegationForm,
    JourneyForm,
    PaperForm,
    ReportForm,
)
from conferences.delegations.pages import delegation_page, save_form, shown_delegation
from conferences.delegations.queries import delegations_with_counts, visible_delegations
from conferences.delegations.reports import may_report, record_journey, report_delegation
from conferences.partnerships.queries import is_partner, visible_partnerships
from conferences.permissions import ConferencePermission


@require_safe
@requires(ConferencePermission.SEE_DELEGATIONS)
def delegation_list(request: ActingRequest) -> HttpResponse:
    rows = delegations_with_counts(visible_delegations(request.actor))
    pages = numbered_page(request, rows)
    context = {
        "lines": [(row, DelegationState(row.state)) for row in pages["page"]],
        "is_partner": is_partner(request.actor),
        "may_keep": request.actor.may(ConferencePermission.KEEP_PARTNERSHIPS),
        **pages,
    }
    return render(request, "conferences/delegations/delegation_list.html", context)


@require_safe
@requires(ConferencePermission.SEE_DELEGATIONS)
def delegation_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return delegation_page(request, shown_delegation(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
@makes_once
def delegation_plan(request: ActingRequest, pk: int) -> HttpResponse:
    partnership = get_object_or_404(visible_partnerships(request.actor), pk=pk)
    form = DelegationForm(request.POST or None)
    made = submit_form(
        form,
        lambda: trips.plan_delegation(
            partnership=partnership, by=request.actor, **form.cleaned_data
        ),
    )
    if made is None:
        context = {"partnership": partnership}
        return render_form(request, "conferences/delegations/delegation_form.html", form, context)
    messages.success(
        request, _("The delegation is planned. Add its itinerary and members; nobody is told yet.")
    )
    return redirect(made)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def delegation_change(request: ActingRequest, pk: int) -> HttpResponse:
    delegation = shown_delegation(request, pk)
    form = ChangeDelegationForm(request.POST or None, delegation=delegation)
    if submit_form(
        form,
        lambda: trips.change_delegation(
            delegation=delegation, by=request.actor, **form.cleaned_data
        ),
    ):
        messages.success(request, _("The delegation is saved."))
        return redirect(delegation)
    context = {"partnership": delegation.partnership, "delegation": delegation}
    return render_form(request, "conferences/delegations/delegation_form.html", form, context)


# Its way ------------------------------------------------------------------------------------------
@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def delegation_decide(request: ActingRequest, pk: int) -> HttpResponse:
    delegation = shown_delegation(request, pk)
    form = DecisionForm(request.POST, delegation=delegation, prefix="decide")
    return save_form(
        request,
        delegation,
        form,
        lambda: trips.decide_delegation(
            delegation=delegation, by=request.actor, **form.cleaned_data
        ),
        _("The decision is entered."),
    )


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def delegation_cancel(request: ActingRequest, pk: int) -> HttpResponse:
    delegation = shown_delegation(request, pk)
    form = CancelForm(request.POST, delegation=delegation, prefix="cancel")
    return save_form(
        request,
        delegation,
        form,
        lambda: trips.cancel_delegation(
            delegation=delegation, by=request.actor, **form.cleaned_data
        ),
        _("The delegation is cancelled; members with an account are told."),
    )


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def delegation_travelled(request: ActingRequest, pk: int) -> HttpResponse:
    delegation = shown_delegation(request, pk)
    form = JourneyForm(request.POST, delegation=delegation, prefix="journey")
    return save_form(
        request,
        delegation,
        form,
        lambda: record_journey(delegation=delegation, by=request.actor, **form.cleaned_data),
        _("It is entered; the lead agency owes the report as a task."),
    )


@require_POST
@requires(ConferencePermission.SEE_DELEGATIONS)
def delegation_report(request: ActingRequest, pk: int) -> HttpResponse:
    delegation = shown_delegation(request, pk)
    if not may_report(delegation, request.actor):
        raise Http404
    may_keep = request.actor.may(ConferencePermission.KEEP_PARTNERSHIPS)
    form = ReportForm(request.POST, delegation=delegation, may_keep=may_keep, prefix="report")
    return save_form(
        request,
        delegation,
        form,
        lambda: report_delegation(delegation=delegation, by=request.actor, **form.cleaned_data),
        _("The report is written and handed in."),
    )


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def delegation_share(request: ActingRequest, pk: int) -> HttpResponse:
    delegation = shown_delegation(request, pk)
    is_wanted = request.POST.get("share") == "yes"
    if call_service(
        request,
        lambda: trips.set_sharing(delegation=delegation, is_shared=is_wanted, by=request.actor),
    ):
        shared, hidden = _("The partner sees it from now on."), _("The partner no longer sees it.")
        messages.success(request, shared if is_wanted else hidden)
    return redirect(delegation)


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
@makes_once
def delegation_paper(request: ActingRequest, pk: int) -> HttpResponse:
    delegation = shown_delegation(request, pk)
    form = PaperForm(request.POST)
    kept = submit_form(
        form,
        lambda: keep_trip_paper(
            delegation=delegation, kind=form.cleaned_data["paper"], by=request.actor
        ),
    )
    if kept is None:
        show_form_errors(request, form)
        return mark_nothing_made(redirect(delegation))
    messages.success(request, _("The paper is made, for Word and as PDF."))
    return redirect(f"{delegation.get_absolute_url()}#papers")
