"""`portal.py run` as a whole: it answers, refuses a second one, survives a kill -9, and leaves
nothing behind.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from config.embedded import find_running
from config.embedded.processes import wait_until
from config.trial.environment import PortalState

pytestmark = pytest.mark.long("makes a portal from nothing")

ROOT = Path(__file__).resolve().parents[2]
Start = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def var() -> Path:
    place = Path(tempfile.mkdtemp(prefix="run-", dir=os.environ["PORTAL_TEST_PLACE"]))
    place.chmod(0o755)
    return place


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


@pytest.fixture
def start(var: Path, port: int) -> Start:
    names = ("DATABASE_URL", "REDIS_URL", "SITE_URL", "EMAIL_URL", "SECRET_KEY")
    environment = {name: value for name, value in os.environ.items() if name not in names} | {
        "PORTAL_VAR": str(var)
    }
    command = [sys.executable, "-m", "config.trial", "run", "--no-demo", "--port", str(port)]

    def begin() -> "subprocess.Popen[str]":
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )

    return begin


def read_until(portal: "subprocess.Popen[str]", words: str) -> None:
    for line in portal.stdout:
        if words in line:
            return
    pytest.fail(f"the portal ended without saying {words!r}")


def health(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10) as answer:
        return answer.status


def test_run_answers_refuses_a_second_survives_a_kill_and_stops_cleanly(
    start: Start, var: Path, port: int
) -> None:
    with start() as portal:
        read_until(portal, "Ctrl-C")
        assert health(port) == 200
        state = PortalState.running(var)
        assert len(state.children) == 4
        assert all(child.alive() for child in state.children)

        with start() as second:
            taken = second.stdout.read()
        assert (second.returncode, taken) == (
            1,
            f"The portal runs already at http://127.0.0.1:{port}. (Cổng thông tin đang chạy.)\n",
        )

        servers = find_running(var)
        portal.kill()
    everything = [*state.children, servers.postgres, servers.valkey]
    assert wait_until(lambda: not any(process.alive() for process in everything), 20)

    with start() as portal:
        read_until(portal, "Ctrl-C")
        assert health(port) == 200
        state, servers = PortalState.running(var), find_running(var)
        portal.send_signal(signal.SIGTERM)
        assert portal.stdout.read().endswith("Stopped. (Đã dừng.)\n")
    assert portal.returncode == 0
    assert not any(
        process.alive() for process in [*state.children, servers.postgres, servers.valkey]
    )
    assert sorted(path.name for path in var.glob("*.json")) == []
    assert not Path(servers.sockets).exists()
