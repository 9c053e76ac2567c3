"""What gunicorn serves. It publishes no task, so it does without Celery: only the worker and beat
load that.
"""

import os

from django.core.wsgi import get_wsgi_application

from config.environment import BOOT_ERROR, read_settings_or_exit
from config.middleware.bodies import close_after_refusals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("IS_WEB_SERVER", "true")
read_settings_or_exit(BOOT_ERROR)
application = close_after_refusals(get_wsgi_application())
