"""The harness's side of the mail server: what it is told, and what it counted."""

import json
import socket
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from faults.programs import end_group, popen_options


@dataclass(frozen=True)
class Event:
    at: float
    kind: str
    recipient: str
    what: str


class Mail:
    """`events` are read from the server's log as far as it is written; `forget` begins a new
    count.
    """

    def __init__(self, place: Path) -> None:
        self.log = place / "mail.log"
        self.log.touch()
        self.events: list[Event] = []
        self._read = 0
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "faults.sink", str(listener.fileno()), str(self.log)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                pass_fds=(listener.fileno(),),
                **popen_options(),
            )
        self.rule(open=True)

    def stop(self) -> None:
        end_group(self._process)

    def rule(self, **rules: object) -> None:
        self._process.stdin.write(json.dumps(rules).encode() + b"\n")
        self._process.stdin.flush()
        if self._process.stdout.readline() != b"obeyed\n":
            raise RuntimeError("The mail server of the trial ended.")

    def look(self) -> list[Event]:
        with self.log.open("rb") as log:
            log.seek(self._read)
            text = log.read()
        whole = text[: text.rfind(b"\n") + 1]
        self._read += len(whole)
        for line in whole.decode().splitlines():
            at, kind, recipient, what = line.split(" ", 3)
            self.events.append(Event(float(at), kind, recipient, what))
        return self.events

    def forget(self) -> None:
        self.look()
        self.events = []
        self.rule(
            open=True,
            silent=False,
            answer_delay=0,
            pause_before=0,
            pause_after=0,
            answers={},
            attempts={},
        )

    @property
    def taken(self) -> list[Event]:
        return [event for event in self.look() if event.kind == "taken"]

    def copies(self) -> Counter[str]:
        return Counter(event.what for event in self.taken)
