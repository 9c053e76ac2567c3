"""What beat calls in this app."""

import time

from celery import shared_task

from agencies.jobs.services import Figures, run_job
from campaigns.frozen_reports.building import build_reports
from campaigns.portal_parts.jobs import BUILD_REPORTS, OPEN_PERIODS
from campaigns.report_schedule.services import ask_scheduled_freezings, tell_recipients
from campaigns.reporting.closing import open_due_periods

# After so long no other one is begun; beat calls the next run.
BUILD_SECONDS = 10


@shared_task(ignore_result=True)
def open_periods() -> None:
    run_job(OPEN_PERIODS, _open)


def _open() -> Figures:
    return {"periods_opened": open_due_periods()}


@shared_task(ignore_result=True)
def run_report_building() -> None:
    run_job(BUILD_REPORTS, _build_reports)


def _build_reports() -> Figures:
    limit = time.monotonic() + BUILD_SECONDS
    ask_scheduled_freezings()
    return {
        "reports_built": build_reports(stop=lambda: time.monotonic() > limit),
        "recipients_told": tell_recipients(),
    }
