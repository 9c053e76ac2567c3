"""`portal.py run`: the whole portal on this machine until Ctrl-C."""

import argparse
import contextlib
import fcntl
import multiprocessing
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from config.embedded import EmbeddedError, EmbeddedServers, find_running
from config.embedded.processes import end_process, ends_with_parent, kill_group, wait_until
from config.trial.children import Child, PortalLog, print_line, stop_children
from config.trial.environment import VAR, PortalState, set_defaults, trial_defaults

HOST = "127.0.0.1"
FIRST_PORT = 8000
LAST_PORT = 8050
_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_SECONDS_TO_ANSWER = 120.0  # a slow machine under load; it is a few on an idle one


class RunError(RuntimeError):
    """The portal cannot run; the message is a sentence a person can act on."""


class StopRequest(Exception):  # noqa: N818 no error
    """Ctrl-C, the closing of the terminal, or a supervisor's request."""


def run_portal(arguments: list[str], var: Path = VAR) -> int:
    options = _options(arguments)
    var.mkdir(parents=True, exist_ok=True)
    _stop_on_signals()
    try:
        with _only_one(var), contextlib.ExitStack() as stack:
            return _run(options, var, stack)
    except (RunError, EmbeddedError) as problem:
        print_line(str(problem))
        return 1
    except StopRequest:
        print_line("Stopped. (Đã dừng.)")
        return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="portal.py run", description=__doc__)
    parser.add_argument(
        "--port", type=int, help=f"the web server's (default: the first free from {FIRST_PORT})"
    )
    parser.add_argument("--no-demo", action="store_true", help="load no demonstration data")
    parser.add_argument(
        "--demo", action="store_true", help="load demonstration data although DATABASE_URL is set"
    )
    return parser.parse_args(arguments)


def _run(options: argparse.Namespace, var: Path, stack: contextlib.ExitStack) -> int:
    on_embedded = "DATABASE_URL" not in os.environ
    web = stack.enter_context(_web_socket(options.port))
    mail = stack.enter_context(socket.create_server((HOST, 0)))
    address = f"http://{HOST}:{web.getsockname()[1]}"
    _start_servers(var, stack)
    set_defaults(
        {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SITE_URL": address,
            "EMAIL_URL": f"smtp://{HOST}:{mail.getsockname()[1]}",
        }
    )
    set_defaults(trial_defaults(var))
    accounts = _prepare(demo=not options.no_demo and (on_embedded or options.demo))
    log = PortalLog(var / "portal.log")
    stack.callback(log.close)
    children = _children(log, web, mail, var)
    stack.callback(stop_children, children)
    for child in children:
        child.start()
    PortalState.of_this_process([child.mark for child in children]).write(var)
    stack.callback(PortalState.forget, var)
    _wait_for_answer(address, children, log)
    _welcome(address, accounts, log)
    return _watch(children, var)


# One at a time ------------------------------------------------------------------------------------
@contextlib.contextmanager
def _only_one(var: Path) -> Iterator[None]:
    # The lock ends with the process, however it ends; what a killed one left is cleared.
    with (var / "portal.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            state = PortalState.read(var)
            place = f" at {state.environment['SITE_URL']}" if state else ""
            raise RunError(f"The portal runs already{place}. (Cổng thông tin đang chạy.)") from None
        _clear_leftovers(var)
        yield


def _clear_leftovers(var: Path) -> None:
    state = PortalState.read(var)
    if state is None:
        return
    for child in state.children:
        if child.alive():
            end_process(child, (signal.SIGTERM, 5.0))
            kill_group(child.pid)
    PortalState.forget(var)


def _stop_on_signals() -> None:
    def request_stop(number: int, frame: FrameType | None) -> None:
        for other in _STOP_SIGNALS:  # a second Ctrl-C must not interrupt the stopping
            signal.signal(other, signal.SIG_IGN)
        raise StopRequest

    for number in _STOP_SIGNALS:
        signal.signal(number, request_stop)


# The parts ----------------------------------------------------------------------------------------
def _start_servers(var: Path, stack: contextlib.ExitStack) -> None:
    if {"DATABASE_URL", "REDIS_URL"} <= os.environ.keys():
        return
    if find_running(var):
        print_line("Waiting for a manage.py command that uses the database…")
        if not wait_until(lambda: find_running(var) is None, 60):
            raise RunError(
                "A manage.py command still uses the database. End it, then start the portal again."
            )
    print_line("Starting PostgreSQL and Valkey… (Đang khởi động cơ sở dữ liệu…)")
    servers = stack.enter_context(EmbeddedServers(var))
    set_defaults({"DATABASE_URL": servers.database_url, "REDIS_URL": servers.redis_url})


def _web_socket(port: int | None) -> socket.socket:
    # Bound before anything starts, and handed down: no other program can take the port in between.
    for candidate in [port] if port else range(FIRST_PORT, LAST_PORT + 1):
        try:
            return socket.create_server((HOST, candidate), backlog=512)
        except PermissionError:
            raise RunError(
                f"Port {candidate} needs rights that this account does not have. Choose one above "
                "1024."
            ) from None
        except OSError:
            continue
    taken = f"Port {port} is" if port else f"All ports from {FIRST_PORT} to {LAST_PORT} are"
    raise RunError(
        f"{taken} taken by another program. Choose a free one: python3 portal.py run --port NUMBER"
    )


def _prepare(*, demo: bool) -> str:
    # Tables, translations, static files, demonstration data; returns what the demonstration prints:
    # its accounts.
    print_line("Preparing tables, pages and demonstration data… (Đang chuẩn bị dữ liệu…)")
    command = [sys.executable, "-m", "config.trial.prepare", *(["--demo"] if demo else [])]
    ended = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        start_new_session=True,
        preexec_fn=ends_with_parent(signal.SIGTERM),
    )
    if ended.returncode:
        raise RunError("The preparation failed; the reason stands above.")
    return ended.stdout.strip()


def _children(log: PortalLog, web: socket.socket, mail: socket.socket, var: Path) -> list[Child]:
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "--quiet", "-A", "config"]
    gunicorn = [*python, "gunicorn", "config.wsgi", "--bind", f"fd://{web.fileno()}"]
    gunicorn += ["--workers", "2", "--threads", "6", "--graceful-timeout", "5"]
    gunicorn += ["--logger-class", "config.logs.server.PortalLogger", "--log-level", "warning"]
    children = [
        Child("web", [*gunicorn, "--no-control-socket"], log, pass_fds=(web.fileno(),), shown=True),
        Child("worker", [*celery, "worker", "--concurrency", "2", "--pool", _pool()], log),
        Child("beat", [*celery, "beat", "--pidfile="], log),
    ]
    if os.environ["EMAIL_URL"] == f"smtp://{HOST}:{mail.getsockname()[1]}":
        sink = [*python, "config.trial.mail_sink", str(mail.fileno()), str(var / "mail")]
        children.append(Child("mail", sink, log, pass_fds=(mail.fileno(),)))
    return children


def _pool() -> str:
    # Processes, as in production; threads where the machine shares no memory between processes (a
    # bare chroot).
    try:
        multiprocessing.Lock()
    except OSError:
        return "threads"
    return "prefork"


def _wait_for_answer(address: str, children: list[Child], log: PortalLog) -> None:
    limit = time.monotonic() + _SECONDS_TO_ANSWER
    while not _answers(address):
        fallen = [child.name for child in children if child.has_fallen()]
        if fallen or time.monotonic() > limit:
            what = f"'{fallen[0]}' ended" if fallen else "the web server does not answer"
            raise RunError(f"The portal did not start: {what}. The reason is in {log.path}.")
        time.sleep(0.2)


def _answers(address: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{address}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _welcome(address: str, accounts: str, log: PortalLog) -> None:
    width = min(shutil.get_terminal_size().columns, 100)
    lines = ["", "─" * width, f"  Cầu Lao Động:  {address}", "─" * width]
    lines += [accounts, ""] if accounts else []
    lines += [f"Log: {log.path}    Ctrl-C stops everything. (Nhấn Ctrl-C để dừng.)", ""]
    print_line("\n".join(lines))


def _watch(children: list[Child], var: Path) -> int:
    # Until a signal: whatever fails is started again. Without its database the portal cannot go on.
    embedded = find_running(var)
    while True:
        time.sleep(0.5)
        if embedded is not None and not (embedded.postgres.alive() and embedded.valkey.alive()):
            raise RunError(
                "PostgreSQL or Valkey ended unexpectedly. Start the portal again; its data are "
                "kept."
            )
        for child in children:
            if child.has_fallen():
                if not child.start_again():
                    raise RunError(
                        f"'{child.name}' ends again and again; the reason is in {child.log.path}."
                    )
                PortalState.of_this_process([each.mark for each in children]).write(var)
