"""One point: its page, its links, its signed address."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, render_form, submit_form
from agencies.people.permissions import ActingRequest, Actor, requires
from conferences.attendance.queries import attendance_rows
from conferences.invitations.addresses import invitation_token
from conferences.invitations.composition import add_points
from conferences.line_tests.queries import incidents_of, line_rows, present_round
from conferences.meetings.addresses import point_token
from conferences.meetings.models import Point
from conferences.meetings.queries import visible_points
from conferences.meetings.views import shown_conference
from conferences.permissions import ConferencePermission
from conferences.points import services as changes
from conferences.points.forms import LinksForm, NewPointsForm, PointForm
from papers.qr import draw_qr


def shown_point(request: ActingRequest, pk: int) -> Point:
    rows = visible_points(request.actor).select_related("conference__host", "agency")
    return get_object_or_404(rows, pk=pk)


def own_point(request: ActingRequest, pk: int) -> Point:
    """A point that somebody keeps: its own body, or whoever runs the conference."""
    point = shown_point(request, pk)
    if not keeps_point(request.actor, point):
        raise Http404
    return point


def keeps_point(by: Actor, point: Point) -> bool:
    may_run = by.may(ConferencePermission.RUN_CONFERENCES)
    return may_run or by.seat.agency_id == point.agency_id


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.RUN_CONFERENCES)
@makes_once
def point_add(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    form = NewPointsForm(request.POST or None, conference=conference)
    made = submit_form(
        form,
        lambda: add_points(conference=conference, points=form.points(), by=request.actor),
    )
    if made is None:
        context = {"conference": conference}
        return render_form(request, "conferences/points/points_form.html", form, context)
    messages.success(request, _("%(n)s points have been added.") % {"n": len(made)})
    return redirect(conference)


@require_safe
@requires(ConferencePermission.SEE_CONFERENCES)
def point_detail(request: ActingRequest, pk: int) -> HttpResponse:
    point = shown_point(request, pk)
    this = Point.objects.filter(pk=point.pk)
    round_ = present_round(point.conference, timezone.now())
    keeps = keeps_point(request.actor, point)
    context = {
        "point": point,
        "conference": point.conference,
        "links": point.links.all(),
        "line": line_rows(this, round_)[0],
        "round": round_,
        "incidents": incidents_of(this),
        "keeps": keeps,
        "may_run": request.actor.may(ConferencePermission.RUN_CONFERENCES),
        **(_own_context(point) if keeps else {}),
    }
    return render(request, "conferences/points/point.html", context)


def _own_context(point: Point) -> dict[str, Any]:
    # The signed links: whoever has one enters for the point, or answers for a body.
    rows = attendance_rows(Point.objects.filter(pk=point.pk))
    answers = [
        settings.SITE_URL + reverse("conferences:invitation-answer", args=[invitation_token(row)])
        for row in rows
    ]
    return {"rows": list(zip(rows, answers, strict=True)), "address": point_address(point)}


def point_address(point: Point) -> str:
    return settings.SITE_URL + reverse("conferences:point-page", args=[point_token(point)])


@require_safe
@requires(ConferencePermission.SEE_CONFERENCES)
def point_qr(request: ActingRequest, pk: int) -> HttpResponse:
    """The signed address of the point's page, for the phone in its room."""
    address = point_address(own_point(request, pk))
    return HttpResponse(draw_qr(address, "svg"), content_type="image/svg+xml")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.SEE_CONFERENCES)
def point_change(request: ActingRequest, pk: int) -> HttpResponse:
    point = own_point(request, pk)
    form = PointForm(request.POST or None, point=point)
    saved = submit_form(
        form,
        lambda: changes.change_point(
            point=point,
            version=form.cleaned_data["version"],
            facts=form.facts,
            by=request.actor,
        ),
    )
    if saved is None:
        context = {"point": point, "conference": point.conference}
        return render_form(request, "conferences/points/point_form.html", form, context)
    messages.success(request, _("The point has been saved."))
    return redirect(point)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.RUN_CONFERENCES)
def point_links(request: ActingRequest, pk: int) -> HttpResponse:
    point = shown_point(request, pk)
    form = LinksForm(request.POST or None, links=list(point.links.all()))
    saved = submit_form(
        form, lambda: changes.set_links(point=point, links=form.links, by=request.actor)
    )
    if saved is None:
        context = {"point": point, "conference": point.conference}
        return render_form(request, "conferences/meetings/links_form.html", form, context)
    messages.success(request, _("The links of the point have been saved."))
    return redirect(point)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def point_renew(request: ActingRequest, pk: int) -> HttpResponse:
    point = shown_point(request, pk)
    if call_service(request, lambda: changes.renew_page_link(point=point, by=request.actor)):
        messages.success(request, _("The point has a new link; the one before opens nothing."))
    return redirect(point)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def point_remove(request: ActingRequest, pk: int) -> HttpResponse:
    point = shown_point(request, pk)
    conference = call_service(request, lambda: changes.remove_point(point=point, by=request.actor))
    if conference is None:
        return redirect(point)
    messages.success(request, _("The point has been taken away."))
    return redirect(conference)
