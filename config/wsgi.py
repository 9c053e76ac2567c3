import os

from django.core.wsgi import get_wsgi_application

from config.celery import app as celery_app

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("IS_WEB_SERVER", "true")
application = get_wsgi_application()

__all__ = ["application", "celery_app"]  # shared tasks published by the web process go to this Celery application
