"""The bodies of the register with their people, for whoever manages them all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.invitations.agency_list import listed_agencies
from agencies.invitations.forms import AgencyFilter
from agencies.invitations.queries import coordinators_invitations, count_by_state
from agencies.lists.views import numbered_page
from agencies.people.permissions import Permission, requires


@require_safe
@requires(Permission.HAND_OVER_TASKS)
def agency_list(request: HttpRequest) -> HttpResponse:
    form = AgencyFilter(request.GET)
    found = form.filter(listed_agencies(timezone.localdate()))
    context = {
        "form": form,
        "counts": count_by_state(coordinators_invitations()),
        **numbered_page(request, found),
    }
    return render(request, "agencies/invitations/agency_list.html", context)
