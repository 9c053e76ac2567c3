"""What beat calls. Each task only calls a service and records its run; decisions live in
PostgreSQL.
"""

import time

from celery import shared_task

from agencies.accounts.services import close_idle_accounts
from agencies.deadlines.occurrences import make_occurrences_ahead
from agencies.handover.services import hand_over_ended_agencies
from agencies.jobs.queries import (
    CLOSE_IDLE_ACCOUNTS,
    DECIDE_REMINDERS,
    DELIVER_MESSAGES,
    HAND_OVER,
    MAKE_OCCURRENCES,
    RETENTION,
    REVIEW_MEMBERS,
)
from agencies.jobs.services import Figures, run_job
from agencies.mail.services import deliver_messages
from agencies.member_reviews.services import open_member_reviews
from agencies.privacy.retention import delete_expired_rows
from agencies.reminders.services import decide_by_day

# One run is short, so that a worker can stop when asked to; beat calls the next.
DELIVERY_SECONDS = 25


@shared_task(ignore_result=True)
def run_reminder_decision() -> None:
    run_job(DECIDE_REMINDERS, _decide_reminders)


def _decide_reminders() -> Figures:
    decision = decide_by_day()
    if decision is None:
        return {"outside_hours": 1}
    if not decision.is_working:
        return {"day_off": 1}
    names = ("reminders", "messages", "digests", "escalations", "undated")
    return {name: getattr(decision, name) for name in names}


@shared_task(ignore_result=True)
def run_delivery() -> None:
    limit = time.monotonic() + DELIVERY_SECONDS
    run_job(DELIVER_MESSAGES, lambda: vars(deliver_messages(stop=lambda: time.monotonic() > limit)))


@shared_task(ignore_result=True)
def run_occurrence_making() -> None:
    run_job(MAKE_OCCURRENCES, lambda: {"occurrences": make_occurrences_ahead()})


@shared_task(ignore_result=True)
def run_handover() -> None:
    run_job(HAND_OVER, lambda: {"tasks": hand_over_ended_agencies()})


@shared_task(ignore_result=True)
def run_idle_account_closing() -> None:
    run_job(CLOSE_IDLE_ACCOUNTS, close_idle_accounts)


@shared_task(ignore_result=True)
def run_retention() -> None:
    run_job(RETENTION, lambda: {"deleted": sum(delete_expired_rows().values())})


@shared_task(ignore_result=True)
def run_member_reviews() -> None:
    run_job(REVIEW_MEMBERS, lambda: {"reviews": open_member_reviews()})
