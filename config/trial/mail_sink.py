"""The trial's mail server: accepts every message and stores it as a file; none leaves the machine.

Started with an open listening socket: `python -m config.trial.mail_sink DESCRIPTOR DIRECTORY`.
"""

import asyncio
import socket
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class MailFolder:
    """Writes each message as `<time>-<number>.eml`, sender and recipients first."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.numbers = count(1)
        directory.mkdir(
            mode=0o700, parents=True, exist_ok=True
        )  # mails hold links to reset a password

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 aiosmtpd's name
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        head = f"X-Mail-From: {envelope.mail_from}\r\nX-Rcpt-To: {', '.join(envelope.rcpt_tos)}\r\n"
        path = self.directory / f"{moment}-{next(self.numbers):06}.eml"
        fresh = path.with_suffix(".part")
        fresh.write_bytes(head.encode() + bytes(envelope.original_content or b""))
        fresh.replace(path)
        return "250 kept"


async def serve_mail(listener: socket.socket, directory: Path) -> None:
    folder = MailFolder(directory)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(folder, enable_SMTPUTF8=True, ident="trial"), sock=listener
    )
    await server.serve_forever()


if __name__ == "__main__":
    try:
        asyncio.run(serve_mail(socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2])))
    except KeyboardInterrupt:
        sys.exit(0)
