"""The Celery application. Start it with `celery -A config.celery worker` and exactly one `... beat`."""

import os

from celery import Celery

import config.logs.runs  # noqa: F401 listens to what Celery signals
from config.environment.starting import read_settings_or_exit
from config.logs.configuration import begin_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
read_settings_or_exit()
begin_logging()

app = Celery("cau_lao_dong")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
