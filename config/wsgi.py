import os

from django.core.wsgi import get_wsgi_application

from config.celery import app as celery_app
from config.closing import close_after_refusals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("IS_WEB_SERVER", "true")
application = close_after_refusals(get_wsgi_application())

__all__ = ["application", "celery_app"]  # shared tasks published by the web process go to this Celery application
