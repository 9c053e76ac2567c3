"""Starting both servers for the data under one directory, and sharing them between commands. What
runs is written where the next command finds it: `servers.json` under the root of the data.
"""

import fcntl
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Self

from config.embedded.account import ServerAccount, is_private, private_directory, server_account
from config.embedded.binaries import programs_for
from config.embedded.postgres import PostgresServer, database_url
from config.embedded.processes import EmbeddedError, ProcessMark, end_process, mark_process
from config.embedded.valkey import ValkeyServer, redis_url

_STATE = "servers.json"


@dataclass(frozen=True)
class RunningServers:
    """The servers of one owner: the process that started them and will stop them."""

    database_url: str
    redis_url: str
    sockets: str
    account: int
    owner: ProcessMark
    postgres: ProcessMark
    valkey: ProcessMark

    @property
    def alive(self) -> bool:
        processes = (self.owner, self.postgres, self.valkey)
        return is_private(Path(self.sockets), owners={self.account}) and all(
            p.alive() for p in processes
        )

    def end(self) -> None:
        """Stop what is left of servers whose owner died, and remove their sockets."""
        end_process(self.valkey, *ValkeyServer.stop_signals)
        end_process(self.postgres, *PostgresServer.stop_signals)
        if is_private(Path(self.sockets), owners={self.account}):
            shutil.rmtree(self.sockets, ignore_errors=True)


def _read_state(root: Path) -> RunningServers | None:
    # What was last written, running or not; None when there is nothing readable or it belongs to
    # someone else.
    try:
        path = root / _STATE
        if path.stat().st_uid not in (os.geteuid(), 0, root.stat().st_uid):
            return None
        known = json.loads(path.read_text())
        known |= {name: ProcessMark(**known[name]) for name in ("owner", "postgres", "valkey")}
        return RunningServers(**known)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def find_running(root: Path) -> RunningServers | None:
    """The servers that run for the data under `root`, whoever started them."""
    servers = _read_state(root)
    return servers if servers is not None and servers.alive else None


class EmbeddedServers:
    """Both servers for the data under `root`, from `start` to `stop` or to the death of this
    process. `postgres` and `valkey` may be stopped and started on their own, at `sockets`.

    Raises EmbeddedError when they run already or cannot start.
    """

    postgres: PostgresServer
    valkey: ValkeyServer
    sockets: Path
    running: RunningServers | None = None

    def __init__(self, root: Path, *, durable: bool = True) -> None:
        self.root = root.resolve()
        self.durable = durable

    @property
    def database_url(self) -> str:
        return database_url(self.sockets)

    @property
    def redis_url(self) -> str:
        return redis_url(self.sockets)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *reason: object) -> None:
        self.stop()

    def start(self) -> RunningServers:
        self.root.mkdir(parents=True, exist_ok=True)
        # One command at a time checks whether the servers run, and starts them.
        with (self.root / "servers.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if found := find_running(self.root):
                raise EmbeddedError(
                    f"The servers for {self.root} run already (process {found.owner.pid})."
                )
            if left := _read_state(self.root):
                left.end()
            return self._start()

    def stop(self) -> None:
        self.valkey.stop()
        self.postgres.stop()
        shutil.rmtree(self.sockets, ignore_errors=True)
        if self.running is not None:
            (self.root / _STATE).unlink(missing_ok=True)
        self.running = None

    def _start(self) -> RunningServers:
        account = server_account(self.root / "postgres")
        programs = programs_for(account, self.root)
        data = _data_directory(account, self.root)
        self.sockets = private_directory(account, parent="/tmp", prefix="cld-")  # noqa: S108 unguessable; paths must be short
        self.postgres = PostgresServer(
            programs, account, data, self.root / "postgres.log", durable=self.durable
        )
        self.valkey = ValkeyServer(programs.valkey, account, self.root / "valkey.log")
        try:
            valkey = self.valkey.start(self.sockets)
            postgres = self.postgres.start(self.sockets)
        except BaseException:
            self.stop()
            raise
        self.running = RunningServers(
            self.database_url,
            self.redis_url,
            sockets=str(self.sockets),
            account=account.uid,
            owner=mark_process(os.getpid()),
            postgres=postgres,
            valkey=valkey,
        )
        fresh = self.root / f"{_STATE}.{os.getpid()}"
        fresh.write_text(json.dumps(asdict(self.running), indent=1))
        fresh.chmod(0o600)
        fresh.replace(self.root / _STATE)
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
        with EmbeddedServers(root) as servers:
            assert servers.running is not None
            yield servers.running
            _wait_for_others(users)


def _wait_for_others(users: IO[str]) -> None:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Waiting for another command that uses the same database…", file=sys.stderr)
        fcntl.flock(users, fcntl.LOCK_EX)


def _data_directory(account: ServerAccount, root: Path) -> Path:
    # `postgres` under the root; out of the account's reach, a private place remembered in
    # `postgres.place`.
    data = root / "postgres"
    if not account.switches or data.is_dir() or account.reaches(root):
        return data
    note = root / "postgres.place"
    if note.exists() and is_private(place := Path(note.read_text()), owners={account.uid}):
        return place / "postgres"
    place = private_directory(account, parent="/var/tmp", prefix="cau-lao-dong-data-")  # noqa: S108 unguessable
    note.write_text(str(place))
    return place / "postgres"
