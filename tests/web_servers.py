"""The image's web server as a real process, for tests."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.embedded.processes import wait_until
from tests.sources import ROOT


def database(name: str) -> str:
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def is_up(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=2).close()
    except OSError:
        return False
    return True


@contextmanager
def production_server(
    name: str, log: Path, *, options: tuple[str, ...] = (), **more: str
) -> Iterator[int]:
    """By the image's own command on the database of that name; `options` of gunicorn and the
    environment over it.
    """
    command = json.loads(
        re.search(r"^CMD (\[.*?\])", (ROOT / "Dockerfile").read_text().replace("\\\n", ""), re.M)[1]
    )
    port = free_port()
    command = [each.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for each in command]
    environment = os.environ | {"DATABASE_URL": database(name), "LOG_LEVEL": "DEBUG"} | more
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", *command, *options],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        )
        try:
            assert wait_until(lambda: is_up(port), 60), log.read_text()
            yield port
        finally:
            server.terminate()
            server.wait(30)
