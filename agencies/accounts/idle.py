"""A session in which nothing happened for a while is locked, not ended: the password opens it again, where one was.

The page covers itself and keeps what was typed. Should a form arrive in a locked session all the same (without
JavaScript, or from a page that slept), its fields travel through the unlocking page in the reader's browser and are
sent again from there: nothing typed is lost, and nothing of it is kept here.
"""

import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

ACTED, LOCKED, BEGAN = "acted_at", "locked", "began_at"
NOTED = 1 / 30
"""The part of the limit for which an act is not noted anew: 30 seconds of 15 minutes. Not every look writes."""
UNKEPT = ("csrfmiddlewaretoken", "password", "oldpassword", "password1", "password2", "code", "credential")
STATUS = 423


class IdleLockMiddleware:
    """`agencies:session-*` and signing out stay open in a locked session; public pages know no lock."""

    OPEN = ("agencies:session-", "account_logout", "agencies:language-switch")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        now = time.time()
        if now - request.session.setdefault(BEGAN, now) > settings.SESSION_COOKIE_AGE:
            logout(request)
            messages.info(request, _("A sign-in lasts 12 hours. Please sign in again."))
            return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
        if is_idle(request, now):
            request.session[LOCKED] = True
        if request.session.get(LOCKED):
            return None if request.resolver_match.view_name.startswith(self.OPEN) else _locked(request)
        note_act(request, now)
        return None


def begin(request: HttpRequest) -> None:
    """At the sign-in."""
    request.session[BEGAN] = request.session[ACTED] = time.time()


def is_idle(request: HttpRequest, now: float) -> bool:
    return now - request.session.get(ACTED, now) > _limit()


def _limit() -> float:
    """Seconds."""
    return settings.IDLE_LOCK_MINUTES * 60


def note_act(request: HttpRequest, now: float) -> None:
    if abs(now - request.session.get(ACTED, 0)) > NOTED * _limit():
        request.session[ACTED] = now


def lock(request: HttpRequest) -> None:
    request.session[LOCKED] = True


def unlock(request: HttpRequest) -> None:
    request.session.pop(LOCKED, None)
    request.session[ACTED] = time.time()


def is_locked(request: HttpRequest) -> bool:
    return bool(request.session.get(LOCKED))


def _locked(request: HttpRequest) -> HttpResponse:
    """A script gets a status, a page the way to the unlocking page, a form its fields back."""
    if request.headers.get("HX-Request") or request.headers.get("X-Requested-With"):
        return HttpResponse(status=STATUS)
    if request.method in ("GET", "HEAD"):
        return redirect(f"{reverse('agencies:session-unlock')}?{urlencode({'next': request.get_full_path()})}")
    context = {
        "next": "",
        "to": request.get_full_path(),
        "kept": list(kept_fields(request.POST)),
        "lost_files": bool(request.FILES),
    }
    return render(request, "account/unlock.html", context, status=STATUS)


def kept_fields(posted: QueryDict, prefix: str = "") -> Iterator[tuple[str, str]]:
    """What was typed, secrets left out; `prefix`: only the fields with it, which is taken off their names."""
    for name, values in posted.lists():
        bare = name.removeprefix(prefix)
        if name.startswith(prefix) and bare not in UNKEPT:
            yield from ((bare, value) for value in values)
