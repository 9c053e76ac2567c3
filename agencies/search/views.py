"""The search of the top line."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.database.page_addresses import place_url
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.search.queries import (
    MOST_COUNTED,
    is_searchable,
    places_found,
    search_everything,
)

LONGEST = 200


@require_safe
@requires(Permission.SIGNED_IN)
def search_page(request: ActingRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:LONGEST].replace("\0", "").strip()
    return render(
        request,
        "agencies/search/search.html",
        {
            "places_found": [
                (item.label, place_url(item.url_name)) for item in places_found(request.actor, text)
            ],
            "groups": search_everything(request.actor, text),
            "is_searchable": is_searchable(text),
            "most_counted": MOST_COUNTED,
            "text": text,
        },
    )
