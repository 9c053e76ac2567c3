"""What beat calls in this app."""

import time

from celery import shared_task
from django.utils import timezone

from agencies.jobs.services import Figures, run_job
from recruitment.bulletins.alerts import send_alerts
from recruitment.imports.forms import read_row
from recruitment.imports.services import go_on, imports_at_work
from recruitment.jobs import GO_ON_WITH_IMPORTS, KEEP_VACANCIES
from recruitment.registration.rerouting import reroute
from recruitment.service_firms.services import warn_of_licences
from recruitment.usage.services import ask_for_usage
from recruitment.vacancy_life.daily import keep_vacancies as keep
from recruitment.waiting.letters import tell_offices


@shared_task(ignore_result=True)
def keep_vacancies() -> None:
    run_job(KEEP_VACANCIES, _keep)


def _keep() -> Figures:
    return keep() | {
        "rerouted": reroute(timezone.localdate()),
        "offices_told": tell_offices(),
        "usage_asked": ask_for_usage(),
        "licences_warned": warn_of_licences(),
        "alerts_sent": send_alerts(),
    }


IMPORT_SECONDS = 25


@shared_task(ignore_result=True)
def go_on_with_imports() -> None:
    run_job(GO_ON_WITH_IMPORTS, _go_on)


def _go_on() -> Figures:
    limit, sources = time.monotonic() + IMPORT_SECONDS, imports_at_work()
    for source in sources:
        go_on(source, read=read_row, stop=lambda: time.monotonic() > limit)
    return {"imports": len(sources)}
