"""The processes of the running portal: started, written to one log, restarted when they fail,
stopped together.
"""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from config.embedded.processes import (
    ProcessMark,
    ends_with_parent,
    kill_group,
    mark_process,
    wait_until,
)
from config.logs.lines import ZONE

_WORTH_SHOWING = re.compile(r"\b(WARNING|ERROR|CRITICAL|Traceback)\b")
_STAMP = re.compile(
    r"(\d{4}-\d\d-\d\dT[\d:.]+\+07:00) "
)  # of a process that writes the portal's own lines
_SECONDS_TO_STOP = 10.0
_LOG_BYTES = 5_000_000  # then a new file begins with the next start; one old file is kept
_FALLS_ALLOWED = 5  # within a minute; more is not bad luck


class PortalLog:
    """Every line of every process goes to one file, with the process' name; the terminal shows
    some.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if path.exists() and path.stat().st_size > _LOG_BYTES:
            path.replace(path.with_suffix(".log.1"))
        path.touch(mode=0o600)
        self._file = path.open("a", encoding="utf-8", buffering=1)
        self._lock = threading.Lock()

    def write(self, name: str, line: str, *, show: bool) -> None:
        """With the time that the line itself states, else with the present one. A line in JSON says
        everything itself.
        """
        text = line
        if not line.startswith('{"time": '):
            stamp = _STAMP.match(line)
            moment = stamp[1] if stamp else datetime.now(ZONE).isoformat(timespec="milliseconds")
            line = line[stamp.end() :] if stamp else line
            text = f"{moment} {name:7}| {line}"
        with self._lock:
            self._file.write(f"{text}\n")
            if show:
                print_line(f"{name:7}| {line}")

    def close(self) -> None:
        self._file.close()


def print_line(line: str) -> None:
    """A line on the terminal, as long as somebody reads it."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 for the rest of the process


@dataclass
class Child:
    """One process of the portal. `shown`: its every line is worth seeing on the terminal."""

    name: str
    command: list[str]
    log: PortalLog
    shown: bool = False
    pass_fds: tuple[int, ...] = ()
    falls: deque[float] = field(default_factory=lambda: deque(maxlen=_FALLS_ALLOWED))
    process: "subprocess.Popen[str] | None" = None

    def start(self) -> None:
        """Must be called from the main thread: the child ends when the thread that started it
        does.
        """
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            pass_fds=self.pass_fds,
            start_new_session=True,
            preexec_fn=ends_with_parent(signal.SIGTERM),
        )
        assert self.process.stdout is not None
        threading.Thread(target=self._follow, args=(self.process.stdout,), daemon=True).start()

    def _follow(self, lines: IO[str]) -> None:
        with lines:
            for line in lines:
                is_shown = self.shown or bool(_WORTH_SHOWING.search(line))
                self.log.write(self.name, line.rstrip(), show=is_shown)

    @property
    def mark(self) -> ProcessMark:
        assert self.process is not None
        return mark_process(self.process.pid)

    def fallen(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def start_again(self) -> bool:
        """False when it fails so often that restarting is no help."""
        assert self.process is not None
        self.log.write(
            self.name, f"ended with code {self.process.returncode}; starting it again", show=True
        )
        self.falls.append(time.monotonic())
        if len(self.falls) == _FALLS_ALLOWED and self.falls[-1] - self.falls[0] < 60:
            return False
        self.start()
        return True


def stop_children(children: list[Child]) -> None:
    """Ask all at once, wait for them together, then end what is left of their groups."""
    running = [child.process for child in children if child.process is not None]
    for process in running:
        if process.poll() is None:
            process.terminate()
    wait_until(lambda: all(process.poll() is not None for process in running), _SECONDS_TO_STOP)
    for process in running:
        kill_group(process.pid)
        process.wait()
