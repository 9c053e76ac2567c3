"""The Celery application. Start it with `celery -A config.celery worker` and exactly one `...
beat`. It logs as the portal does, and each run of a task by its number.
"""

import os
from typing import Any

from celery import Celery, bootsteps
from celery.signals import setup_logging, task_postrun, task_prerun
from django.conf import settings
from django.utils.log import configure_logging

from config.environment import read_settings_or_exit
from config.heartbeat import touch_heartbeat
from config.logs.configuration import begin_logging
from config.logs.facts import Facts, set_facts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
read_settings_or_exit()
begin_logging()

SECONDS_BETWEEN_HEARTBEATS = 10

app = Celery("cau_lao_dong")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="celery_tasks")


class Heartbeat(bootsteps.StartStopStep):
    """Touches HEARTBEAT_FILE from the loop in which the worker receives calls: not while it has
    lost the queue.
    """

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, consumer: Any, **options: object) -> None:
        super().__init__(consumer, **options)
        self.timer = None

    def start(self, consumer: Any) -> None:
        touch_heartbeat(settings.HEARTBEAT_FILE)
        path = (settings.HEARTBEAT_FILE,)
        self.timer = consumer.timer.call_repeatedly(
            SECONDS_BETWEEN_HEARTBEATS, touch_heartbeat, path
        )

    def stop(self, consumer: Any) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    shutdown = stop


app.steps["consumer"].add(Heartbeat)


# Logging ------------------------------------------------------------------------------------------
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
