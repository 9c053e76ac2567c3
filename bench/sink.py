"""A mail server that counts what it takes and keeps nothing. Its process loads no Django."""

import asyncio

from aiosmtpd.smtp import SMTP, Envelope, Session


class Counter:
    def __init__(self, count) -> None:
        self.count = count

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 aiosmtpd's name
        self.count.value += 1
        return "250 OK"


def serve(port, count) -> None:
    asyncio.run(_serve(port, count))


async def _serve(port, count) -> None:
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(Counter(count)), "127.0.0.1", 0
    )
    port.put(server.sockets[0].getsockname()[1])
    await server.serve_forever()
