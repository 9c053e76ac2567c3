"""Lines of an itinerary and talking points: added, changed, removed, brought into the ledger."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.forms.once import makes_once
from agencies.forms.submit import call_service
from agencies.people.permissions import ActingRequest, requires
from conferences.delegation_plans import services as plan
from conferences.delegations.forms import ChangePointForm, PointForm, StopForm
from conferences.delegations.models import ItineraryStop, TalkingPoint
from conferences.delegations.pages import save_form, shown_delegation
from conferences.delegations.queries import visible_delegations
from conferences.delegations.reports import raise_point
from conferences.permissions import ConferencePermission


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
@makes_once
def stop_add(request: ActingRequest, pk: int) -> HttpResponse:
    delegation = shown_delegation(request, pk)
    form = StopForm(request.POST, delegation=delegation, prefix="stop")
    return save_form(
        request,
        delegation,
        form,
        lambda: plan.add_stop(delegation=delegation, by=request.actor, **form.cleaned_data),
        _("The itinerary is saved."),
    )


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def stop_remove(request: ActingRequest, pk: int) -> HttpResponse:
    rows = ItineraryStop.objects.filter(delegation__in=visible_delegations(request.actor))
    stop = get_object_or_404(rows.select_related("delegation"), pk=pk)
    if call_service(request, lambda: plan.remove_stop(stop=stop, by=request.actor)):
        messages.success(request, _("The line is removed."))
    return redirect(stop.delegation)


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
@makes_once
def points_take(request: ActingRequest, pk: int) -> HttpResponse:
    delegation = shown_delegation(request, pk)
    if call_service(
        request, lambda: plan.take_template_points(delegation=delegation, by=request.actor)
    ):
        messages.success(request, _("The usual points are there; change them to fit."))
    return redirect(delegation)


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
@makes_once
def point_add(request: ActingRequest, pk: int) -> HttpResponse:
    delegation = shown_delegation(request, pk)
    form = PointForm(request.POST, prefix="point")
    return save_form(
        request,
        delegation,
        form,
        lambda: plan.add_point(delegation=delegation, by=request.actor, **form.cleaned_data),
        _("The talking point is saved."),
    )


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def point_change(request: ActingRequest, pk: int) -> HttpResponse:
    point = _point(request, pk)
    form = ChangePointForm(request.POST, point=point)
    return save_form(
        request,
        point.delegation,
        form,
        lambda: plan.change_point(point=point, by=request.actor, **form.cleaned_data),
        _("The talking points are saved."),
    )


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def point_raise(request: ActingRequest, pk: int) -> HttpResponse:
    point = _point(request, pk)
    ask = call_service(request, lambda: raise_point(point=point, by=request.actor))
    if ask is None:
        return redirect(point.delegation)
    messages.success(request, _("It stands in the ledger; the partner does not see it yet."))
    return redirect(ask)


def _point(request: ActingRequest, pk: int) -> TalkingPoint:
    rows = TalkingPoint.objects.filter(delegation__in=visible_delegations(request.actor))
    shown = rows.select_related("delegation__partnership__province", "delegation__lead")
    return get_object_or_404(shown, pk=pk)
