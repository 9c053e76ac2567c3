"""What everybody reads of a conference."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.shared_pages.middleware import shares_page
from conferences.closing.queries import published_closing, published_lines


@require_safe
@login_not_required
@shares_page
def published_conference(request: HttpRequest, pk: int) -> HttpResponse:
    closing = published_closing(pk)
    if closing is None:
        raise Http404
    context = {
        "closing": closing,
        "conference": closing.conference,
        "lines": published_lines(closing),
    }
    return render(request, "conferences/closing/published_conference.html", context)
