"""gunicorn's logger: its boot, its faults, and one line of each request that the portal answered.

A request that gunicorn refuses unread (no HTTP, a header too long) is one warning of
`gunicorn.error` that says why, with the address of whoever is connected.
"""

import datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from gunicorn.config import Config
from gunicorn.glogging import Logger

from config.logs.configuration import logging_of_environment, set_up_logging
from config.logs.facts import KEY, Facts

# Asked several times a minute by machines; only a failure is worth a line.
QUIET = ("/healthz",)


class PortalLogger(Logger):
    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        try:
            set_up_logging(logging_of_environment())
        except ImproperlyConfigured as problem:
            raise RuntimeError(str(problem)) from None  # gunicorn prints it in one line and ends

    def access(
        self, resp: Any, req: Any, environ: dict[str, Any], request_time: datetime.timedelta
    ) -> None:
        """Called in every thread once a response has been sent, or its client has gone."""
        facts: Facts | None = environ.get(KEY)
        if facts is None:
            return
        status = int(str(resp.status).split(maxsplit=1)[0])
        if status == 200 and facts.path in QUIET:
            return
        level = 40 if status >= 500 else 30 if status >= 400 else 20
        fields = {
            "status": status,
            "duration_ms": round(request_time.total_seconds() * 1000, 1),
            "bytes": resp.sent,
        }
        self.access_log.log(
            level,
            "%s %s %s",
            facts.method,
            facts.path,
            status,
            extra={"facts": facts, "fields": fields},
        )
