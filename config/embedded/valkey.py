"""A Redis-protocol server that keeps everything in memory: in this portal, losing it loses
nothing.
"""

import signal
from pathlib import Path

from config.embedded.account import ServerAccount
from config.embedded.processes import (
    EmbeddedError,
    ProcessMark,
    ServerProcess,
    start_logged,
    wait_until,
)

_SOCKET = "valkey.sock"


class ValkeyServer(ServerProcess):
    stop_signals = ((signal.SIGTERM, 5.0),)

    def __init__(self, program: Path, account: ServerAccount, log: Path) -> None:
        self.program = program
        self.account = account
        self.log = log

    def start(self, sockets: Path) -> ProcessMark:
        path = sockets / _SOCKET
        options = "--port 0 --unixsocketperm 700 --appendonly no --daemonize no"
        places = ["--unixsocket", str(path), "--dir", str(sockets), "--save", ""]
        self._process = start_logged(
            [str(self.program), *options.split(), *places],
            self.log,
            signal.SIGTERM,
            start_new_session=True,
            **self.account.popen_options(),
        )
        wait_until(lambda: path.exists() or not self.is_running(), 10)
        if not path.exists() or not self.is_running():
            self.stop()
            raise EmbeddedError(
                "The Redis-protocol server did not start. Its own words are at the end of "
                f"{self.log}."
            )
        return self.mark


def redis_url(sockets: Path) -> str:
    return f"unix://{sockets / _SOCKET}"
