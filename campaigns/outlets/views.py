"""The roster of outlets."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import render_form, submit_form
from agencies.lists.views import numbered_page
from agencies.people.permissions import ActingRequest, requires
from campaigns.outlets.forms import OutletFilter, OutletForm, outlet_values
from campaigns.outlets.models import Outlet
from campaigns.outlets.queries import roster
from campaigns.outlets.services import add_outlet, change_outlet
from campaigns.permissions import CampaignPermission

FORM = "campaigns/outlets/outlet_form.html"


@require_safe
@requires(CampaignPermission.SEE_WAVES)
def outlet_list(request: ActingRequest) -> HttpResponse:
    today = timezone.localdate()
    form = OutletFilter(request.GET)
    pages = numbered_page(request, form.filter(roster(today), today))
    context = {
        "form": form,
        "lines": [(outlet, outlet.agreement_state(today)) for outlet in pages["page"]],
        "may_keep": request.actor.may(CampaignPermission.KEEP_WAVES),
        "today": today,
    }
    return render(request, "campaigns/outlets/outlet_list.html", pages | context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_WAVES)
@makes_once
def outlet_add(request: ActingRequest) -> HttpResponse:
    form = OutletForm(request.POST or None)
    if not submit_form(form, lambda: add_outlet(by=request.actor, **form.cleaned_data)):
        return render_form(request, FORM, form)
    messages.success(request, _("The outlet has been entered."))
    return redirect("campaigns:outlet-list")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_WAVES)
def outlet_change(request: ActingRequest, pk: int) -> HttpResponse:
    outlet = get_object_or_404(Outlet.objects.select_related("province"), pk=pk)
    form = OutletForm(request.POST or None, outlet=outlet, initial=outlet_values(outlet))
    if submit_form(
        form, lambda: change_outlet(outlet=outlet, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("The outlet is saved."))
        return redirect("campaigns:outlet-list")
    return render_form(request, FORM, form, {"outlet": outlet})
