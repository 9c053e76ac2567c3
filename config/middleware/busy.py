"""A web server never waits without limit: when there is no capacity, the user gets a page that says
so, with everything that was typed.

PostgreSQL itself ends what takes too long (`statement_timeout`, `lock_timeout` of the web servers
alone, config/settings/data.py); a server whose threads all wait refuses the next request at once;
`/healthz` is answered before both, and so is monitoring, one request at a time.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import resolve, reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from psycopg.errors import LockNotAvailable, QueryCanceled

from config.logs.facts import current_request_id

STATUS = 503
RETRY_AFTER = 5  # seconds
# Seconds in which no thread has become free, after which no request is kept waiting for one.
PATIENCE = 2.0
Answer = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware(MiddlewareMixin):
    """Answers `/healthz` before a session, a language or the database is needed."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        is_asked = request.path_info == reverse("healthz") and request.method in ("GET", "HEAD")
        return healthz(request) if is_asked else None


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether this web server can serve: its process lives. No query, no page."""
    return JsonResponse({"status": "ok"})


class Slots:
    """A limited number at a time. Whoever comes while all are taken waits, unless none has become
    free for PATIENCE seconds.
    """

    def __init__(self, count: int) -> None:
        self._free = count
        self._moved_at = time.monotonic()
        self._changed = Condition()

    @contextmanager
    def take(self) -> Iterator[bool]:
        """Whether there was one."""
        is_taken = self._wait_for_one()
        try:
            yield is_taken
        finally:
            if is_taken:
                with self._changed:
                    self._free += 1
                    self._moved_at = time.monotonic()
                    self._changed.notify()

    def _wait_for_one(self) -> bool:
        with self._changed:
            while not self._free:
                left = self._moved_at + PATIENCE - time.monotonic()
                if left <= 0:
                    return False
                self._changed.wait(left)
            self._free -= 1
            self._moved_at = time.monotonic()
            return True


class WatchMiddleware:
    """Answers `/readyz` and `/metrics` before a session is needed, which would need the database.

    One at a time: while PostgreSQL does not answer, monitoring takes no more than one thread of the
    web server.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.paths = {reverse("agencies:readyz"), reverse("agencies:metrics")}
        self.slots = Slots(1)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in self.paths:
            return self.get_response(request)
        with self.slots.take() as is_taken:
            return resolve(request.path_info).func(request) if is_taken else busy_answer(request)


class ThreadsMiddleware:
    """Leaves one thread of the web server free for `/healthz` and for saying that all others are
    busy.
    """

    def __init__(self, get_response: Answer) -> None:
        if not settings.IS_WEB_SERVER:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.slots = Slots(settings.WEB_THREADS - 1)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with self.slots.take() as is_taken:
            return self.get_response(request) if is_taken else busy_answer(request)


def error_page(request: HttpRequest) -> HttpResponse:
    """The portal's handler500: a timeout before a view began, in a session or a seat, is not a
    fault either.
    """
    if is_timeout(sys.exception()):
        return busy_answer(request)
    return HttpResponseServerError(
        render_to_string("500.html", {"request_id": current_request_id()})
    )


def is_timeout(problem: BaseException | None) -> bool:
    """Whether PostgreSQL ended a statement that took too long or waited too long for a lock."""
    return isinstance(problem, OperationalError) and isinstance(
        problem.__cause__, QueryCanceled | LockNotAvailable
    )


def busy_answer(request: HttpRequest) -> HttpResponse:
    """Asks the database nothing: a page, one sentence for a script, JSON for a program."""
    words = _("The portal is busy at the moment. Wait a few seconds, then try again.")
    if request.path_info.startswith("/api/"):
        answer: HttpResponse = JsonResponse({"detail": words}, status=STATUS)
    elif request.headers.get("HX-Request") or request.headers.get("X-Requested-With"):
        answer = HttpResponse(words, status=STATUS, content_type="text/plain; charset=utf-8")
    else:
        answer = HttpResponse(render_to_string("503.html", _context(request)), status=STATUS)
    answer["Retry-After"] = str(RETRY_AFTER)
    answer["Cache-Control"] = "no-store"
    return answer


def _context(request: HttpRequest) -> dict[str, object]:
    context: dict[str, object] = {
        "request": request,
        "to": request.get_full_path(),
        "is_form": request.method == "POST",
        "request_id": current_request_id(),
    }
    if request.method == "POST":
        kept_fields = import_string("agencies.sign_in.idle_lock.kept_fields")
        context |= {
            "kept": list(kept_fields(request.POST)),
            "lost_files": bool(request.FILES),
            "csrf_token": get_token(request),
        }
    return context
