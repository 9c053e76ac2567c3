"""Processes that end with their parent, and that can be told from a later process with the same
number.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1


class EmbeddedError(RuntimeError):
    """A server of the trial cannot start; the message is a sentence a person can act on."""


@dataclass(frozen=True)
class ProcessMark:
    """A process number with the moment it began: numbers are used again, the pair is not."""

    pid: int
    started: str

    def alive(self) -> bool:
        return self.started != "" and mark_process(self.pid) == self


def mark_process(pid: int) -> ProcessMark:
    """With an empty moment for a process that has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        if sys.platform == "linux":
            return ProcessMark(pid, "")
        # Another system has no /proc.
        command = ["ps", "-o", "lstart=", "-p", str(pid)]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        return ProcessMark(pid, answer.stdout.strip())
    return ProcessMark(pid, "" if fields[0] in "ZX" else fields[19])


def ends_with_parent(death_signal: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn`: the kernel sends the child this signal when the process that started it dies,
    even by kill -9.
    """
    parent = os.getpid()

    def prepare() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(death_signal))
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def start_logged(
    command: Sequence[str | Path], log: Path, death_signal: signal.Signals, **options: Any
) -> "subprocess.Popen[bytes]":
    """A program that reads nothing, whose words go to the end of the log, and that gets this signal
    when the process that starts it dies. `options`: more of `subprocess.Popen`.
    """
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdout=output,
            stderr=output,
            preexec_fn=ends_with_parent(death_signal),
            **({"stdin": subprocess.DEVNULL} | options),
        )


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether the condition became true in time."""
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            return False
        time.sleep(0.02)
    return True


def end_process(process: ProcessMark, *signals: tuple[signal.Signals, float]) -> None:
    """Send each signal in turn, each with its seconds of patience, until the process is gone; then
    kill it.
    """
    for number, seconds in (*signals, (signal.SIGKILL, 5.0)):
        if not process.alive():
            return
        try:
            os.kill(process.pid, number)
        except ProcessLookupError:
            return
        if wait_until(lambda: not process.alive(), seconds):
            return


def kill_group(group: int) -> None:
    """kill -9 of a process and of all its children that stayed in its group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


class ServerProcess:
    """A server program from its start to `stop`."""

    stop_signals: tuple[tuple[signal.Signals, float], ...]
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def mark(self) -> ProcessMark:
        assert self._process is not None
        return mark_process(self._process.pid)

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        if self._process is not None:
            end_process(self.mark, *self.stop_signals)
            self._process.wait()
            self._process = None
