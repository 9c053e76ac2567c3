"""What beat calls in this app."""

from celery import shared_task

from agencies.jobs.services import run_job
from conferences.answer_reminders.services import remind_by_day
from conferences.portal_parts.jobs import REMIND_INVITED


@shared_task(ignore_result=True)
def remind_invited() -> None:
    run_job(REMIND_INVITED, lambda: {"invited_reminded": remind_by_day()})
