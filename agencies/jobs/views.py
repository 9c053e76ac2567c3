"""How the portal itself is doing: for people, and for machines that ask (`/readyz`, `/metrics`)."""

import contextlib

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from agencies.database.time_limits import limit_queries
from agencies.jobs.metrics import metrics_text
from agencies.jobs.queries import BACK_UP, DECIDE_REMINDERS, job_states
from agencies.jobs.services import queue_length
from agencies.mail.queries import (
    count_mails_sent,
    is_delivered_in_time,
    mail_health,
    outbox_backlog,
)
from agencies.mail.views import MOST_PROBLEMS
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.policies.stages import unreachable_agencies


@require_safe
@requires(Permission.SEE_JOBS)
def jobs(request: ActingRequest) -> HttpResponse:
    now = timezone.now()
    states = job_states(now)
    waiting = outbox_backlog(now)
    sent_today = count_mails_sent(timezone.localdate(now))
    context = {
        "now": now,
        "states": states,
        "bad": [state.job.title for state in states if state.is_bad],
        "backlog": waiting,
        "sent_today": sent_today,
        "mail_health": mail_health(waiting, sent_today),
        "unreached": unreachable_agencies(timezone.localdate())[:MOST_PROBLEMS],
    }
    return render(request, "agencies/jobs/jobs.html", context)


@require_safe
@never_cache
@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    # 503 when a check fails; for monitoring, not for a load balancer (docs/decisions/0011).
    checks = dict.fromkeys(("database", "queue", "decision", "outbox", "backup"), False)
    checks["queue"] = queue_length() is not None
    # Within seconds; without the database nothing is claimed about what it would say.
    with contextlib.suppress(Error), limit_queries():
        now = timezone.now()
        bad = {state.job for state in job_states(now) if state.is_bad}
        checks |= {
            "database": True,
            "decision": DECIDE_REMINDERS not in bad,
            "outbox": is_delivered_in_time(now),
            "backup": BACK_UP not in bad,
        }
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


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
