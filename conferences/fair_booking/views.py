"""People and interviews of a point, as its centre and the employer see them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, form_status, render_form, submit_form
from agencies.lists.views import numbered_page
from agencies.people.permissions import ActingRequest, requires
from conferences.fair_booking.codes import door_code
from conferences.fair_booking.forms import SeekerForm
from conferences.fair_booking.news import mark_called
from conferences.fair_booking.queries import (
    block_lines,
    person_page,
    visible_calls,
    visible_seekers,
    waiting_calls,
)
from conferences.fair_booking.registration import register_seeker
from conferences.fair_public.acts import act_on_person
from conferences.fairs.choices import CHANGEABLE, LIVE
from conferences.fairs.forms import PointForm
from conferences.fairs.models import FairPoint
from conferences.fairs.queries import visible_fair_points
from conferences.fairs.services import change_point
from conferences.interview_blocks.forms import BlockForm
from conferences.interview_blocks.services import add_block
from conferences.permissions import ConferencePermission


# A point ------------------------------------------------------------------------------------------
@require_safe
@requires(ConferencePermission.KEEP_FAIR_POINTS)
def point_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _point_page(request, _point(request, pk))


@require_POST
@requires(ConferencePermission.KEEP_FAIR_POINTS)
def point_change(request: ActingRequest, pk: int) -> HttpResponse:
    point = _point(request, pk)
    form = PointForm(request.POST, point=point, prefix="point")
    return _save(
        request,
        point,
        form,
        lambda: change_point(point=point, by=request.actor, **form.cleaned_data),
    )


@require_POST
@requires(ConferencePermission.KEEP_FAIR_POINTS)
@makes_once
def computers_add(request: ActingRequest, pk: int) -> HttpResponse:
    point = _point(request, pk)
    form = BlockForm(request.POST, fair=point.fair, booth=None, prefix="computers")
    return _save(
        request,
        point,
        form,
        lambda: add_block(booth=None, point=point, by=request.actor, **form.span()),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_FAIR_POINTS)
@sensitive_post_parameters("full_name", "phone", "email", "commune", "about")
@makes_once
def seeker_add(request: ActingRequest, pk: int) -> HttpResponse:
    point = _point(request, pk)
    form = SeekerForm(request.POST or None, fair=point.fair, point=point)
    made = submit_form(
        form,
        lambda: register_seeker(fair=point.fair, point=point, by=request.actor, **form.said()),
    )
    if made is None:
        return render_form(
            request, "conferences/fair_booking/seeker_form.html", form, {"point": point}
        )
    messages.success(request, _("The person is registered. Now book the interviews."))
    return redirect("conferences:seeker", made.pk)


def _point(request: ActingRequest, pk: int) -> FairPoint:
    return get_object_or_404(visible_fair_points(request.actor), pk=pk)


def _save(
    request: ActingRequest, point: FairPoint, form: Form, act: Callable[[], object]
) -> HttpResponse:
    if submit_form(form, act):
        messages.success(request, _("It is saved."))
        return redirect("conferences:fair-point", point.pk)
    return _point_page(request, point, form)


def _point_page(request: ActingRequest, point: FairPoint, sent: Form | None = None) -> HttpResponse:
    people = visible_seekers(request.actor).filter(point=point).order_by("registered_at", "pk")
    forms: dict[str, Form] = {}
    if point.fair.state in CHANGEABLE:
        forms["point"] = PointForm(point=point, prefix="point")
        forms["computers"] = BlockForm(fair=point.fair, booth=None, prefix="computers")
    if sent is not None and sent.prefix is not None:
        forms[sent.prefix] = sent
    context: dict[str, Any] = numbered_page(request, people) | {
        "point": point,
        "blocks": block_lines(point.blocks.all(), timezone.now()),
        "calls": waiting_calls(point),
        "forms": forms,
        "is_live": point.fair.state in LIVE,
    }
    status = form_status(sent) if sent else 200
    return render(request, "conferences/fair_booking/point.html", context, status=status)


@require_POST
@requires(ConferencePermission.KEEP_FAIR_POINTS)
def call_done(request: ActingRequest, pk: int) -> HttpResponse:
    call = get_object_or_404(visible_calls(request.actor), pk=pk)
    if call_service(request, lambda: mark_called(call=call, by=request.actor)):
        messages.success(request, _("It is noted that the person was called."))
    return redirect("conferences:fair-point", call.seeker.point_id)


# One person ---------------------------------------------------------------------------------------
@require_safe
@requires(ConferencePermission.KEEP_FAIR_POINTS)
def seeker_detail(request: ActingRequest, pk: int) -> HttpResponse:
    seeker = get_object_or_404(visible_seekers(request.actor), pk=pk)
    context = {
        "seeker": seeker,
        "page": person_page(seeker, timezone.now(), with_begun=True),
        "code": door_code(seeker),
        "is_live": seeker.fair.state in LIVE,
    }
    return render(request, "conferences/fair_booking/seeker.html", context)


@require_POST
@requires(ConferencePermission.KEEP_FAIR_POINTS)
def seeker_act(request: ActingRequest, pk: int) -> HttpResponse:
    seeker = get_object_or_404(visible_seekers(request.actor), pk=pk)
    done = call_service(request, lambda: act_on_person(request, seeker, request.actor))
    if done:
        messages.success(request, done)
    if visible_seekers(request.actor).filter(pk=pk).exists():
        return redirect("conferences:seeker", pk)
    return redirect("conferences:fair-point", seeker.point_id)
