"""The harness's side of the mail server: what it is told, and what it counted."""

import json
import signal
import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from config.embedded.processes import ends_with_parent
from faults.programs import ROOT, end_process_group


class MailEvent(NamedTuple):
    """`at`: seconds since 1970. `what`: the Message-ID of a mail taken, else the refusal."""

    at: float
    kind: str
    recipient: str
    what: str


class MailServerProcess:
    """`events` are read from the server's log as far as it is written; `reset` begins a new
    count.
    """

    def __init__(self, place: Path) -> None:
        self.log = place / "mail.log"
        self.log.touch()
        self.events: list[MailEvent] = []
        self._read = 0
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "faults.sink", str(listener.fileno()), str(self.log)],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                pass_fds=(listener.fileno(),),
                start_new_session=True,
                preexec_fn=ends_with_parent(signal.SIGKILL),
            )
        self.set_rules(open=True)

    def stop(self) -> None:
        end_process_group(self._process)

    def set_rules(self, **rules: object) -> None:
        self._process.stdin.write(json.dumps(rules).encode() + b"\n")
        self._process.stdin.flush()
        if self._process.stdout.readline() != b"obeyed\n":
            raise RuntimeError("The mail server of the trial ended.")

    def read_events(self) -> list[MailEvent]:
        with self.log.open("rb") as log:
            log.seek(self._read)
            text = log.read()
        whole = text[: text.rfind(b"\n") + 1]
        self._read += len(whole)
        for line in whole.decode().splitlines():
            at, *words = line.split(" ", 3)
            self.events.append(MailEvent(float(at), *words))
        return self.events

    def reset(self) -> None:
        self.read_events()
        self.events = []
        self.set_rules(
            open=True,
            silent=False,
            answer_delay=0,
            pause_before=0,
            pause_after=0,
            answers={},
            attempts={},
        )

    @property
    def taken(self) -> list[MailEvent]:
        return [event for event in self.read_events() if event.kind == "taken"]

    def count_copies(self) -> Counter[str]:
        """By Message-ID."""
        return Counter(event.what for event in self.taken)
