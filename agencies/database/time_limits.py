"""Queries with a time limit kept on this side: a frozen PostgreSQL server does not end a statement
itself.
"""

import contextlib
import os
import socket
import threading
from collections.abc import Iterator

from django.db import Error, connection

# After connecting, which has a limit of its own (DATABASE_CONNECT_TIMEOUT).
SECONDS = 3.0


@contextlib.contextmanager
def limit_queries(seconds: float = SECONDS) -> Iterator[None]:
    """Queries inside are answered within the seconds, or raise `django.db.Error`.

    A new connection is made for them, since an old one would not show that the server accepts no
    more.
    """
    if not connection.in_atomic_block:
        connection.close()
    try:
        connection.ensure_connection()
        with socket.socket(fileno=os.dup(connection.connection.fileno())) as line:
            timer = threading.Timer(seconds, _cut_line, [line])
            timer.daemon = True
            timer.start()
            try:
                yield
            finally:
                timer.cancel()
    except Error:
        if not connection.in_atomic_block:
            connection.close()
        raise


def _cut_line(line: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it has gone by itself
        line.shutdown(socket.SHUT_RDWR)
