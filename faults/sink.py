"""A mail server in a process of its own that counts what it takes by Message-ID and misbehaves as
told.

Started with an open listening socket: `python -m faults.sink DESCRIPTOR LOG`. Each line of standard
input is a JSON object with new rules; each is answered by a line. What happens goes to the log
before the client hears of it: `<seconds> taken|refused <recipient> <Message-ID or answer>`.
"""

import asyncio
import contextlib
import json
import os
import re
import socket
import sys
import time
from collections import Counter

MESSAGE_ID = re.compile(rb"^message-id:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
NUMBER = re.compile(r"-(\d+)@")
OK = "250 OK"
CLOSING = "421"
CLOSE_IN_DATA = "close in data"
DROP = "drop"
LONGEST_MAIL = 2_000_000


class MailSink:
    """The rules: `open`; `silent` (takes what comes and says nothing); `answer_delay`, seconds
    before each answer; `pause_before` and `pause_after`, seconds before a recipient and after a
    message is taken; `answers`, by the recipient's number modulo 100, what to say at its first
    attempts: an SMTP answer, CLOSE_IN_DATA or DROP.
    """

    def __init__(self, listener: socket.socket, log: int) -> None:
        self.address = listener.getsockname()
        self.log = log
        self.open = False
        self.silent = False
        self.answer_delay = self.pause_before = self.pause_after = 0.0
        self.answers: dict[str, list[str]] = {}
        self.attempts: Counter[str] = Counter()
        self.server: asyncio.Server | None = None
        self.clients: set[asyncio.StreamWriter] = set()

    async def obey_rules(self, rules: dict) -> None:
        for name, value in rules.items():
            setattr(self, name, Counter(value) if name == "attempts" else value)
        if self.open and self.server is None:
            self.server = await asyncio.start_server(
                self.serve_client, *self.address, limit=LONGEST_MAIL, reuse_address=True
            )
        if not self.open and self.server is not None:
            self.server.close()
            self.server = None
            for client in list(self.clients):
                client.transport.abort()

    async def serve_client(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.clients.add(writer)
        with contextlib.suppress(
            ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError
        ):
            await SmtpConversation(self, reader, writer).answer_commands()
        self.clients.discard(writer)
        writer.close()

    def write_event(self, kind: str, recipient: str, what: str) -> None:
        os.write(self.log, f"{time.time():.3f} {kind} {recipient} {what}\n".encode())

    def next_answer(self, recipient: str) -> str:
        found = NUMBER.search(recipient)
        script = self.answers.get(str(int(found[1]) % 100), []) if found else []
        self.attempts[recipient] += 1
        number = self.attempts[recipient] - 1
        return script[number] if number < len(script) else OK


class SmtpConversation:
    def __init__(
        self, sink: MailSink, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.sink = sink
        self.reader = reader
        self.writer = writer
        self.recipient = self.answer = ""

    async def answer_commands(self) -> None:
        await self.send_answer("220 sink")
        while line := await self.reader.readline():
            verb = line[:4].upper().decode("ascii", "replace").strip()
            if verb == "RCPT":
                if not await self.take_recipient(line.decode().partition("<")[2].partition(">")[0]):
                    return
            elif verb == "DATA":
                if not await self.take_message():
                    return
            elif verb == "QUIT":
                await self.send_answer("221 bye")
                return
            else:
                await self.send_answer(OK)

    async def send_answer(self, answer: str) -> None:
        if self.sink.silent:
            await self.reader.read()
            raise ConnectionError("the client gave up")
        if self.sink.answer_delay:
            await asyncio.sleep(self.sink.answer_delay)
        self.writer.write(f"{answer}\r\n".encode())
        await self.writer.drain()

    async def take_recipient(self, recipient: str) -> bool:
        # Whether the conversation goes on.
        await asyncio.sleep(self.sink.pause_before)
        self.recipient = recipient
        self.answer = self.sink.next_answer(recipient)
        refused = self.answer[0] in "45"
        if refused:
            self.sink.write_event("refused", recipient, self.answer)
        await self.send_answer(self.answer if refused else OK)
        return not self.answer.startswith(CLOSING)

    async def take_message(self) -> bool:
        await self.send_answer("354 go on")
        if self.answer == CLOSE_IN_DATA:
            await self.reader.read(100)
            self.sink.write_event("refused", self.recipient, CLOSE_IN_DATA)
            self.writer.transport.abort()
            return False
        content = await self.reader.readuntil(b"\r\n.\r\n")
        found = MESSAGE_ID.search(content)
        self.sink.write_event("taken", self.recipient, found[1].decode() if found else "none")
        if self.answer == DROP:
            self.writer.transport.abort()
            return False
        await asyncio.sleep(self.sink.pause_after)
        await self.send_answer(OK)
        return True


async def serve(listener: socket.socket, log: int) -> None:
    sink = MailSink(listener, log)
    commands = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(commands), sys.stdin
    )
    listener.close()
    while line := await commands.readline():
        await sink.obey_rules(json.loads(line))
        print("obeyed", flush=True)


if __name__ == "__main__":
    log = os.open(sys.argv[2], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    asyncio.run(serve(socket.socket(fileno=int(sys.argv[1])), log))
