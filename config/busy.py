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
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import resolve, reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from psycopg.errors import LockNotAvailable, QueryCanceled

from config.health import healthz
from config.logs.facts import current_request_id
from config.logs.outages import log_outage

STATUS = 503
RETRY_AFTER = 5  # seconds
# Seconds in which no thread has become free, after which no request is kept waiting for one.
PATIENCE = 2.0
Answer = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware:
    """Answers `/healthz` before a session, a language or the database is needed."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.path = reverse("healthz")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_asked = request.path_info == self.path and request.method in ("GET", "HEAD")
        return healthz(request) if is_asked else self.get_response(request)


class Slots:
    """A limited number at a time. Whoever comes while all are taken waits, unless none has become
    free for PATIENCE seconds.
    """

    def __init__(self, count: int) -> None:
        self._free, self._moved_at, self._changed = count, time.monotonic(), Condition()

    @contextmanager
    def take(self) -> Iterator[bool]:
        """Whether there was one."""
        is_taken = self._wait_for_one()
        try:
            yield is_taken
        finally:
            if is_taken:
                self._give_back()

    def _wait_for_one(self) -> bool:
        with self._changed:
            while not self._free:
                left = self._moved_at + PATIENCE - time.monotonic()
                if left <= 0:
                    return False
                self._changed.wait(left)
            self._free, self._moved_at = self._free - 1, time.monotonic()
            return True

    def _give_back(self) -> None:
        with self._changed:
            self._free, self._moved_at = self._free + 1, time.monotonic()
            self._changed.notify()


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


class TimeoutMiddleware:
    """Turns a statement that PostgreSQL has ended, in a view, into the response that the portal is
    busy.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not is_timeout(problem):
            return None
        log_outage(problem)
        return busy_answer(request)


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
    context = {
        "request": request,
        "to": request.get_full_path(),
        "is_form": request.method == "POST",
    }
    context["request_id"] = current_request_id()
    if request.method == "POST":
        kept_fields = import_string("agencies.sign_in.idle_lock.kept_fields")
        kept = list(kept_fields(request.POST))
        context |= {
            "kept": kept,
            "lost_files": bool(request.FILES),
            "csrf_token": get_token(request),
        }
    return context
