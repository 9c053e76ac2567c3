"""The page on which the budget line of a delegation is chosen."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.forms.submit import render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from campaigns.permissions import CampaignPermission
from campaigns.trip_costs.forms import TripCostForm
from campaigns.trip_costs.services import charge_delegation
from conferences.delegations.queries import inside_delegations


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_BUDGET)
def trip_cost(request: ActingRequest, pk: int) -> HttpResponse:
    delegation = get_object_or_404(inside_delegations(request.actor), pk=pk)
    form = TripCostForm(request.POST or None, delegation=delegation)
    if submit_form(
        form,
        lambda: charge_delegation(delegation=delegation, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("Saved: the line shows what its delegations cost."))
        return redirect(delegation)
    context = {"delegation": delegation}
    return render_form(request, "campaigns/trip_costs/trip_cost.html", form, context)
