"""A form that was opened from one seat does not act from another one chosen meanwhile in another
tab.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from agencies.people.permissions import acting_seat, held_seats
from agencies.sign_in.idle_lock import kept_fields

FIELD = "acting_seat"
HEADER = "X-Acting-Seat"
STATUS = 409


class ActingSeatMiddleware(MiddlewareMixin):
    """The page says from which seat it was opened: a script adds it to forms, htmx sends it as a
    header.

    If that is no longer the acting seat, nothing happens, and the form comes back with everything
    that was typed.
    """

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if request.method != "POST" or not request.user.is_authenticated:
            return None
        said = request.POST.get(FIELD) or request.headers.get(HEADER)
        seat = acting_seat(request) if said else None
        if seat is None or said == str(seat.pk):
            return None
        found = request.resolver_match
        if found and found.view_name == "agencies:seat-switch":
            return None
        if request.headers.get("HX-Request"):
            return HttpResponse(status=STATUS)
        opened_from = (held for held in held_seats(request) if str(held.pk) == said)
        context = {
            "to": request.get_full_path(),
            "kept": [(name, value) for name, value in kept_fields(request.POST) if name != FIELD],
            "seat": seat,
            "opened_from": next(opened_from, None),
            "lost_files": bool(request.FILES),
        }
        return render(request, "account/other_seat.html", context, status=STATUS)
