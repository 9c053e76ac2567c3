"""One petition on one page: the workers' words, who answers, the answers, and what can be done."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, form_status, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.permissions import ConferencePermission
from conferences.petition_page.page import find_petition, forms_of, page_context
from conferences.petitions.forms import MergeForm, RedirectForm, RouteForm
from conferences.petitions.models import Petition, PetitionPart
from conferences.petitions.queries import visible_parts, visible_petitions
from conferences.petitions.routing import redirect_part, route_petition
from conferences.petitions.services import merge_petition, separate_petition


@require_safe
@requires(ConferencePermission.SEE_PETITIONS)
def petition_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return petition_page(request, pk)


def petition_page(request: ActingRequest, pk: int, sent: Form | None = None) -> HttpResponse:
    """With a form that was refused in its place; the other forms are fresh."""
    petition = find_petition(request.actor, pk)
    context = page_context(petition, request.actor, timezone.localdate())
    context["forms"] = forms_of(context, request.actor, sent)
    status = form_status(sent) if sent else 200
    return render(request, "conferences/petition_page/petition.html", context, status=status)


def save_petition(
    request: ActingRequest, petition_id: int, form: Form, act: Callable[[], object], words: str
) -> HttpResponse:
    """Saved, or the page with what is wrong at its field."""
    if submit_form(form, act):
        messages.success(request, words)
        return redirect("conferences:petition", petition_id)
    return petition_page(request, petition_id, form)


def asked_petition(request: ActingRequest, pk: int) -> Petition:
    rows = visible_petitions(request.actor).select_related("dialogue")
    return get_object_or_404(rows, pk=pk)


def asked_part(request: ActingRequest, pk: int) -> PetitionPart:
    rows = visible_parts(request.actor).select_related("petition__dialogue", "task__lead")
    return get_object_or_404(rows, pk=pk)


# Who answers --------------------------------------------------------------------------------------
@require_POST
@requires(ConferencePermission.KEEP_DIALOGUES)
@makes_once
def petition_route(request: ActingRequest, pk: int) -> HttpResponse:
    petition = asked_petition(request, pk)
    form = RouteForm(request.POST, petition=petition, prefix="route")
    return save_petition(
        request,
        pk,
        form,
        lambda: route_petition(
            petition=petition,
            agencies=form.agencies,
            version=form.cleaned_data["version"],
            by=request.actor,
        ),
        _("Routed. Each agency has it as a task and is reminded in time."),
    )


@require_POST
@requires(ConferencePermission.ANSWER_PETITIONS)
def part_redirect(request: ActingRequest, pk: int) -> HttpResponse:
    part = asked_part(request, pk)
    form = RedirectForm(request.POST, part=part, prefix=f"redirect-{pk}")
    return save_petition(
        request,
        part.petition_id,
        form,
        lambda: redirect_part(part=part, by=request.actor, **form.cleaned_data),
        _("Redirected. The deadline stays the same."),
    )


# Merging ------------------------------------------------------------------------------------------
@require_POST
@requires(ConferencePermission.KEEP_DIALOGUES)
def petition_merge(request: ActingRequest, pk: int) -> HttpResponse:
    petition = asked_petition(request, pk)
    form = MergeForm(request.POST, petition=petition, prefix="merge")
    return save_petition(
        request,
        pk,
        form,
        lambda: merge_petition(petition=petition, by=request.actor, **form.cleaned_data),
        _("Merged. It keeps its number and its speech, and has the answers of the other."),
    )


@require_POST
@requires(ConferencePermission.KEEP_DIALOGUES)
def petition_separate(request: ActingRequest, pk: int) -> HttpResponse:
    petition = asked_petition(request, pk)
    if call_service(
        request,
        lambda: separate_petition(petition=petition, version=petition.version, by=request.actor),
    ):
        messages.success(request, _("It stands on its own again."))
    return redirect(petition)
