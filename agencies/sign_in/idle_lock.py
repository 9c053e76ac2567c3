"""A session in which nothing happened for a while is locked, not ended: the password opens it
again, where there was one.

The page covers itself and preserves what was typed. If a form arrives in a locked session all the
same (without JavaScript, or from a page that slept), its fields travel through the unlocking page
in the reader's browser and are sent again from there: nothing typed is lost, and nothing of it is
stored here.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import urlencode
from django.utils.translation import gettext as _

# Keys in the session.
ACTED = "acted_at"
LOCKED = "locked"
BEGAN = "began_at"
# Activity within this part of the limit is not recorded again: 30 seconds of 15 minutes, so that
# not every request writes.
NOTED = 1 / 30
UNKEPT = (
    "csrfmiddlewaretoken",
    "password",
    "oldpassword",
    "password1",
    "password2",
    "again",
    "code",
    "credential",
)
STATUS = 423


class IdleLockMiddleware(MiddlewareMixin):
    """A locked session, and one older than a sign-in may be, counts as a stranger's until its
    password is given.

    Whoever sits there reads what everybody may read and sends nothing. This stands before
    everything that looks at the person.
    """

    OPEN = frozenset({"agencies:session-unlock", "agencies:session-lock", "account_logout"})
    # Pages open to all that lead a signed-in person elsewhere: here to the password.
    OWN = ("account_", "mfa_", "openid_connect_", "socialaccount_", "agencies:home")

    def process_request(self, request: HttpRequest) -> None:
        request.covered_person = None
        if request.user.is_authenticated and (
            is_sign_in_over(request) or is_session_locked(request)
        ):
            request.covered_person = request.user
            request.user = AnonymousUser()

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if request.covered_person is None:
            if request.user.is_authenticated and getattr(view, "login_required", True):
                record_activity(request, time.time())
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name == "account_logout" or (name in self.OPEN and not is_sign_in_over(request)):
            request.user = request.covered_person
            return None
        is_public = not getattr(view, "login_required", True) and not name.startswith(self.OWN)
        # What takes no form of this session, such as the API, decides by what is sent with the
        # request.
        takes_no_form = request.method in ("GET", "HEAD") or getattr(view, "csrf_exempt", False)
        if is_public and takes_no_form:
            return None
        return _end_session(request) if is_sign_in_over(request) else _ask_for_password(request)


def start_session(request: HttpRequest) -> None:
    # When somebody signs in.
    request.session[BEGAN] = request.session[ACTED] = time.time()


def is_sign_in_over(request: HttpRequest) -> bool:
    now = time.time()
    return now - request.session.get(BEGAN, now) > settings.SESSION_COOKIE_AGE


def is_session_locked(request: HttpRequest) -> bool:
    now = time.time()
    idle_seconds = now - request.session.get(ACTED, now)
    return bool(request.session.get(LOCKED)) or idle_seconds > settings.IDLE_LOCK_MINUTES * 60


def record_activity(request: HttpRequest, now: float) -> None:
    request.session.setdefault(BEGAN, now)
    if abs(now - request.session.get(ACTED, 0)) > NOTED * settings.IDLE_LOCK_MINUTES * 60:
        request.session[ACTED] = now


def lock_session(request: HttpRequest) -> None:
    request.session[LOCKED] = True


def unlock_session(request: HttpRequest) -> None:
    request.session.pop(LOCKED, None)
    request.session[ACTED] = time.time()


def _end_session(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.info(request, _("A sign-in lasts 12 hours. Please sign in again."))
    return _redirect_and_return(request, "account_login")


def _redirect_and_return(request: HttpRequest, page: str) -> HttpResponse:
    return redirect(f"{reverse(page)}?{urlencode({'next': request.get_full_path()})}")


def _ask_for_password(request: HttpRequest) -> HttpResponse:
    # A script gets a status, a page is redirected to the unlocking page, a form gets its fields
    # back.
    if request.headers.get("HX-Request") or request.headers.get("X-Requested-With"):
        return HttpResponse(status=STATUS)
    if request.method in ("GET", "HEAD"):
        return _redirect_and_return(request, "agencies:session-unlock")
    request.user = request.covered_person  # the page says whose password it waits for
    context = {
        "next": "",
        "to": request.get_full_path(),
        "kept": list(kept_fields(request.POST)),
        "lost_files": bool(request.FILES),
    }
    return render(request, "account/unlock.html", context, status=STATUS)


def kept_fields(posted: QueryDict, prefix: str = "") -> Iterator[tuple[str, str]]:
    """What was typed, without secrets; `prefix`: only the fields with it, which is removed from
    their names.
    """
    for name, values in posted.lists():
        bare = name.removeprefix(prefix)
        if name.startswith(prefix) and bare not in UNKEPT:
            yield from ((bare, value) for value in values)
