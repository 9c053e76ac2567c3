"""What beat calls in this app."""

import time

from celery import shared_task

from agencies.jobs.services import run_job
from campaigns.frozen_reports.building import build_reports
from campaigns.portal_parts.jobs import BUILD_REPORTS

# After so long no other one is begun; beat calls the next run.
BUILD_SECONDS = 10


@shared_task(ignore_result=True)
def run_report_building() -> None:
    limit = time.monotonic() + BUILD_SECONDS
    run_job(
        BUILD_REPORTS,
        lambda: {"reports_built": build_reports(stop=lambda: time.monotonic() > limit)},
    )
