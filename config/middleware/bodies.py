"""How much anybody may send: refused by its declared length, before a byte is read or a file
written.

The connection of a body that is refused unread (413) announces that it closes, and its client gets
to read the response. If a server closes while the client still sends, its system discards the
response. So the response is completed, what still arrives is read and discarded for a moment, and
only then is the connection closed.
"""

import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

MEGABYTE = 1024 * 1024
# Public forms only take text.
OF_STRANGERS = MEGABYTE
# Ten files of 20 MB, the most that a form takes, and the text beside them.
OF_THE_SIGNED_IN = 210 * MEGABYTE


class BodyLimitMiddleware(MiddlewareMixin):
    """Answers 413 with a page. A body without a declared length is not read at all (Django treats
    it as empty).
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        length = stated_length(request)
        if length <= OF_STRANGERS:
            return None
        if length <= OF_THE_SIGNED_IN and request.user.is_authenticated:
            return None
        return render(request, "413.html", status=413)


def stated_length(request: HttpRequest) -> int:
    """In bytes; 0 if it is not a number, and more than anybody may send for a body without an
    end.
    """
    stated = request.META.get("CONTENT_LENGTH") or "0"
    if not (stated.isascii() and stated.isdigit()):
        return 0
    return int(stated) if len(stated) < 19 else 10**18


# Closing after a refusal --------------------------------------------------------------------------
# Seconds for which a client may go on sending before it has read the response.
LINGER = 2.0
# Bytes that are read and discarded in that time.
MOST = 64 * 1024 * 1024
_PIECE = 64 * 1024

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def close_after_refusals(application: Application) -> Application:
    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        refused = []

        def start_and_close(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
            if status.startswith("413"):
                refused.append(status)
                # An application may not set the header itself; gunicorn's response does when it is
                # told to close.
                response = getattr(start_response, "__self__", None)
                getattr(response, "force_close", lambda: None)()
            return start_response(status, headers, *exc_info)

        answer = application(environ, start_and_close)
        connection = environ.get("gunicorn.socket")
        return LingeringAnswer(answer, connection) if refused and connection else answer

    return serve


class LingeringAnswer:
    def __init__(self, answer: Iterable[bytes], connection: socket.socket) -> None:
        self.answer = answer
        self.connection = connection

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.answer)

    def close(self) -> None:
        """Called once the whole response has been sent."""
        close = getattr(self.answer, "close", None)
        if close:
            close()
        with suppress(OSError):  # the client has gone
            self._linger()

    def _linger(self) -> None:
        self.connection.shutdown(socket.SHUT_WR)
        end = time.monotonic() + LINGER
        taken = 0
        while taken < MOST and (left := end - time.monotonic()) > 0:
            self.connection.settimeout(left)
            piece = self.connection.recv(_PIECE)
            if not piece:
                return
            taken += len(piece)
