"""What beat wakes in this app."""

import time

from celery import shared_task
from django.utils import timezone

from agencies.services.jobs import Figures, run_job
from recruitment.forms.imports import read_row
from recruitment.queries.jobs import GO_ON_WITH_IMPORTS, KEEP_VACANCIES
from recruitment.services.alerts import send_alerts
from recruitment.services.desk_letters import tell_offices
from recruitment.services.imports import go_on, imports_at_work
from recruitment.services.keeping import keep_vacancies as keep
from recruitment.services.rerouting import reroute
from recruitment.services.service_firms import warn_of_licences
from recruitment.services.usage import ask_for_usage


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
