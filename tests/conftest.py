"""One private PostgreSQL and Redis-protocol server for each test run, shared by its workers, gone at its end.

They start before Django's settings are read; several runs can go on at once in one checkout.
"""

import os
import shutil
import tempfile
from pathlib import Path

from config.embedded import EmbeddedServers

_ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "SECRET_KEY": "only-for-tests-" + "x" * 50,
    "DEBUG": "false",
    "EMAIL_URL": "memorymail://",
    "SITE_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
_PLACE = "PORTAL_TEST_PLACE"
_servers: EmbeddedServers | None = None


def _begin() -> None:
    """In the process that the user started: make a place and start the servers. Workers inherit both by environment;
    pytest-django gives each its own database, and the line below its own numbered cache."""
    global _servers
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        os.environ["REDIS_URL"] += f"?db={int(worker.removeprefix('gw')) + 1}"
        return
    place = Path(tempfile.mkdtemp(prefix="portal-test-"))
    place.chmod(0o755)  # the servers' account passes through; what is inside is private
    _servers = EmbeddedServers(place / "servers", durable=False)
    _servers.start()
    os.environ |= _ENVIRONMENT | {
        _PLACE: str(place),
        "DATABASE_URL": _servers.database_url,
        "REDIS_URL": _servers.redis_url,
        "MEDIA_ROOT": str(place / "files"),
        "STATIC_ROOT": str(place / "static"),
    }


_begin()


def pytest_configure() -> None:
    import django  # slow import: settings are read here, once the servers' addresses are known

    django.setup()


def pytest_unconfigure() -> None:
    if _servers is not None:
        _servers.stop()
        shutil.rmtree(os.environ.pop(_PLACE), ignore_errors=True)
