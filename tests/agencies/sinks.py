"""A real SMTP server on this machine for tests: it keeps what it takes, and answers as a script
says.
"""

import asyncio
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, Envelope, Session

TAKEN = "250 OK"
Answer = Callable[[str], str]
"""What the server says to a recipient or to a message for that recipient."""


# ruff: noqa: N802 - aiosmtpd finds its handlers by these names


class Sink:
    """`refuse(recipient)` answers RCPT and `judge(recipient)` answers the message; by default all
    is taken.
    """

    def __init__(
        self, refuse: Answer | None = None, judge: Answer | None = None, delay: float = 0
    ) -> None:
        self.mails: list[EmailMessage] = []
        self.connections = 0
        self._refuse, self._judge, self._delay = refuse, judge, delay

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list
    ):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list
    ) -> str:
        answer = self._refuse(address) if self._refuse else TAKEN
        if answer == TAKEN:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self._delay:
            await asyncio.sleep(self._delay)
        answer = self._judge(envelope.rcpt_tos[0]) if self._judge else TAKEN
        if answer.startswith("250") or answer == "drop":
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        if answer == "drop":
            server.transport.close()
        return TAKEN if answer == "drop" else answer

    @property
    def recipients(self) -> list[str]:
        return [mail["To"] for mail in self.mails]

    def wait_for(self, count: int, seconds: float = 20) -> None:
        limit = time.monotonic() + seconds
        while len(self.mails) < count:
            assert time.monotonic() < limit, f"{len(self.mails)} of {count} mails arrived"
            time.sleep(0.005)


@contextmanager
def running(sink: Sink):
    """The port on which the sink listens, a free one that the system chose."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    # From its own thread: in this one a browser's loop may be running.
    made = loop.create_server(lambda: SMTP(sink, loop=loop, timeout=30), "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(made, loop).result(timeout=30)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(_end, loop)
        thread.join()
        loop.close()


def _end(loop: asyncio.AbstractEventLoop) -> None:
    """Let what is still talking end before the loop does."""
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.call_later(0.01, loop.stop)
