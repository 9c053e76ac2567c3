"""Celery under the portal's logging: nothing of its own, and each run of a task by its number."""

from celery.signals import setup_logging, task_postrun, task_prerun
from django.conf import settings
from django.utils.log import configure_logging

from config.logs.facts import Facts, set_facts


@setup_logging.connect
def keep_logging(**_signal: object) -> None:
    # Listening to this signal replaces Celery's own handlers and formats.
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)


@task_prerun.connect
def begin_task_facts(task_id: str, task: object, **_signal: object) -> None:
    set_facts(Facts(request_id=task_id, task=getattr(task, "name", "")))


@task_postrun.connect
def end_task_facts(**_signal: object) -> None:
    set_facts(None)
