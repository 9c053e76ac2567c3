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

from agencies.exports.metrics import metrics_text
from agencies.queries.jobs import DECIDE_REMINDERS, is_succeeding
from agencies.queries.outbox import is_delivered_in_time


@require_safe
@never_cache
@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """503 when a check fails; for whoever watches the portal, not for a load balancer (docs/decisions/0011)."""
    checks = _checks()
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _checks() -> dict[str, bool]:
    """By name; without the database nothing else can be known, so nothing else is claimed."""
    now = timezone.now()
    try:
        decision, outbox = is_succeeding(DECIDE_REMINDERS, now), is_delivered_in_time(now)
    except Error:
        return {"database": False, "decision": False, "outbox": False}
    return {"database": True, "decision": decision, "outbox": outbox}


@require_safe
@never_cache
@login_not_required
def metrics(request: HttpRequest) -> HttpResponse:
    if not settings.METRICS_TOKEN:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(metrics_text(timezone.now()), content_type=CONTENT_TYPE_LATEST)
