"""A Redis-protocol server that keeps everything in memory: in this portal, losing it loses
nothing.
"""

import signal
import subprocess
from pathlib import Path

from config.embedded.account import Account
from config.embedded.errors import EmbeddedError
from config.embedded.processes import ProcessMark, end_process, ends_with_parent, mark, wait_until

_SOCKET = "valkey.sock"


class ValkeyServer:
    def __init__(self, program: Path, account: Account, log: Path) -> None:
        self.program = program
        self.account = account
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, sockets: Path) -> ProcessMark:
        path = sockets / _SOCKET
        command = [
            str(self.program),
            "--port",
            "0",
            "--unixsocket",
            str(path),
            "--unixsocketperm",
            "700",
        ]
        command += ["--save", "", "--appendonly", "no", "--daemonize", "no", "--dir", str(sockets)]
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=ends_with_parent(signal.SIGTERM),
                **self.account.popen_options(),
            )
        if (
            not wait_until(lambda: path.exists() or process.poll() is not None, 10)
            or process.poll() is not None
        ):
            process.kill()
            process.wait()
            raise EmbeddedError(
                "The Redis-protocol server did not start. Its own words are at the end of "
                f"{self.log}."
            )
        self._process = process
        return mark(process.pid)

    def stop(self) -> None:
        if self._process is not None:
            stop_valkey(mark(self._process.pid))
            self._process.wait()
            self._process = None


def stop_valkey(process: ProcessMark) -> None:
    end_process(process, (signal.SIGTERM, 5.0))


def redis_url(sockets: Path) -> str:
    return f"unix://{sockets / _SOCKET}"
