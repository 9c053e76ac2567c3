"""The database with all tables that each test run begins with a copy of: made once, until a
migration changes.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from config.embedded import EmbeddedServers
from config.embedded.postgres import DATABASE, SUPERUSER
from config.trial.environment import VAR
from tests.sources import ROOT

PREPARED = VAR / "test-database"
_DECIDE_THE_TABLES = ("*/migrations/*.py", "config/settings/*.py", "requirements/dev.txt")


def start_prepared_servers(place: Path, environment: dict[str, str]) -> EmbeddedServers:
    """Servers with all tables in a new folder `place`, which their account must reach;
    `environment`: the settings.
    """
    _copy_prepared_database(place, environment)
    servers = EmbeddedServers(place, durable=False)
    servers.start()
    with psycopg.connect(host=str(servers.sockets), user=SUPERUSER, dbname=DATABASE) as link:
        link.execute(
            "UPDATE django_migrations SET applied = now()"
        )  # jobs are expected from then on
    return servers


def _copy_prepared_database(place: Path, environment: dict[str, str]) -> None:
    PREPARED.mkdir(parents=True, exist_ok=True)
    with (PREPARED / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        data = PREPARED / _digest()
        if not data.is_dir():
            _prepare(data, environment)
        place.mkdir()
        _copy(data, place / "postgres")


def _digest() -> str:
    """What `makemigrations --check` holds the models against stands in the migrations."""
    files = sorted(path for pattern in _DECIDE_THE_TABLES for path in ROOT.glob(pattern))
    parts = [
        f"{path.relative_to(ROOT)} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in files
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _prepare(data: Path, environment: dict[str, str]) -> None:
    for old in PREPARED.iterdir():
        if old.is_dir():
            shutil.rmtree(old)
    with tempfile.TemporaryDirectory(prefix="portal-test-") as directory:
        place = Path(directory)
        place.chmod(0o755)  # the servers' account passes through; what is inside is private
        with EmbeddedServers(place / "servers", durable=False) as servers:
            addresses = {"DATABASE_URL": servers.database_url, "REDIS_URL": servers.redis_url}
            command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
            subprocess.run(command, cwd=ROOT, env=os.environ | environment | addresses, check=True)
        fresh = data.with_suffix(".new")
        _copy(place / "servers" / "postgres", fresh)
        fresh.rename(data)


def _copy(data: Path, to: Path) -> None:
    """With the owner, who is the servers' account."""
    subprocess.run(["cp", "-a", str(data), str(to)], check=True)
