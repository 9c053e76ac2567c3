"""Programs that start with wrong settings say so, and end: no traceback, a line for each variable."""

import sys

from config.environment import SettingsError

BOOT_ERROR = 3
"""By this exit code of its worker gunicorn knows not to start it again; it ends with the same code."""


def read_settings_or_exit(code: int = 1) -> None:
    from django.conf import settings  # slow import

    try:
        settings.INSTALLED_APPS  # noqa: B018 the first that is asked for reads them all
    except SettingsError as wrong:
        print(f"{wrong}\nSettings are explained in .env.example and docs/deployment/settings.md.", file=sys.stderr)
        sys.exit(code)
