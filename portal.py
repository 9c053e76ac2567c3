#!/usr/bin/env python3
"""The one door to Cầu Lao Động. It needs Python 3.11 or newer with pip, and nothing else.

    python3 portal.py COMMAND

    run      the whole portal on this machine, with demonstration data    (chạy thử cổng thông tin)
    test     what every change needs; what follows goes to pytest         (chạy kiểm thử)
             --all: with the long tests; --coverage: and which statements ran
    check    style, types, settings, translations, locks                  (kiểm tra mã nguồn)
    fix      repair style                                                 (sửa định dạng)
    bench    measure speed beside its floor; --full: a million vacancies  (đo tốc độ)
    faults   kill, cut and stop the parts, and count what is lost         (thử sự cố, đếm thư mất)
    production-check                                                (thử hình thái vận hành thật)
             build the image's steps and start the services of docker-compose.yml on this
             machine, behind nginx, and go through the first day; Linux, nginx, no Docker
    setup    install everything for working on the code                   (cài đặt)
    sbom     list what runs in production, with licences and hashes       (kê khai thành phần)
    lock     renew requirements/*.txt from pyproject.toml                 (khóa phiên bản)

This file only makes the virtual environment `.venv` from the locked packages and goes on inside it.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "portal-lock.json"
LOG = ROOT / "var" / "setup.log"
OLDEST_PYTHON = (3, 11)
OLDEST_PIP = (22, 3)  # the first that installs into another environment

VERBS = (
    "run",
    "test",
    "check",
    "fix",
    "bench",
    "faults",
    "production-check",
    "setup",
    "sbom",
    "lock",
)


def main(arguments):
    verb = arguments[0] if arguments else "help"
    if verb in ("help", "-h", "--help"):
        print(__doc__.split("\n\nThis file")[0])
        return 0
    if verb not in VERBS:
        print(f"There is no '{verb}'. Choose one of: {', '.join(VERBS)}. (Không có lệnh này.)")
        return 2
    if sys.version_info < OLDEST_PYTHON:
        print(
            f"Python {'.'.join(map(str, OLDEST_PYTHON))} or newer is needed; this one is "
            f"{sys.version.split()[0]}."
        )
        return 1
    try:
        with setup_lock():
            prepare_environment("trial" if verb == "run" else "dev")
    except SetupError as problem:
        print(problem)
        return 1
    sys.stdout.flush()
    os.chdir(ROOT)
    return os.execv(PYTHON, [str(PYTHON), "-m", "config.trial", *arguments])


class SetupError(Exception):
    """The message says what is wrong and what to do."""


# The virtual environment --------------------------------------------------------------------------
def prepare_environment(kind):
    """Make `.venv` hold exactly what the lock says. What is there and right stays; a development
    one serves a trial.
    """
    stamp = read_stamp()
    wanted = "dev" if stamp.get("kind") == "dev" else kind
    if is_usable() and stamp == describe_lock(wanted):
        return
    started = time.monotonic()
    print(
        "Installing the locked packages into .venv; the first time takes about a minute… (Đang "
        "cài đặt…)",
        flush=True,
    )
    # A trial's environment is extended to that of a developer.
    extends = is_usable() and stamp == describe_lock("trial")
    work = install_packages if extends else rebuild_environment
    work(wanted)
    STAMP.write_text(json.dumps(describe_lock(wanted)))
    print(f"Installed in {time.monotonic() - started:.0f} s.", flush=True)


@contextlib.contextmanager
def setup_lock():
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with (LOG.parent / "setup.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_usable():
    return (
        PYTHON.exists()
        and subprocess.run([PYTHON, "-c", ""], capture_output=True, check=False).returncode == 0
    )


def read_stamp():
    try:
        return json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}


def describe_lock(kind):
    digest = hashlib.sha256((ROOT / "requirements" / f"{kind}.txt").read_bytes()).hexdigest()
    return {
        "kind": kind,
        "lock": digest,
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
    }


def rebuild_environment(kind):
    """A fresh environment; the old one comes back when anything fails."""
    old = VENV.with_name(".venv.old")
    shutil.rmtree(old, ignore_errors=True)
    if VENV.exists():
        VENV.rename(old)
    try:
        make_environment()
        install_packages(kind)
    except BaseException:
        shutil.rmtree(VENV, ignore_errors=True)
        if old.exists():
            old.rename(VENV)
        raise
    shutil.rmtree(old, ignore_errors=True)


def make_environment():
    options = ["--without-pip"] if installs_from_outside() else []
    run_logged([base_python(), "-m", "venv", *options, str(VENV)])


def install_packages(kind):
    """Every package by its hash; pip's own configuration says where from."""
    pip = (
        [base_python(), "-m", "pip", "--python", str(PYTHON)]
        if installs_from_outside()
        else [str(PYTHON), "-m", "pip"]
    )
    options = ["--require-hashes", "--no-deps", "--no-input", "--disable-pip-version-check"]
    run_logged([*pip, "install", *options, "-r", str(ROOT / "requirements" / f"{kind}.txt")])
    run_logged([*pip, "check"])


def installs_from_outside():
    """Whether the system's pip can install into `.venv`; if not, the environment is made with its
    own.
    """
    answer = subprocess.run(
        [base_python(), "-m", "pip", "--version"], capture_output=True, text=True, check=False
    )
    if answer.returncode == 0 and parse_version(answer.stdout.split()[1]) >= OLDEST_PIP:
        return True
    if importlib.util.find_spec("ensurepip") is not None:
        return False
    raise SetupError(
        "Python has no pip here. On Debian or Ubuntu type: apt-get install python3-pip\n"
        "(Máy chưa có pip. Hãy cài gói python3-pip rồi chạy lại.)"
    )


def parse_version(text):
    return tuple(int(part) for part in text.split(".")[:2] if part.isdigit())


def base_python():
    """The Python outside of any virtual environment."""
    return getattr(sys, "_base_executable", None) or sys.executable


def run_logged(command):
    with LOG.open("ab") as log:
        ended = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
        )
    if ended.returncode:
        last = LOG.read_text(errors="replace").splitlines()[-15:]
        words = f"\nThe installation failed; the whole story is in {LOG}."
        raise SetupError("\n".join([*last, words, "(Cài đặt không thành công.)"]))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
