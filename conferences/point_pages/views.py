"""One point behind its signed link: how it joins, its line test, who has come."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.errors import RuleError
from agencies.forms.once import makes_once
from agencies.forms.submit import form_status, submit_form
from conferences.attendance.forms import AttendanceForm, PresentForm
from conferences.attendance.queries import attendance_rows
from conferences.attendance.services import note_attendance
from conferences.attendance.views import say_noted
from conferences.invitations.views import keep_private, render_shut
from conferences.line_tests.choices import LineRound
from conferences.line_tests.forms import IncidentForm, LineForm, TicksForm
from conferences.line_tests.queries import LineRow, incidents_of, line_rows
from conferences.line_tests.services import enter_ticks, note_incident
from conferences.line_tests.views import asked_round
from conferences.meetings.addresses import find_point
from conferences.meetings.models import Point
from conferences.points.services import count_present

PAGE = "conferences:point-page"


def _open_point(token: str) -> Point:
    point = find_point(token, timezone.now())
    if point is None:
        raise Http404
    return point


@require_safe
@login_not_required
def point_page(request: HttpRequest, token: str) -> HttpResponse:
    point = find_point(token, timezone.now())
    if point is None:
        return render_shut(request)
    return _show(request, point, token)


@require_POST
@login_not_required
def point_ticks(request: HttpRequest, token: str) -> HttpResponse:
    """A form of all checks; or, from a page that has kept them, ticks as JSON, answered by what is
    known now. Either may be sent any number of times.
    """
    point = _open_point(token)
    if "ticks" in request.POST:
        return _take_kept(request, point)
    round_ = _sent_round(request)
    form = LineForm(request.POST, row=_row(point, round_), round_=round_)
    if submit_form(form, lambda: enter_ticks(point=point, ticks=form.ticks(), by=None)) is None:
        return _show(request, point, token, line_form=form)
    messages.success(request, _("Recorded."))
    return _back(token, round_)


def _take_kept(request: HttpRequest, point: Point) -> HttpResponse:
    form = TicksForm(request.POST)
    try:
        if not form.is_valid():
            return keep_private(JsonResponse({"error": form.errors["ticks"][0]}, status=422))
        enter_ticks(point=point, ticks=form.cleaned_data["ticks"], by=None)
    except RuleError as error:
        return keep_private(JsonResponse({"error": error.message}, status=422))
    known = {
        f"{round_} {cell.item}": cell.result.value
        for round_ in LineRound
        for cell in _row(point, round_).cells
    }
    return keep_private(HttpResponse(json.dumps({"results": known}), "application/json"))


@require_POST
@login_not_required
def point_attendance(request: HttpRequest, token: str) -> HttpResponse:
    point = _open_point(token)
    form = _attendance_form(point, request)
    noted = submit_form(
        form,
        lambda: note_attendance(
            conference=point.conference, rows=form.noted(), points={point.pk}, by=None
        ),
    )
    if noted is None:
        return _show(request, point, token, attendance_form=form)
    say_noted(request, noted)
    return redirect(PAGE, token)


@require_POST
@login_not_required
def point_present(request: HttpRequest, token: str) -> HttpResponse:
    point = _open_point(token)
    form = PresentForm(request.POST)
    counted = submit_form(form, lambda: count_present(point=point, by=None, **form.cleaned_data))
    if counted is None:
        return _show(request, point, token, present_form=form)
    messages.success(request, _("Recorded."))
    return redirect(PAGE, token)


@require_POST
@login_not_required
@makes_once
def point_incident(request: HttpRequest, token: str) -> HttpResponse:
    point = _open_point(token)
    form = IncidentForm(request.POST)
    if submit_form(form, lambda: note_incident(point=point, by=None, **form.happened)) is None:
        return _show(request, point, token, incident_form=form)
    messages.success(request, _("The incident is noted; the minutes will name it."))
    return redirect(PAGE, token)


# What all of them show ----------------------------------------------------------------------------
def _sent_round(request: HttpRequest) -> LineRound:
    sent = request.POST.get("round", "")
    if sent not in LineRound.values:
        raise Http404
    return LineRound(sent)


def _row(point: Point, round_: LineRound) -> LineRow:
    return line_rows(Point.objects.filter(pk=point.pk), round_)[0]


def _attendance_form(point: Point, request: HttpRequest | None = None) -> AttendanceForm:
    rows = attendance_rows(Point.objects.filter(pk=point.pk))
    return AttendanceForm(request.POST if request else None, rows=rows, is_public=True)


def _back(token: str, round_: LineRound) -> HttpResponse:
    response = redirect(PAGE, token)
    response["Location"] += f"?vong={round_}"
    return response


def _show(request: HttpRequest, point: Point, token: str, **forms: Any) -> HttpResponse:
    round_ = asked_round(request, point.conference)
    if line_form := forms.get("line_form"):
        round_ = _sent_round(request)
    row = _row(point, round_)
    context = {
        "point": point,
        "conference": point.conference,
        "token": token,
        "links": point.links.all(),
        "row": row,
        "round": round_,
        "rounds": list(LineRound),
        "incidents": incidents_of(Point.objects.filter(pk=point.pk)),
        "line_form": line_form or LineForm(row=row, round_=round_),
        "attendance_form": forms.get("attendance_form") or _attendance_form(point),
        "present_form": forms.get("present_form")
        or PresentForm(initial={"present": point.present}),
        "incident_form": forms.get("incident_form") or IncidentForm(),
    }
    page = "conferences/point_pages/point_page.html"
    return keep_private(render(request, page, context, status=form_status(*forms.values())))
