"""Conferences: the list, one of them, and what its runners do with it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, form_status, render_form, submit_form
from agencies.lists.views import numbered_page
from agencies.people.permissions import ActingRequest, requires
from conferences.invitations import services as inviting
from conferences.invitations.forms import CancelForm
from conferences.invitations.messages import sent_words
from conferences.invitations.queries import visible_invitations, with_names
from conferences.meetings.forms import ConferenceForm, NewConferenceForm
from conferences.meetings.models import Conference
from conferences.meetings.points import shared_links
from conferences.meetings.queries import (
    conference_lines,
    point_lines,
    visible_conferences,
    visible_points,
)
from conferences.meetings.services import begin_conference, create_conference
from conferences.permissions import ConferencePermission
from conferences.points.forms import LinksForm
from conferences.points.services import set_links_of_all


def shown_conference(request: ActingRequest, pk: int) -> Conference:
    return get_object_or_404(visible_conferences(request.actor), pk=pk)


@require_safe
@requires(ConferencePermission.SEE_CONFERENCES)
def conference_list(request: ActingRequest) -> HttpResponse:
    pages = numbered_page(request, visible_conferences(request.actor))
    context = {
        **pages,
        "lines": conference_lines(pages["page"].object_list, request.actor),
        "may_run": request.actor.may(ConferencePermission.RUN_CONFERENCES),
        "now": timezone.now(),
    }
    return render(request, "conferences/meetings/conference_list.html", context)


@require_safe
@requires(ConferencePermission.SEE_CONFERENCES)
def conference_detail(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    own = visible_invitations(request.actor).filter(
        point__conference=conference, agency=request.actor.seat.agency_id
    )
    context = {
        "conference": conference,
        "lines": point_lines(visible_points(request.actor).filter(conference=conference)),
        "own": with_names(own.filter(sent_at__isnull=False)),
        "may_run": request.actor.may(ConferencePermission.RUN_CONFERENCES),
        "is_over": conference.ends_at <= timezone.now(),
    }
    return render(request, "conferences/meetings/conference.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.RUN_CONFERENCES)
@makes_once
def conference_add(request: ActingRequest) -> HttpResponse:
    form = NewConferenceForm(request.POST or None)
    made = submit_form(
        form,
        lambda: create_conference(facts=form.facts, points=form.points(), by=request.actor),
    )
    if made is None:
        return render_form(request, "conferences/meetings/conference_form.html", form)
    messages.success(request, _("The conference is prepared as a draft; nobody was told yet."))
    return redirect(made)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.RUN_CONFERENCES)
def conference_change(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    form = ConferenceForm(request.POST or None, conference=conference)
    sent = submit_form(
        form,
        lambda: inviting.change_conference(
            conference=conference,
            version=form.cleaned_data["version"] or 0,
            facts=form.facts,
            by=request.actor,
        ),
    )
    if sent is None:
        context = {"conference": conference}
        return render_form(request, "conferences/meetings/conference_form.html", form, context)
    messages.success(request, _("Saved.") + sent_words(sent))
    return redirect(conference)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def conference_announce(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    sent = call_service(
        request, lambda: inviting.announce_conference(conference=conference, by=request.actor)
    )
    if sent is not None:
        words = sent_words(sent).strip()
        messages.success(request, words or _("Everybody is invited already; nothing was sent."))
    return redirect(conference)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def conference_begin(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    if call_service(request, lambda: begin_conference(conference=conference, by=request.actor)):
        messages.success(request, _("The conference is open."))
    return redirect(conference)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.RUN_CONFERENCES)
def conference_cancel(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    form = CancelForm(request.POST or None)
    sent = submit_form(
        form,
        lambda: inviting.cancel_conference(
            conference=conference, by=request.actor, **form.cleaned_data
        ),
    )
    if sent is None:
        context = {"conference": conference}
        return render_form(request, "conferences/meetings/conference_cancel.html", form, context)
    messages.success(request, _("The conference is cancelled.") + sent_words(sent))
    return redirect(conference)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.RUN_CONFERENCES)
def conference_links(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    form = LinksForm(request.POST or None, links=shared_links(conference))
    count = submit_form(
        form,
        lambda: set_links_of_all(conference=conference, links=form.links, by=request.actor),
    )
    if count is not None:
        messages.success(request, _("%(n)s points have these links.") % {"n": count})
        return redirect(conference)
    context = {"conference": conference, "form": form}
    return render(
        request, "conferences/meetings/links_form.html", context, status=form_status(form)
    )
