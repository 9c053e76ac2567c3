"""A real gunicorn and raw sockets: what is too much is answered, and the connection closed as the
answer says.
"""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from config.middleware.bodies import LINGER, OF_STRANGERS
from tests.sources import ROOT

pytestmark = pytest.mark.long("starts real processes")

WAIT = 30


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """As the image starts it, with one process; neither database nor broker is asked for what is
    refused unread.
    """
    number = free_port()
    settings = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1",
        "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi",
        "--bind",
        f"127.0.0.1:{number}",
        "--threads",
        "4",
    ]
    server = subprocess.Popen(
        [*command, "--no-control-socket"], cwd=ROOT, env=os.environ | settings
    )
    try:
        wait_for(number)
        yield number
    finally:
        server.terminate()
        server.wait(WAIT)


def wait_for(port: int) -> None:
    until = time.monotonic() + WAIT
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


def head(length: int) -> bytes:
    return (
        f"POST /tai-khoan/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n\r\n".encode()
    )


def read_all(connection: socket.socket) -> bytes:
    answer = b""
    while piece := connection.recv(65536):
        answer += piece
    return answer


def send_slowly(client: socket.socket, *, until: float) -> None:
    while time.monotonic() < until:
        client.sendall(b"x")
        time.sleep(0.05)


@pytest.mark.parametrize("sent", [0, 1, OF_STRANGERS + 1, 30 * OF_STRANGERS])
def test_who_sends_too_much_reads_the_answer_and_the_end(port, sent):
    """Also who sends everything before it reads a byte, as most programs do."""
    with socket.create_connection(("127.0.0.1", port), WAIT) as client:
        client.sendall(head(40 * OF_STRANGERS))
        client.sendall(b"x" * sent)
        answer = read_all(client)
    first, _blank, page = answer.partition(b"\r\n\r\n")
    assert first.startswith(b"HTTP/1.1 413 ")
    assert b"\r\nConnection: close" in first
    assert page.rstrip().endswith(b"</html>")


def test_what_comes_after_is_no_second_request(port):
    """The body of a refused request is never taken for a request."""
    with socket.create_connection(("127.0.0.1", port), WAIT) as client:
        client.sendall(
            head(OF_STRANGERS + 1) + b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 10
        )
        answer = read_all(client)
    assert answer.count(b"HTTP/1.1 ") == 1


def test_who_never_ends_is_cut_off(port):
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), WAIT) as client:
        client.sendall(head(10**12))
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            send_slowly(client, until=began + WAIT)
    assert LINGER <= time.monotonic() - began < LINGER + 5
