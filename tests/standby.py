"""A real hot standby and its primary: a copy made by pg_basebackup that streams from it. Both are
of one module alone: a standby opens only between long transactions, and the other tests have many.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection

from config.embedded import EmbeddedServers
from config.embedded.account import private_directory, server_account
from config.embedded.binaries import programs_for
from config.embedded.postgres import DATABASE, PostgresServer
from tests.prepared import start_prepared_servers

PLACE = "PORTAL_TEST_PLACE"  # of the test run: tests/conftest.py


class Standby(PostgresServer):
    """`primary`: the folder of the other server's socket."""

    primary = ""

    def make_cluster(self) -> None:
        if not self._complete():
            program = str(self.programs.postgres_bin / "pg_basebackup")
            options = [
                "-h",
                self.primary,
                "-U",
                "postgres",
                "-R",
                "-X",
                "stream",
                "-c",
                "fast",
                "--no-sync",
            ]
            self._run([program, "-D", str(self.data), *options])


class StandbyPlace:
    """The standby, its socket and what a test does to it."""

    def __init__(self, server: Standby, sockets: Path) -> None:
        self.server, self.sockets = server, sockets

    def run(self, statement: str) -> None:
        with psycopg.connect(
            host=str(self.sockets), user="postgres", dbname="postgres", autocommit=True
        ) as link:
            link.execute(statement)

    def stop(self) -> None:
        """As when its machine dies; what it has is made safe before, or its next start would read
        the whole log.
        """
        for place in (self.server.primary, str(self.sockets)):
            with psycopg.connect(
                host=place, user="postgres", dbname="postgres", autocommit=True
            ) as link:
                link.execute("CHECKPOINT")
        self.server.stop(at_once=True)

    def start(self) -> None:
        self.server.start(self.sockets)

    def wait_for(self, name: str) -> None:
        """Until it has all that the primary has written: `name` of a database there."""
        primary = psycopg.connect(
            host=self.server.primary, user="postgres", dbname=name, autocommit=True
        )
        with (
            primary,
            psycopg.connect(
                host=str(self.sockets), user="postgres", dbname=name, autocommit=True
            ) as link,
        ):
            [position] = primary.execute("SELECT pg_current_wal_insert_lsn()::text").fetchone()
            replayed = "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn"
            end = time.monotonic() + 30
            while not link.execute(replayed, [position]).fetchone()[0]:
                assert time.monotonic() < end, "the standby does not follow"
                time.sleep(0.05)


@contextmanager
def running_primary() -> Iterator[EmbeddedServers]:
    """Django's connection leads to it meanwhile."""
    root = Path(tempfile.mkdtemp(prefix="primary-", dir=os.environ[PLACE]))
    root.chmod(0o755)
    shared = {name: connection.settings_dict[name] for name in ("HOST", "NAME")}
    servers = start_prepared_servers(root / "servers", {})
    connection.close()
    connection.settings_dict.update(HOST=str(servers.sockets), NAME=DATABASE)
    try:
        yield servers
    finally:
        connection.close()
        connection.settings_dict.update(shared)
        servers.stop()


@contextmanager
def running_standby(primary: EmbeddedServers) -> Iterator[StandbyPlace]:
    root = Path(tempfile.mkdtemp(prefix="standby-", dir=os.environ[PLACE]))
    root.chmod(0o755)
    account = server_account(primary.root / "postgres")
    data = private_directory(account, parent="/var/tmp", prefix="cld-standby-")
    sockets = private_directory(account, parent="/tmp", prefix="cld-")
    server = Standby(
        programs_for(account, root), account, data, root / "standby.log", durable=False
    )
    server.primary = str(primary.sockets)
    try:
        server.start(sockets)
        yield StandbyPlace(server, sockets)
    finally:
        server.stop()
        for place in (data, sockets):
            shutil.rmtree(place, ignore_errors=True)
