"""Logs: one event per line (config/logs). Text is for people at a trial, JSON for whatever collects
logs.
"""

from config.logs.configuration import (
    DEFAULT_FORMAT,
    DEFAULT_LEVEL,
    FORMATTERS,
    LEVELS,
    build_logging,
)
from config.settings.variables import env

LOG_FORMAT = env.choice("LOG_FORMAT", tuple(FORMATTERS), default=DEFAULT_FORMAT)
LOGGING = build_logging(LOG_FORMAT, env.choice("LOG_LEVEL", LEVELS, default=DEFAULT_LEVEL))
LOGGING_CONFIG = "config.logs.configuration.set_up_logging"
