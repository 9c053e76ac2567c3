"""The portal's own processes as the harness starts, kills, asks to end and starts again;
and what its web server answers to somebody outside.
"""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from config.embedded.processes import kill_group, start_logged

ROOT = Path(__file__).resolve().parent.parent
# Sender processes of one worker.
SENDERS = 2

CELERY = [sys.executable, "-m", "celery", "--quiet", "-A", "faults.app"]
WORKER = ["worker", "--loglevel", "INFO", "--pool", "prefork", "--without-mingle"]
BEAT = [*CELERY, "beat", "--loglevel", "WARNING", "--pidfile="]
GUNICORN = [sys.executable, "-m", "gunicorn", "--no-control-socket"]


def end_process_group(process: subprocess.Popen) -> None:
    kill_group(process.pid)
    process.wait()
    for stream in filter(None, (process.stdin, process.stdout)):
        stream.close()


class Program:
    """One process with its children, with a log of its name. `supervised`: the harness starts it
    again when it falls by itself.
    """

    def __init__(self, name: str, command: list[str], place: Path) -> None:
        self.name = name
        self.command = command
        self.log = place / f"{name}.log"
        self.supervised = True
        self.falls = 0
        self.process: subprocess.Popen | None = None

    def start(self, **environment: str) -> None:
        # From the main thread: the kernel ends the child with the thread that started it.
        self.environment = environment
        self.process = start_logged(
            self.command,
            self.log,
            signal.SIGQUIT,
            cwd=ROOT,
            env=os.environ | environment,
            start_new_session=True,
        )

    def kill(self) -> None:
        """kill -9 of the whole group."""
        if self.process is not None:
            end_process_group(self.process)
            self.process = None

    def kill_and_restart(self) -> None:
        self.kill()
        self.start(**self.environment)

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def restart_if_fallen(self) -> None:
        if self.supervised and self.process is not None and not self.running:
            self.falls += 1
            self.kill_and_restart()


def worker_program(place: Path, name: str = "worker") -> Program:
    options = ["--concurrency", str(SENDERS), "--hostname", f"{name}@%h"]
    return Program(name, [*CELERY, *WORKER, *options], place)


def beat_program(place: Path, name: str = "beat") -> Program:
    return Program(name, BEAT, place)


def web_program(place: Path, port: int, application: str = "config.wsgi") -> Program:
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "6"]
    return Program("web", [*GUNICORN, application, *options], place)


# What they answer ---------------------------------------------------------------------------------
def find_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def get_page(port: int, path: str, timeout: float, cookie: str = "") -> tuple[int, str]:
    """Status and page; 0 of what was not answered within `timeout` seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()


def reads_database(port: int) -> bool:
    """Whether what it answers comes from the database; the jobs do not run here."""
    try:
        return json.loads(get_page(port, "/readyz", 10)[1])["database"]
    except (ValueError, KeyError):
        return False
