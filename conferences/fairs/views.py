"""Job fairs as centres, partners and employers see them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.fields import parse_whole_number
from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, form_status, render_form, submit_form
from agencies.lists.views import numbered_page
from agencies.people.permissions import ActingRequest, requires
from conferences.booths.queries import visible_booths
from conferences.fair_booking.queries import people_by_point
from conferences.fairs import services
from conferences.fairs.choices import CHANGEABLE, LIVE, RESULTS, FairKind, FairState
from conferences.fairs.forms import FairForm, PointForm, ReasonForm, RepeatForm
from conferences.fairs.models import Fair, FairPoint
from conferences.fairs.queries import (
    fair_address,
    fairs_with_counts,
    is_fair_partner,
    is_host,
    visible_fair_points,
    visible_fairs,
)
from conferences.interview_blocks.changes import cancel_fair, change_fair
from conferences.permissions import ConferencePermission


@require_safe
@requires(ConferencePermission.SEE_FAIRS)
def fair_list(request: ActingRequest) -> HttpResponse:
    rows = fairs_with_counts(visible_fairs(request.actor)).order_by("-starts_at", "-pk")
    context = numbered_page(request, rows)
    context["may_run"] = request.actor.may(ConferencePermission.RUN_FAIRS)
    return render(request, "conferences/fairs/fair_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.RUN_FAIRS)
@makes_once
def fair_add(request: ActingRequest) -> HttpResponse:
    form = FairForm(request.POST or None)
    made = submit_form(form, lambda: services.make_fair(facts=form.facts(), by=request.actor))
    if made is None:
        return render_form(request, "conferences/fairs/fair_form.html", form)
    messages.success(request, _("The fair is entered as a draft. Open it when it is ready."))
    return redirect(made)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.RUN_FAIRS)
def fair_change(request: ActingRequest, pk: int) -> HttpResponse:
    fair = _own_fair(request, pk)
    form = FairForm(request.POST or None, fair=fair)
    if submit_form(
        form,
        lambda: change_fair(
            fair=fair,
            version=form.cleaned_data["version"] or 0,
            facts=form.facts(),
            by=request.actor,
        ),
    ):
        messages.success(request, _("The fair is saved."))
        return redirect(fair)
    return render_form(request, "conferences/fairs/fair_form.html", form, {"fair": fair})


@require_safe
@requires(ConferencePermission.SEE_FAIRS)
def fair_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, _fair(request, pk))


ACTS: dict[str, Callable[..., Fair]] = {
    "open": services.open_fair,
    "begin": services.begin_fair,
    "close": services.close_fair,
}


@require_POST
@requires(ConferencePermission.RUN_FAIRS)
def fair_state(request: ActingRequest, pk: int) -> HttpResponse:
    """What the button says: opened, begun or closed."""
    fair = _own_fair(request, pk)
    act = ACTS.get(request.POST.get("act", ""))
    version = parse_whole_number(request.POST.get("version", ""))
    if act is None or version is None:
        raise Http404
    if call_service(request, lambda: act(fair=fair, version=version, by=request.actor)):
        messages.success(request, _("It is saved."))
    return redirect(fair)


@require_POST
@requires(ConferencePermission.RUN_FAIRS)
def fair_cancel(request: ActingRequest, pk: int) -> HttpResponse:
    fair = _own_fair(request, pk)
    form = ReasonForm(request.POST, prefix="cancel")
    if submit_form(form, lambda: cancel_fair(fair=fair, by=request.actor, **form.cleaned_data)):
        messages.success(
            request, _("The fair is cancelled. Letters go out; call those without an address.")
        )
        return redirect(fair)
    return _page(request, fair, form)


@require_POST
@requires(ConferencePermission.RUN_FAIRS)
@makes_once
def fair_repeat(request: ActingRequest, pk: int) -> HttpResponse:
    fair = _own_fair(request, pk)
    form = RepeatForm(request.POST, prefix="repeat")
    made = submit_form(
        form, lambda: services.repeat_fair(fair=fair, by=request.actor, **form.cleaned_data)
    )
    if made:
        messages.success(request, _("The fairs of the next months are entered as drafts."))
        return redirect("conferences:fair-list")
    return _page(request, fair, form)


@require_POST
@requires(ConferencePermission.RUN_FAIRS)
@makes_once
def fair_point_add(request: ActingRequest, pk: int) -> HttpResponse:
    fair = _own_fair(request, pk)
    form = PointForm(request.POST, fair=fair, prefix="point")
    if submit_form(
        form, lambda: services.add_point(fair=fair, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("The point is added; its centre sees the fair once it opens."))
        return redirect(fair)
    return _page(request, fair, form)


def _fair(request: ActingRequest, pk: int) -> Fair:
    return get_object_or_404(visible_fairs(request.actor), pk=pk)


def _own_fair(request: ActingRequest, pk: int) -> Fair:
    fair = _fair(request, pk)
    if not is_host(request.actor, fair):
        raise Http404
    return fair


def _page(request: ActingRequest, fair: Fair, sent: Form | None = None) -> HttpResponse:
    by = request.actor
    booths = visible_booths(by).filter(fair=fair).prefetch_related("offers__vacancy")
    may_join = by.may(ConferencePermission.JOIN_FAIRS)
    context: dict[str, Any] = {
        "fair": fair,
        "address": fair_address(fair),
        "points": _points(request, fair),
        "booths": list(booths.order_by("number", "asked_at", "pk")),
        "may_join": may_join,
        "may_ask": may_join and fair.state in LIVE and timezone.localdate() <= fair.employers_until,
        "is_host": is_host(by, fair),
        "sees_results": not (may_join or is_fair_partner(by)) and fair.state in RESULTS,
        "is_live": fair.state in LIVE,
        "begins_today": timezone.localdate() >= timezone.localdate(fair.starts_at),
        "is_changeable": fair.state in CHANGEABLE,
    }
    if context["is_host"] and context["is_changeable"]:
        context["forms"] = _forms(fair, sent)
    status = form_status(sent) if sent else 200
    return render(request, "conferences/fairs/fair.html", context, status=status)


def _points(request: ActingRequest, fair: Fair) -> list[tuple[FairPoint, int | None]]:
    # How many are registered there is said to those who keep the point.
    own = set(visible_fair_points(request.actor).filter(fair=fair).values_list("pk", flat=True))
    people = people_by_point(fair)
    return [
        (point, people.get(point.pk, 0) if point.pk in own else None)
        for point in fair.points.select_related("agency__province")
    ]


def _forms(fair: Fair, sent: Form | None) -> dict[str, Form]:
    forms: dict[str, Form] = {
        "cancel": ReasonForm(prefix="cancel", initial={"version": fair.version}),
        "repeat": RepeatForm(prefix="repeat"),
    }
    if fair.kind == FairKind.LINKED:
        forms["point"] = PointForm(fair=fair, prefix="point")
    if fair.state == FairState.RUNNING:
        del forms["repeat"]
    if sent is not None and sent.prefix is not None:
        forms[sent.prefix] = sent
    return forms
