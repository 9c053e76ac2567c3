"""The search of the top line."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.people.permissions import Permission, requires
from agencies.search.queries import MOST_COUNTED, is_searchable, search_everything

LONGEST = 200


@require_safe
@requires(Permission.SIGNED_IN)
def search_page(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:LONGEST].replace("\0", "").strip()
    return render(
        request,
        "agencies/search/search.html",
        {
            "groups": search_everything(request.actor, text),
            "is_searchable": is_searchable(text),
            "most_counted": MOST_COUNTED,
            "text": text,
        },
    )
