"""What machines ask: whether the portal does its work (`/readyz`), and its figures (`/metrics`)."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from agencies.database.time_limits import limit_queries
from agencies.jobs.metrics import metrics_text
from agencies.jobs.queries import BACK_UP, DECIDE_REMINDERS, job_states
from agencies.jobs.queue import queue_length
from agencies.mail.queries import is_delivered_in_time


@require_safe
@never_cache
@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """503 when a check fails; for monitoring, not for a load balancer (docs/decisions/0011)."""
    checks = _checks()
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _checks() -> dict[str, bool]:
    """By name, within seconds; without the database nothing is claimed about what it would say."""
    queue = {"queue": queue_length() is not None}
    try:
        with limit_queries():
            return {"database": True} | queue | _checks_of_database()
    except Error:
        return {"database": False} | queue | dict.fromkeys(("decision", "outbox", "backup"), False)


def _checks_of_database() -> dict[str, bool]:
    now = timezone.now()
    bad = {state.job for state in job_states(now) if state.is_bad}
    return {
        "decision": DECIDE_REMINDERS not in bad,
        "outbox": is_delivered_in_time(now),
        "backup": BACK_UP not in bad,
    }


@require_safe
@never_cache
@login_not_required
def metrics(request: HttpRequest) -> HttpResponse:
    if not settings.METRICS_TOKEN:
        raise Http404
    if not constant_time_compare(
        request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"
    ):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(metrics_text(timezone.now()), content_type=CONTENT_TYPE_LATEST)
