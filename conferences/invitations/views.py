"""Invitations: the composition of points, and answers, signed in or by a signed link."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, form_status, render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.invitations.addresses import find_invitation
from conferences.invitations.composition import add_bodies, remove_body
from conferences.invitations.forms import AnswerForm, BodiesForm
from conferences.invitations.models import ConferenceInvitation
from conferences.invitations.queries import visible_invitations, with_names
from conferences.invitations.services import answer_invitation
from conferences.meetings.views import shown_conference
from conferences.permissions import ConferencePermission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.RUN_CONFERENCES)
@makes_once
def bodies_add(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    form = BodiesForm(request.POST or None, conference=conference)
    made = submit_form(
        form, lambda: add_bodies(conference=conference, by=request.actor, **form.cleaned_data)
    )
    if made is None:
        context = {"conference": conference}
        return render_form(request, "conferences/invitations/bodies_form.html", form, context)
    messages.success(request, _("Added to the composition: %(n)s.") % {"n": len(made)})
    return redirect(conference)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def body_remove(request: ActingRequest, pk: int) -> HttpResponse:
    invitation = shown_invitation(request, pk)
    if call_service(request, lambda: remove_body(invitation=invitation, by=request.actor)):
        messages.success(request, _("Taken out of the composition."))
    return redirect(invitation.point)


def shown_invitation(request: ActingRequest, pk: int) -> ConferenceInvitation:
    return get_object_or_404(with_names(visible_invitations(request.actor)), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.SEE_CONFERENCES)
def invitation_detail(request: ActingRequest, pk: int) -> HttpResponse:
    invitation = shown_invitation(request, pk)
    may_answer = request.actor.seat.agency_id == invitation.agency_id or request.actor.may(
        ConferencePermission.RUN_CONFERENCES
    )
    if request.method == "POST" and not may_answer:
        raise Http404
    form = AnswerForm(request.POST or None, invitation=invitation)
    given = submit_form(
        form,
        lambda: answer_invitation(invitation=invitation, by=request.actor, **form.cleaned_data),
    )
    if given is not None:
        messages.success(request, _("The answer is recorded."))
        return redirect(invitation)
    context = _shown(invitation, form) | {"may_answer": may_answer}
    page = "conferences/invitations/invitation.html"
    return render(request, page, context, status=form_status(form))


@require_safe
@requires(ConferencePermission.SEE_CONFERENCES)
def invitation_calendar(request: ActingRequest, pk: int) -> HttpResponse:
    return _calendar_file(shown_invitation(request, pk))


# By the signed link -------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def invitation_answer(request: HttpRequest, token: str) -> HttpResponse:
    invitation = find_invitation(token)
    if invitation is None:
        return render_shut(request)
    form = AnswerForm(request.POST or None, invitation=invitation)
    given = submit_form(
        form, lambda: answer_invitation(invitation=invitation, by=None, **form.cleaned_data)
    )
    if given is not None:
        messages.success(request, _("The answer is recorded."))
        return redirect("conferences:invitation-answer", token)
    context = _shown(invitation, form) | {"token": token}
    page = "conferences/invitations/invitation_answer.html"
    return keep_private(render(request, page, context, status=form_status(form)))


@require_safe
@login_not_required
def invitation_answer_calendar(request: HttpRequest, token: str) -> HttpResponse:
    invitation = find_invitation(token)
    if invitation is None:
        raise Http404
    return keep_private(_calendar_file(invitation))


def _shown(invitation: ConferenceInvitation, form: AnswerForm) -> dict[str, Any]:
    point = invitation.point
    return {
        "invitation": invitation,
        "point": point,
        "conference": point.conference,
        "form": form,
    }


def _calendar_file(invitation: ConferenceInvitation) -> HttpResponse:
    from conferences.invitations.exports import write_invitation  # slow import: icalendar

    response = HttpResponse(
        write_invitation(invitation), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="hoi-nghi.ics"'
    return response


def render_shut(request: HttpRequest) -> HttpResponse:
    """What a signed link says that opens nothing."""
    page = "conferences/invitations/link_shut.html"
    return keep_private(render(request, page, status=404))


def keep_private(response: HttpResponse) -> HttpResponse:
    # The address is the key: it goes neither into a shared copy nor to search engines.
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response
