from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.permissions import Permission, requires
from agencies.queries.agencies import suggest_agencies


@require_safe
@requires(Permission.SIGNED_IN)
def agency_search(request: HttpRequest) -> HttpResponse:
    """Suggestions for the picker: the list's items alone."""
    today = timezone.localdate()
    found = suggest_agencies(request.GET.get("q", "")[:200], on=today)
    return render(request, "agencies/agency_search.html", {"agencies": found, "today": today})
