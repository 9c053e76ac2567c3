"""One private PostgreSQL and Redis-protocol server for each test run, shared by its workers, gone
at its end.

They start before Django's settings are read; several runs can go on at once in one checkout.
"""

import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from config.embedded import EmbeddedServers
from config.translations import compile_translations
from tests.prepared import start_prepared_servers

if TYPE_CHECKING:
    from django.test import Client

    from recruitment.employers.models import Employer

_ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "SECRET_KEY": "only-for-tests-" + "x" * 50,
    "DEBUG": "false",
    "EMAIL_URL": "memorymail://",
    "SITE_URL": "http://testserver",
    "MFA_REQUIRED": "false",  # the tests of second factors switch it on
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
_PLACE = "PORTAL_TEST_PLACE"
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
_servers: EmbeddedServers | None = None


def _begin() -> None:
    """In the process that the user started: make a place and start the servers. Workers inherit
    both by environment; `django_db_setup` gives each its own database, and the line below its own
    numbered queue.
    """
    global _servers
    if _WORKER:
        os.environ["REDIS_URL"] += f"?db={int(_WORKER.removeprefix('gw')) + 1}"
        return
    compile_translations()
    _keep_bytecode()
    place = Path(tempfile.mkdtemp(prefix="portal-test-"))
    place.chmod(0o755)  # the servers' account passes through; what is inside is private
    (place / "static").mkdir()  # WhiteNoise warns of a missing one
    _servers = start_prepared_servers(place / "servers", _ENVIRONMENT)
    os.environ |= _ENVIRONMENT | {
        _PLACE: str(place),
        "DATABASE_URL": _servers.database_url,
        "REDIS_URL": _servers.redis_url,
        "MEDIA_ROOT": str(place / "files"),
        "STATIC_ROOT": str(place / "static"),
    }


def _keep_bytecode() -> None:
    """Whatever the machine says: workers and dozens of other processes read the same modules, and
    the rewritten tests, instead of compiling them anew.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def _set_up_django() -> None:
    """Before any other conftest.py is read, which may then import models."""
    import django  # slow import: it reads the settings, which need the servers' addresses
    from django.conf import settings

    if _WORKER:
        # Only one file is drawn at a time in one place: workers would wait for each other.
        previews = Path(os.environ[_PLACE]) / f"previews-{_WORKER}"
        settings.CACHES["previews"]["LOCATION"] = str(previews)
    django.setup()

    # Passwords of tests need no strength.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MIDDLEWARE.insert(0, "tests.safe_methods.SafeMethodsMiddleware")


_begin()
_set_up_django()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "program(name): needs this program; skipped without it, but never in CI"
    )
    config.addinivalue_line(
        "markers", "long(reason): only `portal.py test --all` or its name runs it; why so"
    )


def pytest_unconfigure() -> None:
    if _servers is not None:
        _servers.stop()
        shutil.rmtree(os.environ.pop(_PLACE), ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker) -> None:
    """Each process has a copy of the prepared database. All go with the servers."""
    from django.db import connection

    from tests.emptying import empty_tables_after_transactional_tests

    prepared, own = connection.settings_dict["NAME"], f"test_portal{_WORKER}"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{own}" TEMPLATE "{prepared}"')
    connection.settings_dict["NAME"] = own
    empty_tables_after_transactional_tests()


@pytest.fixture(autouse=True)
def _nothing_is_left_to_the_next_test() -> Generator[None]:
    """The language of a page asked for in English, and what a process knows by heart. What the
    database keeps goes with its other rows.
    """
    yield
    from django.core.cache import caches
    from django.utils import translation

    translation.deactivate()
    caches["local"].clear()


@pytest.fixture(autouse=True)
def _public_pages_are_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test sees at once what it changed; those of the copies count with the real seconds."""
    from agencies.shared_pages import middleware

    monkeypatch.setattr(middleware, "COPIED_FOR", 0)
    middleware.copies.clear()


@pytest.fixture(scope="session", autouse=True)
def _files_of_strangers_are_read_by_a_warm_program() -> Generator[None]:
    """Only starting Python is left out (tests/warm_sandbox.py)."""
    from reader.sandbox import processes
    from tests.warm_sandbox import WarmSandbox

    processes.subprocess = WarmSandbox()
    yield
    processes.subprocess.stop()
    processes.subprocess = subprocess


@pytest.fixture(scope="session", autouse=True)
def _memory_of_files_is_not_returned() -> Generator[None]:
    """A web process has little to look through; one that holds thousands of tests would need longer
    for that than for the file. `portal.py bench` measures processes as they are.
    """
    from workbooks import memory

    class NothingToCollect:
        collect = staticmethod(lambda: 0)

    memory.gc = NothingToCollect
    yield
    memory.gc = gc


# What many tests need -----------------------------------------------------------------------------
@pytest.fixture
def english() -> Generator[None]:
    """Sentences outside of requests are said in English."""
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.fixture
def coordinator_client(client: "Client") -> "Client":
    """Signed in as a coordinator, reading English."""
    from tests.factories import make_actor, sign_in

    return sign_in(client, make_actor(role="coordinator"))


@pytest.fixture
def employer(db: None) -> "Employer":
    """“Công ty TNHH Ánh Sao”, verified, in the park “KCN Quang Châu”; its province has a labour
    department and a zones' board.
    """
    from tests.factories_recruitment import (
        make_board,
        make_department,
        make_park,
        make_province,
        verified_employer,
    )

    province = make_province()
    make_department(province)
    park = make_park(make_board(province), "KCN Quang Châu")
    return verified_employer(province, park, name="Công ty TNHH Ánh Sao")


# Tests that drive another program -----------------------------------------------------------------
_NAMES = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "libreoffice": ("soffice", "libreoffice"),
    "tesseract": ("tesseract",),
    "java": ("java",),
}
_REQUIRED = os.environ.get("CI") == "true" or os.environ.get("PORTAL_REQUIRE_BROWSER") == "1"


def find_program(name: str) -> str | None:
    """Its path: from the environment (CHROMIUM, LIBREOFFICE) or by its usual names."""
    given = os.environ.get(name.upper())
    return given or next((found for each in _NAMES[name] if (found := shutil.which(each))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.program("chromium"))
        if any(not marker.args for marker in item.iter_markers("long")):
            raise pytest.UsageError(f"{item.nodeid} is long without a reason")


def pytest_collection_finish() -> None:
    """Thousands of tests, kept for the whole run, are nothing that a collection must look through
    each time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("program"):
        if find_program(marker.args[0]) is None:
            pytest.skip(f"{marker.args[0]} is not installed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where programs are required, a test that was skipped for want of one has failed."""
    report = yield
    if report.skipped and _REQUIRED and item.get_closest_marker("program"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, but it must run here: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def chromium() -> str:
    path = find_program("chromium")
    assert path is not None
    return path


@pytest.fixture(scope="session")
def libreoffice() -> str:
    path = find_program("libreoffice")
    assert path is not None
    return path
