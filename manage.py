#!/usr/bin/env python3
"""Django's commands, with the trial's servers where DATABASE_URL and REDIS_URL name no others."""

import importlib.util
import os
import sys
from pathlib import Path

PYTHON = Path(__file__).resolve().parent / ".venv" / "bin" / "python"


def main() -> None:
    use_project_python()
    from django.core.management import execute_from_command_line  # slow import

    from config.embedded import EmbeddedError  # slow import
    from config.environment import read_settings_or_exit  # slow import
    from config.logs.output import logged_output  # slow import
    from config.trial.environment import command_environment  # slow import

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        with command_environment(sys.argv), logged_output(sys.argv):
            read_settings_or_exit()
            execute_from_command_line(sys.argv)
    except EmbeddedError as problem:
        sys.exit(str(problem))


def use_project_python() -> None:
    """Typed with the system's Python, the command goes on in the project's own."""
    if importlib.util.find_spec("django") is not None:
        return
    if not PYTHON.exists():
        sys.exit("The portal is not set up yet. Type: python3 portal.py setup")
    os.execv(PYTHON, [str(PYTHON), *sys.argv])


if __name__ == "__main__":
    main()
