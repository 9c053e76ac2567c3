"""Answers with a sentence what nobody did wrong and a second try may solve: two acts that crossed,
a full disk, a statement that PostgreSQL ended because it took too long.
"""

import errno
from typing import NamedTuple

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from config.logs.outages import log_outage
from config.middleware.busy import busy_answer, is_timeout

_FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT})


class Trouble(NamedTuple):
    template: str
    status: int
    code: str


CROSSED = Trouble("409.html", 409, "crossed")
NO_ROOM = Trouble("507.html", 507, "no_room")
# PostgreSQL's codes: deadlock detected, serialization failure, disk full.
_BY_STATE = {"40P01": CROSSED, "40001": CROSSED, "53100": NO_ROOM}


class TroubleMiddleware(MiddlewareMixin):
    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """The transaction has been rolled back by now: nothing was changed."""
        if is_timeout(problem):
            log_outage(problem)
            return busy_answer(request)
        trouble = _find_trouble(problem)
        if trouble is None:
            return None
        log_outage(problem)
        if request.path.startswith("/api/"):
            return JsonResponse({"code": trouble.code}, status=trouble.status)
        return render(request, trouble.template, status=trouble.status)


def _find_trouble(problem: Exception) -> Trouble | None:
    if isinstance(problem, OperationalError):
        return _BY_STATE.get(getattr(problem.__cause__, "sqlstate", None) or "")
    return NO_ROOM if isinstance(problem, OSError) and problem.errno in _FULL_DISK else None
