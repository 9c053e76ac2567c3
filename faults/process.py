"""One fault in a process of its own: `python -m faults.process NAME PLACE MESSAGES`.

PLACE holds a copy of the prepared database, and `outcomes.json` in the end. The servers, the mail
server and all programs end with this process. With `prepare` for NAME it makes that database: with
0 messages its tables alone, which a second call then fills.
"""

import os
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

from config.embedded import EmbeddedServers
from config.trial.environment import secret_key
from faults.mail import MailServerProcess
from faults.plan import LEASE, MAIL_TIMEOUT, PLANS
from faults.proxy import RedisProxy


def main(name: str, place: Path, messages: int) -> None:
    signal.signal(signal.SIGTERM, lambda *_received: sys.exit(1))
    with ExitStack() as stack:
        servers = stack.enter_context(EmbeddedServers(place))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SECRET_KEY": secret_key(place),
            "DATABASE_URL": servers.database_url,
            "REDIS_URL": servers.redis_url,
        }
        if name == "prepare":
            _prepare_database(messages)
        else:
            _try_fault(name, place, messages, servers, stack)


def _prepare_database(messages: int) -> None:
    import django  # slow import: settings are read here
    from django.core.management import call_command  # slow import: as above

    django.setup()
    from faults.data import make_rows  # slow import: as above

    if messages:
        make_rows(messages)
    else:
        call_command("migrate", verbosity=0)


def _try_fault(
    name: str, place: Path, messages: int, servers: EmbeddedServers, stack: ExitStack
) -> None:
    mail = MailServerProcess(place)
    stack.callback(mail.stop)
    proxy = RedisProxy(servers.sockets / "valkey.sock")
    stack.callback(proxy.stop)
    os.environ |= {
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
    import django  # slow import: settings are read here

    django.setup()
    from django.utils import timezone  # slow import: as above
    from django.utils.module_loading import import_string  # slow import: as above

    from faults.result import write_outcomes  # slow import: as above
    from faults.stage import FaultStage  # slow import: as above

    stage = FaultStage(place, servers, mail, proxy, messages)
    stack.callback(stage.end_programs)
    cases = [import_string(f"faults.cases.{case}") for case in PLANS[name].cases]
    day = None
    # Once more when midnight fell into it: a new day owes new reminders, and takes the place of the
    # old ones.
    while day != timezone.localdate():
        day = timezone.localdate()
        outcomes = [outcome for case in cases for outcome in case(stage)]
    write_outcomes(outcomes, place / "outcomes.json")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
