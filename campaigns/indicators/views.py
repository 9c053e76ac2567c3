"""Indicators with their definitions, and figures that the desk enters."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from campaigns.indicators import services
from campaigns.indicators.forms import EntryForm, IndicatorForm, indicator_values
from campaigns.indicators.models import Indicator
from campaigns.permissions import CampaignPermission


@require_safe
@requires(CampaignPermission.SEE_TARGETS)
def indicator_list(request: ActingRequest) -> HttpResponse:
    context = {
        "indicators": Indicator.objects.prefetch_related("reporters", "definitions"),
        "may_keep": request.actor.may(CampaignPermission.KEEP_TARGETS),
    }
    return render(request, "campaigns/indicators/indicator_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_TARGETS)
@makes_once
def indicator_add(request: ActingRequest) -> HttpResponse:
    form = IndicatorForm(request.POST or None)
    made = submit_form(
        form, lambda: services.save_indicator(indicator=None, by=request.actor, **form.given)
    )
    if made:
        messages.success(request, _("The indicator is saved."))
        return redirect("campaigns:indicator-list")
    return render_form(request, "campaigns/indicators/indicator_form.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_TARGETS)
def indicator_change(request: ActingRequest, pk: int) -> HttpResponse:
    indicator = get_object_or_404(Indicator, pk=pk)
    form = IndicatorForm(
        request.POST or None, indicator=indicator, initial=indicator_values(indicator)
    )
    if submit_form(
        form, lambda: services.save_indicator(indicator=indicator, by=request.actor, **form.given)
    ):
        messages.success(request, _("The indicator is saved."))
        return redirect("campaigns:indicator-list")
    context = {"indicator": indicator, "definitions": list(indicator.definitions.all())}
    return render_form(request, "campaigns/indicators/indicator_form.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_TARGETS)
@makes_once
def figure_enter(request: ActingRequest, pk: int) -> HttpResponse:
    indicator = get_object_or_404(Indicator, pk=pk)
    if indicator.source:
        # What the portal counts nobody enters.
        raise Http404
    form = EntryForm(indicator, request.POST or None)
    given: dict[str, Any] = {"indicator": indicator, "by": request.actor}
    is_new = submit_form(form, lambda: services.enter_figure(**given, **form.given))
    if is_new is None:
        context = {"indicator": indicator}
        return render_form(request, "campaigns/indicators/figure_form.html", form, context)
    page = redirect("campaigns:indicator-list")
    if is_new:
        messages.success(request, _("The figure is saved."))
        return page
    messages.info(request, _("This figure is there already; nothing has changed."))
    return mark_nothing_made(page)
