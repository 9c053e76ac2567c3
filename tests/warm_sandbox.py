"""Reads strangers' files in tests as the portal does, in a process of its own within the same
bounds, but one that branches off a process which has the libraries: starting Python and importing
them takes ten times as long as reading.

`test_sandbox`, and whoever reads while somebody else does, start Python as the portal does.
"""

import gc
import importlib
import os
import signal
import subprocess
import sys
import threading
import time
from functools import cached_property
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

PROJECT = Path(__file__).parents[1]
LIBRARIES = ("openpyxl", "docx", "pypdfium2", "reader.sandbox.limited_program")


class WarmSandbox:
    """Stands in for the module `subprocess` in `reader.sandbox.processes`."""

    TimeoutExpired = subprocess.TimeoutExpired

    def __init__(self) -> None:
        self.turn = threading.Lock()

    @cached_property
    def started(self) -> tuple[subprocess.Popen, Connection]:
        ours, theirs = Pipe()
        command = [sys.executable, "-P", __file__, str(theirs.fileno())]
        environment = {"PYTHONPATH": str(PROJECT)}
        process = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=environment)
        theirs.close()
        return process, ours

    def run(self, command: list[str], **options: Any) -> Any:
        if not self.turn.acquire(blocking=False):
            return subprocess.run(command, **options)
        try:
            _process, pipe = self.started
            pipe.send((command[2:], options["input"], options["timeout"]))
            code, printed = pipe.recv()
        finally:
            self.turn.release()
        if code is None:
            raise subprocess.TimeoutExpired(command, options["timeout"], printed)
        return SimpleNamespace(returncode=code, stdout=printed)

    def stop(self) -> None:
        if "started" in vars(self):
            process, pipe = self.started
            pipe.close()
            process.wait()


def main() -> None:
    for name in LIBRARIES:
        importlib.import_module(name)
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever presses Ctrl-C stops pytest, which stops
    with Connection(int(sys.argv[1])) as pipe:
        while True:
            try:
                arguments, data, seconds = pipe.recv()
            except EOFError:
                return
            pipe.send(_read(arguments, data, seconds))


def _read(arguments: list[str], data: bytes, seconds: float) -> tuple[int | None, bytes]:
    """The exit code, None of a child that took too long, and what it printed."""
    with (
        open(os.memfd_create("given"), "wb+") as given,
        open(os.memfd_create("said"), "rb") as said,
    ):
        given.write(data)
        given.seek(0)
        child = os.fork()
        if child == 0:
            os.dup2(given.fileno(), 0)
            os.dup2(said.fileno(), 1)
            _become(arguments)
        code = _wait(child, seconds)
        said.seek(0)
        return code, said.read()


def _wait(child: int, seconds: float) -> int | None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def _become(arguments: list[str]) -> None:
    """What `python reader/sandbox/limited_program.py` would be, up to its exit code."""
    program = sys.modules["reader.sandbox.limited_program"]
    sys.argv = arguments
    code = 1
    try:
        program.main()
        sys.stdout.flush()
        code = 0
    except SystemExit as ended:
        sys.stdout.flush()
        code = 1 if ended.code else 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
