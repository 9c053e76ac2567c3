"""A PostgreSQL cluster for trials and tests: made once, started, recovered, stopped."""

import os
import signal
import subprocess
import time
from pathlib import Path

from config.embedded.account import ServerAccount
from config.embedded.binaries import Programs
from config.embedded.processes import (
    EmbeddedError,
    ProcessMark,
    ServerProcess,
    end_process,
    start_logged,
    wait_until,
)

DATABASE = "portal"
SUPERUSER = "postgres"
_INITDB = f"-U {SUPERUSER} -E UTF8 -A trust --no-sync --locale=C.UTF-8 --no-instructions"
_UNSAFE = ("synchronous_commit", "fsync", "full_page_writes", "autovacuum")
_DISPOSABLE = dict.fromkeys(_UNSAFE, "off")
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
}


class PostgresServer(ServerProcess):
    """One cluster under `data`. Not durable: faster, for data that nobody needs after a crash
    (tests).
    """

    # Fast shutdown (open transactions are rolled back, data are written); immediate when that takes
    # too long.
    stop_signals = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0))
    seconds_to_recover = 40.0

    def __init__(
        self, programs: Programs, account: ServerAccount, data: Path, log: Path, *, durable: bool
    ) -> None:
        self.programs = programs
        self.account = account
        self.data = data
        self.log = log
        self.settings = _SETTINGS | ({} if durable else _DISPOSABLE)

    def start(self, sockets: Path) -> ProcessMark:
        self.make_cluster()
        self._refuse_other_version()
        limit = time.monotonic() + self.seconds_to_recover
        while not self._start_once(sockets):
            if time.monotonic() > limit:
                raise EmbeddedError(
                    f"PostgreSQL did not start. Its own words are at the end of {self.log}."
                )
            time.sleep(0.5)  # after a kill -9 the old server's last processes need a moment to go
        return self.mark

    def stop(self, *, at_once: bool = False) -> None:
        """`at_once`: as if its machine had died, without a word to its clients and with recovery at
        the next start.
        """
        if at_once:
            end_process(self.mark, (signal.SIGQUIT, 5.0))
        super().stop()

    def make_cluster(self) -> None:
        """A complete cluster at `data`: made elsewhere and moved into place, so that an unfinished
        one never appears there.
        """
        if self._complete():
            return
        _set_aside(self.data)
        fresh = self.data.with_name(self.data.name + ".new")
        subprocess.run(["rm", "-rf", str(fresh)], check=True)
        fresh.mkdir(mode=0o700)
        self.account.take_directory(fresh)
        options = ["-D", str(fresh)]
        provider = ["--locale-provider=builtin"] if self._version() >= 17 else []
        self._run([str(self.programs.initdb), *options, *_INITDB.split(), *provider])
        self._run(
            [str(self.programs.postgres), "--single", "-F", *options, "postgres"],
            f"CREATE DATABASE {DATABASE}\n".encode(),
        )
        fresh.rename(self.data)

    def _complete(self) -> bool:
        return all((self.data / name).exists() for name in ("global/pg_control", "PG_VERSION"))

    def _version(self) -> int:
        answer = self._run([str(self.programs.postgres), "--version"])
        return int(answer.split()[2].split(b".")[0])

    def _refuse_other_version(self) -> None:
        made_by = int((self.data / "PG_VERSION").read_text())
        version = self._version()
        if made_by != version:
            raise EmbeddedError(
                f"The data in {self.data} were made by PostgreSQL {made_by}, and this machine has "
                f"{version}. "
                f"Move that directory away to begin with an empty database."
            )

    def _start_once(self, sockets: Path) -> bool:
        _forget_stale_lock(self.data / "postmaster.pid")
        settings = self.settings | {"unix_socket_directories": f'"{sockets}"'}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self._process = start_logged(
            [str(self.programs.postgres), "-D", str(self.data), *options],
            self.log,
            signal.SIGINT,
            start_new_session=True,
            env=_environment(),
            **self.account.popen_options(),
        )
        wait_until(lambda: self._ready() or not self.is_running(), self.seconds_to_recover)
        return self._ready()

    def _ready(self) -> bool:
        # PostgreSQL writes its number on the first line of this file and its state on the eighth.
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        is_ours = self.is_running() and lines[:1] == [str(self.mark.pid)]
        return is_ours and len(lines) >= 8 and lines[7].strip() == "ready"

    def _run(self, command: list[str], commands: bytes = b"") -> bytes:
        answer: subprocess.CompletedProcess[bytes] = subprocess.run(
            command,
            input=commands,
            capture_output=True,
            check=False,
            env=_environment(),
            **self.account.popen_options(),
        )
        if answer.returncode:
            words = (answer.stderr or answer.stdout).decode(errors="replace").strip()
            raise EmbeddedError(f"{Path(command[0]).name} failed: {words}")
        return answer.stdout


def database_url(sockets: Path, name: str = DATABASE) -> str:
    """The address in the form that Django's settings understand: the socket directory stands where
    the path does.
    """
    return f"postgresql://{SUPERUSER}@/{sockets}/{name}"


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _set_aside(data: Path) -> None:
    # A directory that is not a cluster (a stopped copy, a full disk) is renamed, never deleted.
    if data.exists() and any(data.iterdir()):
        aside = data.with_name(f"{data.name}.incomplete-{time.strftime('%Y%m%d-%H%M%S')}")
        data.rename(aside)
        print(
            f"The database in {data} is incomplete. It was moved to {aside.name}, and an empty "
            "one is made."
        )
    elif data.exists():
        data.rmdir()


def _forget_stale_lock(lock: Path) -> None:
    # After a crash the lock may name a number that another program has by now, and PostgreSQL would
    # respect it.
    try:
        pid = int(lock.read_text().splitlines()[0])
        program = os.readlink(f"/proc/{pid}/exe")
    except (OSError, ValueError, IndexError):
        return
    if Path(program).name.split()[0] != "postgres":
        lock.unlink(missing_ok=True)
