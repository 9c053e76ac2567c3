"""What beat calls in this app."""

from celery import shared_task

from agencies.jobs.services import Figures, run_job
from campaigns.portal_parts.jobs import OPEN_PERIODS
from campaigns.reporting.closing import open_due_periods


@shared_task(ignore_result=True)
def open_periods() -> None:
    run_job(OPEN_PERIODS, _open)


def _open() -> Figures:
    return {"periods_opened": open_due_periods()}
