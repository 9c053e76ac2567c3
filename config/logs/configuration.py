"""What Django, gunicorn and Celery are told about logging: one handler for all, to standard
error.
"""

import logging
import os
import sys
import threading
from contextlib import suppress
from logging.config import dictConfig
from types import TracebackType
from typing import Any

from django.core.exceptions import ImproperlyConfigured

JSON, TEXT = "json", "text"
FORMATTERS = {JSON: "config.logs.lines.JsonFormatter", TEXT: "config.logs.lines.TextFormatter"}
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
DEFAULT_FORMAT, DEFAULT_LEVEL = TEXT, "INFO"
# The handlers that these bring along would write what ours mask.
_WITH_OWN_HANDLERS = (
    "django",
    "django.server",
    "gunicorn.error",
    "gunicorn.access",
    "celery",
    "celery.task",
)

logger = logging.getLogger(__name__)


def build_logging(form: str, level: str) -> dict[str, Any]:
    """The setting LOGGING. Raises ImproperlyConfigured for a format or a level that does not
    exist.
    """
    if form not in FORMATTERS:
        raise ImproperlyConfigured(
            f"LOG_FORMAT is '{form}'. Set it to json (for deployments) or to text (for trials)."
        )
    if level not in LEVELS:
        raise ImproperlyConfigured(
            f"LOG_LEVEL is '{level}'. Set it to one of: {', '.join(LEVELS)}."
        )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": FORMATTERS[form]}},
        "handlers": {"console": {"class": "config.logs.lines.LineHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            **{name: {"handlers": [], "propagate": True} for name in _WITH_OWN_HANDLERS},
            "django": {"handlers": [], "propagate": True, "level": "INFO"},
            "django.db.backends": {"level": "INFO"},  # below it, the values of every statement
        },
    }


def logging_of_environment() -> dict[str, Any]:
    """The same before Django's settings are read, from the variables that they read too."""
    return build_logging(
        os.environ.get("LOG_FORMAT", DEFAULT_FORMAT), os.environ.get("LOG_LEVEL", DEFAULT_LEVEL)
    )


def begin_logging() -> bool:
    """Where the log is JSON: at once, so that unreadable settings are an event too. Returns whether
    it is.
    """
    if os.environ.get("LOG_FORMAT") != JSON:
        return False
    with suppress(ImproperlyConfigured):  # of the level; the settings say so
        set_up_logging(logging_of_environment())
    return True


def set_up_logging(config: dict[str, Any]) -> None:
    """Django's LOGGING_CONFIG. In a JSON log, what Python itself would print becomes an event
    too.
    """
    dictConfig(config)
    if config["formatters"]["line"]["()"] == FORMATTERS[JSON]:
        logging.captureWarnings(True)
        sys.excepthook = _log_end
        threading.excepthook = lambda told: _log_end(
            told.exc_type, told.exc_value, told.exc_traceback
        )


def _log_end(
    kind: type[BaseException], problem: BaseException | None, trace: TracebackType | None
) -> None:
    if isinstance(problem, KeyboardInterrupt):
        sys.__excepthook__(kind, problem, trace)
    elif problem is not None:
        logger.critical("Ended by an exception that nobody caught", exc_info=(kind, problem, trace))
