"""The Celery application. Start it with `celery -A config.celery worker` and exactly one `... beat`."""

import os

from celery import Celery

from config.environment.starting import read_settings_or_exit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
read_settings_or_exit()

app = Celery("cau_lao_dong")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
