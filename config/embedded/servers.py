"""Starting both servers for the data under one directory, and sharing them between commands."""

import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Self

from config.embedded.account import Account, is_private, private_directory, server_account
from config.embedded.binaries import programs_for
from config.embedded.errors import EmbeddedError
from config.embedded.postgres import PostgresServer, database_url
from config.embedded.processes import mark
from config.embedded.state import RunningServers, find_running, read_state, state_file, write_state
from config.embedded.valkey import ValkeyServer, redis_url


class EmbeddedServers:
    """Both servers for the data under `root`, from `start` to `stop` or to the death of this
    process.

    Raises EmbeddedError when they run already or cannot start.
    """

    def __init__(self, root: Path, *, durable: bool = True) -> None:
        self.root = root.resolve()
        self.durable = durable
        self.running: RunningServers | None = None
        self._servers: tuple[PostgresServer, ValkeyServer] | None = None

    @property
    def database_url(self) -> str:
        return self._running().database_url

    @property
    def redis_url(self) -> str:
        return self._running().redis_url

    @property
    def sockets(self) -> Path:
        return Path(self._running().sockets)

    @property
    def postgres(self) -> PostgresServer:
        """To be stopped and started on its own, at `sockets`, by tests of what the portal does
        then.
        """
        assert self._servers is not None
        return self._servers[0]

    @property
    def valkey(self) -> ValkeyServer:
        assert self._servers is not None
        return self._servers[1]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *reason: object) -> None:
        self.stop()

    def start(self) -> None:
        self.root.mkdir(parents=True, exist_ok=True)
        with _starting(self.root):
            if found := find_running(self.root):
                raise EmbeddedError(
                    f"The servers for {self.root} run already (process {found.owner.pid})."
                )
            if left := read_state(self.root):
                left.end()
            self._start()

    def stop(self) -> None:
        if self._servers is not None:
            for server in reversed(self._servers):
                server.stop()
        if self.running is not None:
            shutil.rmtree(self.running.sockets, ignore_errors=True)
            state_file(self.root).unlink(missing_ok=True)
        self._servers = self.running = None

    def _start(self) -> None:
        account = server_account(self.root / "postgres")
        programs = programs_for(account, self.root)
        data = data_directory(account, self.root)
        sockets = private_directory(account, parent="/tmp", prefix="cld-")  # noqa: S108 unguessable; paths must be short
        postgres = PostgresServer(
            programs, account, data, self.root / "postgres.log", durable=self.durable
        )
        valkey = ValkeyServer(programs.valkey, account, self.root / "valkey.log")
        self._servers = (postgres, valkey)
        try:
            valkey_mark, postgres_mark = valkey.start(sockets), postgres.start(sockets)
        except BaseException:
            self.stop()
            shutil.rmtree(sockets, ignore_errors=True)
            raise
        self.running = RunningServers(
            database_url=database_url(sockets),
            redis_url=redis_url(sockets),
            sockets=str(sockets),
            account=account.uid,
            owner=mark(os.getpid()),
            postgres=postgres_mark,
            valkey=valkey_mark,
        )
        write_state(self.root, self.running)

    def _running(self) -> RunningServers:
        if self.running is None:
            raise EmbeddedError("The servers do not run.")
        return self.running


@contextmanager
def borrow_servers(root: Path) -> Iterator[RunningServers]:
    """The running servers, or our own for the duration of the block; ours wait for other borrowers
    before they stop.
    """
    root.mkdir(parents=True, exist_ok=True)
    with (root / "servers.users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        if found := find_running(root):
            yield found
            return
        servers = EmbeddedServers(root)
        servers.start()
        try:
            yield servers._running()
            _wait_for_others(users)
        finally:
            servers.stop()


def _wait_for_others(users: IO[str]) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Waiting for another command that uses the same database…", file=sys.stderr)
        fcntl.flock(users, fcntl.LOCK_EX)


@contextmanager
def _starting(root: Path) -> Iterator[None]:
    # One command at a time checks whether the servers run, and starts them.
    with (root / "servers.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def data_directory(account: Account, root: Path) -> Path:
    """`postgres` under the root; out of the account's reach, a private place remembered in
    `postgres.place`.
    """
    data = root / "postgres"
    if not account.switches or data.is_dir() or account.reaches(root):
        return data
    note = root / "postgres.place"
    if note.exists() and is_private(place := Path(note.read_text()), owners={account.uid}):
        return place / "postgres"
    place = private_directory(account, parent="/var/tmp", prefix="cau-lao-dong-data-")  # noqa: S108 unguessable
    note.write_text(str(place))
    return place / "postgres"
