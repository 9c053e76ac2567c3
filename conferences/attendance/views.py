"""The attendance list of a conference."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.forms.submit import call_service, form_status, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.attendance.forms import AttendanceForm
from conferences.attendance.queries import attendance_rows
from conferences.attendance.services import (
    NotedRows,
    note_attendance,
    note_leaving,
    note_rest_present,
)
from conferences.invitations.models import ConferenceInvitation
from conferences.meetings.models import Conference, Point
from conferences.meetings.queries import visible_points
from conferences.meetings.views import shown_conference
from conferences.permissions import ConferencePermission


def kept_points(request: ActingRequest, conference: Conference) -> QuerySet[Point]:
    """The points whose list somebody keeps: all, or those at the own agency."""
    rows = visible_points(request.actor).filter(conference=conference)
    if request.actor.may(ConferencePermission.RUN_CONFERENCES):
        return rows
    return rows.filter(agency=request.actor.seat.agency_id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.SEE_CONFERENCES)
def attendance_list(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    points = kept_points(request, conference)
    keys = set(points.values_list("pk", flat=True))
    if not keys:
        raise Http404
    form = AttendanceForm(request.POST or None, rows=attendance_rows(points))
    noted = submit_form(
        form,
        lambda: note_attendance(
            conference=conference, rows=form.noted(), points=keys, by=request.actor
        ),
    )
    if noted is not None:
        say_noted(request, noted)
        return redirect("conferences:attendance", conference.pk)
    came = [row for row, noted, *_fields in form.lines() if noted and noted.arrived_at]
    context = {"conference": conference, "form": form, "counts": _counts(form), "present": came}
    page = "conferences/attendance/attendance.html"
    return render(request, page, context, status=form_status(form))


def say_noted(request: HttpRequest, noted: NotedRows) -> None:
    """How much was written, and what was not since somebody else had changed it."""
    if noted.written or not noted.overtaken:
        messages.success(request, _("Rows written: %(n)s.") % {"n": noted.written})
    if noted.overtaken:
        words = _(
            "Not written, since somebody else has entered it meanwhile; the list shows what they"
            " entered: %(names)s."
        )
        names = ", ".join(row.agency.name for row in noted.overtaken)
        messages.warning(request, words % {"names": names})


@require_POST
@requires(ConferencePermission.SEE_CONFERENCES)
def attendance_rest(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    keys = set(kept_points(request, conference).values_list("pk", flat=True))
    if not keys:
        raise Http404
    count = call_service(
        request,
        lambda: note_rest_present(conference=conference, points=keys, by=request.actor),
    )
    if count is not None:
        messages.success(request, _("Noted as present: %(n)s.") % {"n": count})
    return redirect("conferences:attendance", conference.pk)


@require_POST
@requires(ConferencePermission.SEE_CONFERENCES)
def attendance_leave(request: ActingRequest, pk: int) -> HttpResponse:
    rows = ConferenceInvitation.objects.filter(point__in=visible_points(request.actor))
    invitation = get_object_or_404(rows.select_related("point__conference", "agency"), pk=pk)
    conference = invitation.point.conference
    if not kept_points(request, conference).filter(pk=invitation.point_id).exists():
        raise Http404
    call_service(request, lambda: note_leaving(invitation=invitation, by=request.actor))
    return redirect("conferences:attendance", conference.pk)


def _counts(form: AttendanceForm) -> dict[str, int]:
    noted = [line[1] for line in form.lines()]
    return {
        "all": len(noted),
        "was": sum(row is not None and row.arrived_at is not None for row in noted),
        "now": sum(row is not None and row.is_present for row in noted),
        "open": sum(row is None for row in noted),
    }
