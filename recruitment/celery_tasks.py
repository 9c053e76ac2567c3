"""What beat calls in this app."""

import time

from celery import shared_task
from django.utils import timezone

from agencies.jobs.services import Figures, run_job
from recruitment.bulletins.alerts import send_alerts
from recruitment.imports.services import continue_import, imports_in_progress
from recruitment.interests.employer_letters import tell_each_morning
from recruitment.period_reports.services import request_reports
from recruitment.portal_parts.jobs import CONTINUE_IMPORTS, UPDATE_VACANCIES
from recruitment.registration.rerouting import reroute_records
from recruitment.report_kinds import KINDS
from recruitment.service_firms.services import queue_licence_warnings
from recruitment.vacancy_life.daily import advance_vacancies
from recruitment.waiting.letters import queue_desk_letters


@shared_task(ignore_result=True)
def update_vacancies() -> None:
    run_job(UPDATE_VACANCIES, _update_all)


def _update_all() -> Figures:
    return advance_vacancies() | {
        "rerouted": reroute_records(timezone.localdate()),
        "offices_told": queue_desk_letters(),
        "reports_asked": sum(request_reports(kind) for kind in KINDS.values()),
        "licences_warned": queue_licence_warnings(),
        "alerts_sent": send_alerts(),
        "workers_told": tell_each_morning(),
    }


IMPORT_SECONDS = 25


@shared_task(ignore_result=True)
def continue_imports() -> None:
    run_job(CONTINUE_IMPORTS, _continue_all)


def _continue_all() -> Figures:
    limit = time.monotonic() + IMPORT_SECONDS
    sources = imports_in_progress()
    for source in sources:
        continue_import(source, stop=lambda: time.monotonic() > limit)
    return {"imports": len(sources)}
