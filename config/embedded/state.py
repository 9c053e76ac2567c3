"""What runs, written where the next command finds it: `servers.json` under the root of the data."""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from config.embedded.account import is_private
from config.embedded.postgres import stop_postgres
from config.embedded.processes import ProcessMark
from config.embedded.valkey import stop_valkey


@dataclass(frozen=True)
class RunningServers:
    """The servers of one owner: the process that started them and will stop them."""

    database_url: str
    redis_url: str
    sockets: str
    account: int
    owner: ProcessMark
    postgres: ProcessMark
    valkey: ProcessMark

    @property
    def alive(self) -> bool:
        processes = (self.owner, self.postgres, self.valkey)
        return is_private(Path(self.sockets), owners={self.account}) and all(
            p.alive() for p in processes
        )

    def end(self) -> None:
        """Stop what is left of servers whose owner died, and remove their sockets."""
        stop_valkey(self.valkey)
        stop_postgres(self.postgres)
        if is_private(Path(self.sockets), owners={self.account}):
            shutil.rmtree(self.sockets, ignore_errors=True)


def state_file(root: Path) -> Path:
    return root / "servers.json"


def write_state(root: Path, servers: RunningServers) -> None:
    fresh = root / f"servers.json.{os.getpid()}"
    fresh.write_text(json.dumps(asdict(servers), indent=1))
    fresh.chmod(0o600)
    fresh.replace(state_file(root))


def read_state(root: Path) -> RunningServers | None:
    """What was last written, running or not; None when there is nothing readable or it belongs to
    someone else.
    """
    try:
        path = state_file(root)
        if path.stat().st_uid not in (os.geteuid(), 0, root.stat().st_uid):
            return None
        known = json.loads(path.read_text())
        known |= {name: ProcessMark(**known[name]) for name in ("owner", "postgres", "valkey")}
        return RunningServers(**known)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def find_running(root: Path) -> RunningServers | None:
    """The servers that run for the data under `root`, whoever started them."""
    servers = read_state(root)
    return servers if servers is not None and servers.alive else None
