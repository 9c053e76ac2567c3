"""Logs."""

from config.settings.variables import env

_LEVEL = env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.masking.MaskingFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
        "access": {"()": "config.masking.MaskingFormatter", "format": "%(message)s"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "access": {"class": "logging.StreamHandler", "formatter": "access", "stream": "ext://sys.stdout"},
    },
    "root": {
        "handlers": ["console"],
        "level": _LEVEL,
    },
    # The handlers that Django and gunicorn bring along would write what ours mask.
    "loggers": {
        **{name: {"handlers": [], "propagate": True, "level": "INFO"} for name in ("django", "django.server")},
        "gunicorn.access": {"handlers": ["access"], "propagate": False, "level": "INFO"},
        "gunicorn.error": {"handlers": ["console"], "propagate": False},
    },
}
