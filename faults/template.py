"""The prepared database that every fault begins with a copy of: `python -m faults.template PLACE
MESSAGES`.

With 0 messages it has its tables alone; a copy of that is filled by a second call.
"""

import os
import sys
from pathlib import Path

from config.embedded import EmbeddedServers
from config.trial.environment import secret_key


def main(place: Path, messages: int) -> None:
    with EmbeddedServers(place) as servers:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SECRET_KEY": secret_key(place),
            "DATABASE_URL": servers.database_url,
            "REDIS_URL": servers.redis_url,
        }
        import django  # slow import: settings are read here
        from django.core.management import call_command  # slow import: as above

        django.setup()
        from faults.data import make_rows  # slow import: as above

        if messages:
            make_rows(messages)
        else:
            call_command("migrate", verbosity=0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
