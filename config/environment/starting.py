"""Programs that start with wrong settings say so and end: a line for each variable, or one event of
a JSON log.
"""

import logging
import sys

from config.environment import SettingsError
from config.logs.configuration import begin_logging

logger = logging.getLogger(__name__)

# When its worker ends with this exit code, gunicorn does not start it again; it ends with the same
# code.
BOOT_ERROR = 3


def read_settings_or_exit(code: int = 1) -> None:
    from django.conf import settings  # slow import

    try:
        settings.INSTALLED_APPS  # noqa: B018 the first that is asked for reads them all
    except SettingsError as wrong:
        words = f"{wrong}\nSettings are explained in .env.example and docs/deployment/settings.md."
        if begin_logging():
            logger.critical(words)
        else:
            print(words, file=sys.stderr)
        sys.exit(code)
