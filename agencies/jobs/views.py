"""How the portal itself is doing: its periodic jobs, its outbox, and whom it cannot reach."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.jobs.queries import job_states
from agencies.mail.queries import count_mails_sent, mail_health, outbox_backlog
from agencies.mail.views import MOST_PROBLEMS
from agencies.people.permissions import Permission, requires
from agencies.policies.stages import unreachable_agencies


@require_safe
@requires(Permission.SEE_JOBS)
def jobs(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    states, waiting = job_states(now), outbox_backlog(now)
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
