"""Times of interviews with who comes, for the employer and the centres."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.forms.submit import render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.booths.queries import keeps_booth
from conferences.fair_booking.models import InterviewBlock, InterviewSeat
from conferences.fair_booking.queries import block_lines, times_of, visible_blocks
from conferences.fairs.choices import CHANGEABLE, FairState
from conferences.fairs.queries import is_host, keeps_point
from conferences.interview_blocks.forms import ReduceForm
from conferences.interview_blocks.services import reduce_places
from conferences.permissions import ConferencePermission


@require_safe
@requires(ConferencePermission.SEE_FAIRS)
def block_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _block_page(request, _block(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.SEE_FAIRS)
def seats_reduce(request: ActingRequest, pk: int) -> HttpResponse:
    """Fewer places at the time of one of the places."""
    blocks = visible_blocks(request.actor)
    seat = get_object_or_404(InterviewSeat.objects.filter(block__in=blocks.values("pk")), pk=pk)
    block = _block(request, seat.block_id)
    if not _may_change(request, block):
        raise Http404
    rows = list(block.seats.filter(starts_at=seat.starts_at).select_related("seeker"))
    form = ReduceForm(request.POST or None, rows=rows)
    done = submit_form(
        form,
        lambda: (
            reduce_places(block=block, starts_at=seat.starts_at, by=request.actor, **form.said()),
        ),
    )
    if done:
        messages.success(request, _("There are fewer places. Who lost one is told, or is called."))
        return redirect("conferences:interview-block", block.pk)
    context = {"stretch": block, "seat": seat, "seat_count": len(rows)}
    return render_form(request, "conferences/interview_blocks/reduce_form.html", form, context)


def _block(request: ActingRequest, pk: int) -> InterviewBlock:
    return get_object_or_404(visible_blocks(request.actor), pk=pk)


def _may_change(request: ActingRequest, block: InterviewBlock) -> bool:
    by = request.actor
    if block.booth is None:
        return keeps_point(by, block.point)
    return keeps_booth(by, block.booth) or is_host(by, block.point.fair)


def _block_page(request: ActingRequest, block: InterviewBlock) -> HttpResponse:
    context = {
        "stretch": block,
        "line": block_lines(InterviewBlock.objects.filter(pk=block.pk), timezone.now())[0],
        "times": times_of(block),
        "waiting": list(block.line.select_related("seeker").order_by("joined_at", "pk")),
        "may_change": _may_change(request, block) and block.point.fair.state in CHANGEABLE,
        "is_running": block.point.fair.state == FairState.RUNNING,
        "sees_pages": request.actor.may(ConferencePermission.KEEP_FAIR_POINTS),
    }
    return render(request, "conferences/interview_blocks/block.html", context)
