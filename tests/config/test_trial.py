"""Settings, log, mail and processes of the running trial."""

import os
import re
import signal
import smtplib
import socket
import subprocess
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import pytest

from config.embedded.processes import ProcessMark, mark_process, wait_until
from config.trial.children import Child, PortalLog, stop_children
from config.trial.environment import PortalState, command_environment, secret_key
from config.trial.run import RunError, run_portal

SLEEPER = [sys.executable, "-c", "import time; print('WARNING: up', flush=True); time.sleep(60)"]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """An environment without the addresses of the tests' own servers; what a test sets is taken
    back.
    """
    before = dict(os.environ)
    for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "EMAIL_URL", "SITE_URL"):
        monkeypatch.delenv(name, raising=False)
    yield monkeypatch
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[PortalLog]:
    found = PortalLog(tmp_path / "portal.log")
    yield found
    found.close()


def portal_state(owner: ProcessMark, children: list[ProcessMark] | None = None) -> PortalState:
    environment = {
        "DATABASE_URL": "postgresql://x/portal",
        "REDIS_URL": "unix:///x",
        "SITE_URL": "http://127.0.0.1:8123",
    }
    return PortalState(owner, children or [], environment)


# Settings -----------------------------------------------------------------------------------------
def test_the_secret_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    key = secret_key(tmp_path / "var")
    assert len(key) >= 50
    assert secret_key(tmp_path / "var") == key
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_command_beside_the_running_portal_uses_its_servers(
    tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    portal_state(mark_process(os.getpid())).write(tmp_path)
    with command_environment(["manage.py", "migrate"], tmp_path):
        assert os.environ["DATABASE_URL"] == "postgresql://x/portal"
        assert os.environ["SITE_URL"] == "http://127.0.0.1:8123"


def test_the_state_of_a_dead_portal_is_not_used(
    tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    portal_state(ProcessMark(os.getpid(), "1")).write(tmp_path)
    with command_environment(["manage.py", "check"], tmp_path):
        assert os.environ["DATABASE_URL"].endswith("/no-server/portal")


def test_a_command_without_database_starts_nothing(
    tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    for arguments in (["read_directive", "x.pdf"], ["migrate", "--help"], []):
        with command_environment(["manage.py", *arguments], tmp_path):
            assert not (tmp_path / "servers.json").exists()


def test_given_addresses_are_kept_and_nothing_is_written(
    tmp_path: Path, environment: pytest.MonkeyPatch
) -> None:
    given = {
        "DATABASE_URL": "postgresql://db/portal",
        "REDIS_URL": "redis://redis",
        "SECRET_KEY": "given",
    }
    os.environ.update(given)
    with command_environment(["manage.py", "migrate"], tmp_path / "var"):
        assert {name: os.environ[name] for name in given} == given
    assert not (tmp_path / "var").exists()


def test_the_state_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    portal_state(mark_process(os.getpid())).write(tmp_path)
    assert (tmp_path / "portal.json").stat().st_mode & 0o777 == 0o600


# One log ------------------------------------------------------------------------------------------
def test_a_line_that_names_its_moment_is_stamped_with_it_and_any_other_with_this_one(
    log: PortalLog,
) -> None:
    log.write("web", "2026-11-30T06:30:00.250+07:00 INFO agencies.x said", show=False)
    log.write("mail", "said", show=False)
    log.write("web", '{"time": "2026-11-30T06:30:00.250+07:00"}', show=False)
    first, second, third = log.path.read_text().splitlines()
    assert first == "2026-11-30T06:30:00.250+07:00 web    | INFO agencies.x said"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+07:00 mail   \| said", second)
    assert third == '{"time": "2026-11-30T06:30:00.250+07:00"}'


# Running ------------------------------------------------------------------------------------------
def test_a_second_run_says_where_the_first_one_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    holder = "import fcntl, sys, time; f = open(sys.argv[1], 'a'); fcntl.flock(f, fcntl.LOCK_EX)"
    holder += "; print(flush=True); time.sleep(60)"
    first = subprocess.Popen(
        [sys.executable, "-c", holder, str(tmp_path / "portal.lock")], stdout=subprocess.PIPE
    )
    with first.stdout:
        first.stdout.readline()
    portal_state(mark_process(first.pid)).write(tmp_path)
    handlers = {
        number: signal.getsignal(number)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    try:
        assert run_portal([], tmp_path) == 1
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        first.kill()
        first.wait()
    assert (
        capsys.readouterr().out
        == "The portal runs already at http://127.0.0.1:8123. (Cổng thông tin đang chạy.)\n"
    )


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    from config.trial.run import _web_socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(RunError, match=f"Port {port} is taken by another program"):
            _web_socket(port)


def test_a_child_that_falls_is_started_again_and_written_down(log: PortalLog) -> None:
    child = Child("worker", SLEEPER, log)
    child.start()
    child.process.kill()
    child.process.wait()
    assert child.fallen()
    assert child.start_again()
    assert wait_until(lambda: log.path.read_text().count("WARNING: up") >= 1, 10)
    stop_children([child])
    assert "ended with code -9; starting it again" in log.path.read_text()


def test_a_child_that_falls_again_and_again_is_given_up(log: PortalLog) -> None:
    child = Child("worker", [sys.executable, "-c", "raise SystemExit(3)"], log)
    child.start()
    answers = []
    for _ in range(5):
        child.process.wait()
        answers.append(child.start_again())
    assert answers == [True, True, True, True, False]
    stop_children([child])


def test_children_stop_with_everything_they_started(log: PortalLog) -> None:
    parent = (
        "import subprocess, time; print('pid', subprocess.Popen(['sleep', '60']).pid, "
        "flush=True); time.sleep(60)"
    )
    child = Child("web", [sys.executable, "-c", parent], log)
    child.start()
    assert wait_until(lambda: "pid" in log.path.read_text(), 10)
    grandchild = mark_process(int(log.path.read_text().split()[-1]))
    assert grandchild.alive()
    stop_children([child])
    assert wait_until(lambda: not grandchild.alive(), 5)


# Mail ---------------------------------------------------------------------------------------------
def test_the_mail_sink_keeps_each_message_as_a_file(tmp_path: Path, log: PortalLog) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        sink = [
            sys.executable,
            "-m",
            "config.trial.mail_sink",
            str(listener.fileno()),
            str(tmp_path / "mail"),
        ]
        child = Child("mail", sink, log, pass_fds=(listener.fileno(),))
        child.start()
        message = EmailMessage()
        message["Subject"] = "Nhiệm vụ đến hạn ngày 06/3/2024"
        message["From"], message["To"] = "cong@portal.example", "can-bo@so.example"
        message.set_content("Kính gửi đồng chí")
        with smtplib.SMTP(*listener.getsockname(), timeout=20) as client:
            client.send_message(message)
        stop_children([child])
    [path] = (tmp_path / "mail").iterdir()
    kept = BytesParser(policy=default).parsebytes(path.read_bytes())
    assert kept["Subject"] == "Nhiệm vụ đến hạn ngày 06/3/2024"
    assert (kept["X-Mail-From"], kept["X-Rcpt-To"]) == ("cong@portal.example", "can-bo@so.example")
    assert kept.get_content().rstrip() == "Kính gửi đồng chí"
