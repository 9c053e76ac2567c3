"""Asking PostgreSQL with a limit that this side keeps: a server that is frozen ends no statement
itself.
"""

import contextlib
import os
import socket
import threading
from collections.abc import Iterator

from django.db import Error, connection

SECONDS = 3.0
"""After connecting, which has a limit of its own (DATABASE_CONNECT_TIMEOUT)."""


@contextlib.contextmanager
def limited_questions(seconds: float = SECONDS) -> Iterator[None]:
    """What is asked inside is answered within the seconds, or raises `django.db.Error`.

    A new connection is made for it, since an old one would not show that the server takes no more
    of them.
    """
    if not connection.in_atomic_block:
        connection.close()
    try:
        connection.ensure_connection()
        with _cut_after(seconds):
            yield
    except Error:
        if not connection.in_atomic_block:
            connection.close()
        raise


@contextlib.contextmanager
def _cut_after(seconds: float) -> Iterator[None]:
    with socket.socket(fileno=os.dup(connection.connection.fileno())) as line:
        timer = threading.Timer(seconds, _cut, [line])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _cut(line: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it has gone by itself
        line.shutdown(socket.SHUT_RDWR)
