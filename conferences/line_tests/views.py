"""The line test: the centre's page, which follows by itself, and one point of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import form_status, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.line_tests.choices import LineCheck, LineRound
from conferences.line_tests.forms import LineForm, PointIncidentForm
from conferences.line_tests.queries import incidents_of, line_rows, present_round
from conferences.line_tests.services import enter_ticks, note_incident
from conferences.meetings.models import Conference, Point
from conferences.meetings.queries import visible_conferences, visible_points
from conferences.meetings.views import shown_conference
from conferences.permissions import ConferencePermission
from conferences.points.views import own_point


def asked_round(request: HttpRequest, conference: Conference) -> LineRound:
    """The round of the address; else the one whose time it is."""
    asked = request.GET.get("vong", "")
    return LineRound(asked) if asked in LineRound.values else _present(conference)


def _present(conference: Conference) -> LineRound:
    return present_round(conference, timezone.now())


def line_etag(conference: Conference, round_: LineRound, by: ActingRequest) -> str:
    seat = by.actor.seat
    return f'"{conference.pk}-{conference.line_version}-{round_}-{seat.pk}-{get_language()}"'


@require_safe
@requires(ConferencePermission.SEE_CONFERENCES)
def line_test(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    return _page(request, conference, PointIncidentForm(conference=conference))


@require_safe
@requires(ConferencePermission.SEE_CONFERENCES)
def line_matrix(request: ActingRequest, pk: int) -> HttpResponse:
    """What the page asks for every few seconds: the version is compared before anything else is
    read.
    """
    rows = visible_conferences(request.actor).select_related(None)
    shown = rows.only("pk", "line_version", "starts_at", "state", "title")
    conference = get_object_or_404(shown, pk=pk)
    round_ = asked_round(request, conference)
    etag = line_etag(conference, round_, request)
    if request.headers.get("If-None-Match") == etag:
        unchanged = HttpResponseNotModified()
        unchanged["ETag"] = etag
        return unchanged
    context = _matrix(request, conference, round_)
    response = render(request, "conferences/line_tests/line_matrix.html", context)
    response["ETag"] = etag
    return response


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
@makes_once
def incident_add(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    form = PointIncidentForm(request.POST, conference=conference)
    noted = submit_form(
        form,
        lambda: note_incident(point=form.cleaned_data["point"], by=request.actor, **form.happened),
    )
    if noted is None:
        return _page(request, conference, form)
    messages.success(request, _("The incident is noted; the minutes will name it."))
    return redirect("conferences:line-test", conference.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.SEE_CONFERENCES)
def point_line_test(request: ActingRequest, pk: int) -> HttpResponse:
    """For the centre, which hears by telephone, and for the point's own body."""
    point = own_point(request, pk)
    round_ = asked_round(request, point.conference)
    [row] = line_rows(Point.objects.filter(pk=point.pk), round_)
    form = LineForm(request.POST or None, row=row, round_=round_)
    entered = submit_form(
        form, lambda: enter_ticks(point=point, ticks=form.ticks(), by=request.actor)
    )
    if entered is not None:
        messages.success(request, _("Recorded."))
        return redirect("conferences:line-test", point.conference_id)
    context = {"point": point, "conference": point.conference, "form": form, "round": round_}
    page = "conferences/line_tests/point_line_test.html"
    return render(request, page, context, status=form_status(form))


def _page(request: ActingRequest, conference: Conference, form: PointIncidentForm) -> HttpResponse:
    round_ = asked_round(request, conference)
    context = _matrix(request, conference, round_) | {
        "form": form,
        "etag": line_etag(conference, round_, request),
    }
    page = "conferences/line_tests/line_test.html"
    return render(request, page, context, status=form_status(form))


def _matrix(request: ActingRequest, conference: Conference, round_: LineRound) -> dict[str, Any]:
    points = visible_points(request.actor).filter(conference=conference)
    rows = line_rows(points, round_)
    return {
        "conference": conference,
        "round": round_,
        "rounds": list(LineRound),
        "checks": list(LineCheck),
        "rows": rows,
        "done": sum(row.is_done for row in rows),
        "failing": [row for row in rows if row.failing],
        "incidents": incidents_of(points),
        "may_run": request.actor.may(ConferencePermission.RUN_CONFERENCES),
        "as_of": timezone.now(),
    }
