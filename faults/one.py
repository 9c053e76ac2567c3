"""One fault in a process of its own: `python -m faults.one NAME PLACE MESSAGES`.

PLACE holds a copy of the prepared database, and `outcomes.json` in the end. The servers, the mail
server and all programs end with this process.
"""

import os
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

from config.embedded import EmbeddedServers
from config.trial.environment import secret_key
from faults.mail import Mail
from faults.plan import LEASE, MAIL_TIMEOUT
from faults.proxy import Proxy


def main(name: str, place: Path, messages: int) -> None:
    signal.signal(signal.SIGTERM, lambda *_received: sys.exit(1))
    with ExitStack() as stack:
        servers = stack.enter_context(EmbeddedServers(place))
        mail = Mail(place)
        stack.callback(mail.stop)
        proxy = Proxy(servers.sockets / "valkey.sock")
        stack.callback(proxy.stop)
        os.environ |= environment(place, servers, mail, proxy)
        import django  # slow import: settings are read here

        django.setup()
        from faults.cases import FAULTS  # slow import: needs the settings
        from faults.result import write  # slow import: as above
        from faults.stage import Stage  # slow import: as above

        stage = Stage(place, servers, mail, messages)
        stage.proxy = proxy
        stack.callback(stage.end_programs)
        write(FAULTS[name].run(stage), place / "outcomes.json")


def environment(place: Path, servers: EmbeddedServers, mail: Mail, proxy: Proxy) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": secret_key(place),
        "DATABASE_URL": servers.database_url,
        "REDIS_URL": f"redis://127.0.0.1:{proxy.port}/0",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail.port}",
        "EMAIL_TIMEOUT": str(MAIL_TIMEOUT),
        "OUTBOX_LEASE_SECONDS": str(LEASE),
        "MEDIA_ROOT": str(place / "files"),
        "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
        "SITE_URL": "http://127.0.0.1:8000",
        "TZ": "UTC",
        "LOG_LEVEL": "WARNING",
    }


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
