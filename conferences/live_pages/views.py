"""The page that follows a conference, for whoever has its address."""

import time

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from conferences.invitations.views import keep_private
from conferences.live_pages.queries import followed_programme, live_view
from conferences.live_pages.versions import live_tag


@require_safe
@login_not_required
def live_page(request: HttpRequest, token: str) -> HttpResponse:
    programme = followed_programme(token)
    if programme is None:
        return render(request, "conferences/live_pages/live_shut.html", status=404)
    tag = live_tag(programme.live_version, get_language(), time.time())
    context = {"live": live_view(programme), "token": token, "tag": tag}
    return keep_private(render(request, "conferences/live_pages/live_page.html", context))


@require_safe
@login_not_required
def live_now(request: HttpRequest, token: str) -> HttpResponse:
    # What the page swaps in; the middleware has answered whoever has the newest already.
    programme = followed_programme(token)
    if programme is None:
        raise Http404
    return render(request, "conferences/live_pages/live_now.html", {"live": live_view(programme)})
