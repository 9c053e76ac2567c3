"""The door, the calls, and the board."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.errors import RuleError
from agencies.forms.submit import call_service, render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.fair_booking.codes import seeker_key_of
from conferences.fair_booking.models import InterviewSeat
from conferences.fair_booking.queries import visible_blocks, visible_seekers
from conferences.fair_day.board import KEPT_FOR, board_lines, copies, find_board_version
from conferences.fair_day.forms import DoorForm
from conferences.fair_day.services import arrive, set_turn
from conferences.fairs.choices import FairState
from conferences.fairs.queries import public_fairs
from conferences.permissions import ConferencePermission


# The door -----------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_FAIR_POINTS)
def door(request: ActingRequest) -> HttpResponse:
    """A code that is typed, or that the camera of a phone has read."""
    form = DoorForm(request.POST or None, initial={"code": request.GET.get("ma", "")[:40]})
    number = submit_form(form, lambda: _arrive(request, form))
    if number is None:
        return render_form(request, "conferences/fair_day/door.html", form)
    messages.success(request, _("Arrived: number %(n)s.") % {"n": number})
    return redirect("conferences:fair-door")


def _arrive(request: ActingRequest, form: forms.Form) -> int:
    key = seeker_key_of(form.cleaned_data["code"])
    seeker = visible_seekers(request.actor).filter(pk=key).first() if key else None
    if seeker is None:
        raise RuleError(_("This person is registered at another point."), field="code")
    return arrive(seeker=seeker, by=request.actor)


# Calling ------------------------------------------------------------------------------------------
@require_POST
@requires(ConferencePermission.SEE_FAIRS)
def seat_turn(request: ActingRequest, pk: int) -> HttpResponse:
    rows = InterviewSeat.objects.filter(block__in=visible_blocks(request.actor).values("pk"))
    seat = get_object_or_404(rows.select_related("block__point"), pk=pk)
    state = request.POST.get("state", "")
    if call_service(
        request, lambda: set_turn(seat=seat, state=state, by=request.actor, booth=None)
    ):
        messages.success(request, _("It is saved."))
    return redirect("conferences:interview-block", seat.block_id)


# The board ----------------------------------------------------------------------------------------
@login_not_required
@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    fair = get_object_or_404(public_fairs(), pk=pk)
    context = {
        "fair": fair,
        "lines": board_lines(fair),
        "tag": _tag(find_board_version(pk)),
        "now": timezone.now(),
    }
    return render(request, "conferences/fair_day/board.html", context)


@login_not_required
@require_safe
def board_now(request: HttpRequest, pk: int) -> HttpResponse:
    """What the page swaps in, drawn once for each version. Whoever has the newest is told so
    before anything is asked.
    """
    version = find_board_version(pk)
    if not version:
        raise Http404
    tag = _tag(version)
    if request.headers.get("If-None-Match") == tag:
        return _with_tag(HttpResponseNotModified(), tag)
    copy = copies.find(tag)
    if copy is not None:
        return _with_tag(HttpResponse(copy.body, headers=copy.headers), tag)
    fair = get_object_or_404(public_fairs(), pk=pk)
    context = {"fair": fair, "lines": board_lines(fair), "now": timezone.now()}
    response = render(request, "conferences/fair_day/board_lines.html", context)
    if fair.state in (FairState.CLOSED, FairState.CANCELLED):
        response.status_code = 286  # the page stops asking
        return _with_tag(response, tag)
    headers = {"Content-Type": response["Content-Type"]}
    copies.add(tag, response.content, headers, seconds=KEPT_FOR)
    return _with_tag(response, tag)


def _tag(version: str) -> str:
    return f'"{version}-{get_language()}"'


def _with_tag(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response
