"""What beat wakes in this app."""

from celery import shared_task

from agencies.services.jobs import run_job
from recruitment.queries.jobs import KEEP_VACANCIES
from recruitment.services.keeping import keep_vacancies as keep


@shared_task(ignore_result=True)
def keep_vacancies() -> None:
    run_job(KEEP_VACANCIES, keep)
