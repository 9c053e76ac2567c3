"""The portal's own processes as the harness starts, kills, asks to end and starts again."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from config.embedded.processes import ends_with_parent

ROOT = Path(__file__).resolve().parent.parent
# Sender processes of one worker.
SENDERS = 2

CELERY = [sys.executable, "-m", "celery", "--quiet", "-A", "faults.app"]
WORKER = [
    *CELERY,
    "worker",
    "--loglevel",
    "INFO",
    "--pool",
    "prefork",
    "--concurrency",
    str(SENDERS),
    "--without-mingle",
]
BEAT = [*CELERY, "beat", "--loglevel", "WARNING", "--pidfile="]


def popen_options(death_signal: signal.Signals = signal.SIGKILL) -> dict[str, Any]:
    """A group of its own, so that one signal ends it with all its children; it ends with the
    harness too.
    """
    return {"cwd": ROOT, "start_new_session": True, "preexec_fn": ends_with_parent(death_signal)}


def end_group(process: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()


class Program:
    """One process with its children. `supervised`: the harness starts it again when it falls by
    itself.
    """

    def __init__(
        self, name: str, command: list[str], log: Path, *, supervised: bool = True
    ) -> None:
        self.name, self.command, self.log, self.supervised = name, command, log, supervised
        self.falls = 0
        self.process: subprocess.Popen | None = None

    def start(self, **environment: str) -> None:
        """From the main thread: the kernel ends the child with the thread that started it."""
        self.environment = environment
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=os.environ | environment,
                **popen_options(signal.SIGQUIT),
            )

    def kill(self) -> None:
        """kill -9 of the whole group."""
        if self.process is not None:
            end_group(self.process)
            self.process = None

    def ask_to_end(self) -> None:
        """SIGTERM to the one process that a supervisor knows."""
        self.process.terminate()

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def supervise(self) -> None:
        if self.supervised and self.process is not None and not self.running:
            self.falls += 1
            self.kill()
            self.start(**self.environment)


def worker(place: Path, name: str = "worker") -> Program:
    return Program(name, [*WORKER, "--hostname", f"{name}@%h"], place / f"{name}.log")


def beat(place: Path, name: str = "beat") -> Program:
    return Program(name, BEAT, place / f"{name}.log")


def web(place: Path, port: int) -> Program:
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "2",
    ]
    return Program("web", [*command, "--threads", "6", "--no-control-socket"], place / "web.log")
