"""A real hot standby beside the tests' PostgreSQL: a copy made by pg_basebackup that streams from
it.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from config.embedded.account import private_directory, server_account
from config.embedded.binaries import programs_for
from config.embedded.postgres import PostgresServer

PLACE = "PORTAL_TEST_PLACE"  # of the test run: tests/conftest.py


class Standby(PostgresServer):
    """`primary`: the folder of the other server's socket.

    It opens once every transaction with more than 64 savepoints that runs on the primary while it
    starts has ended: another process of the tests may be in one.
    """

    primary = ""
    seconds_to_recover = 300.0

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
def running_standby() -> Iterator[StandbyPlace]:
    root = Path(tempfile.mkdtemp(prefix="standby-", dir=os.environ[PLACE]))
    root.chmod(0o755)
    account = server_account(Path(os.environ[PLACE]) / "servers" / "postgres")
    data = private_directory(account, parent="/var/tmp", prefix="cld-standby-")
    sockets = private_directory(account, parent="/tmp", prefix="cld-")
    server = Standby(
        programs_for(account, root), account, data, root / "standby.log", durable=False
    )
    server.primary = urlsplit(os.environ["DATABASE_URL"]).path.rpartition("/")[0].replace("//", "/")
    try:
        server.start(sockets)
        yield StandbyPlace(server, sockets)
    finally:
        server.stop()
        for place in (data, sockets):
            shutil.rmtree(place, ignore_errors=True)
