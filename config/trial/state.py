"""What `portal.py run` started, written where `manage.py` and the next `run` find it:
`var/portal.json`.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from config.embedded.processes import ProcessMark, mark

_SHARED = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SITE_URL")


@dataclass(frozen=True)
class PortalState:
    owner: ProcessMark
    children: list[ProcessMark]
    environment: dict[str, str]

    @classmethod
    def of_this_process(cls, children: list[ProcessMark]) -> Self:
        return cls(mark(os.getpid()), children, {name: os.environ[name] for name in _SHARED})

    @classmethod
    def read(cls, var: Path) -> Self | None:
        """The last state written, whether its portal still runs or not."""
        try:
            known = json.loads((var / "portal.json").read_text())
            children = [ProcessMark(**child) for child in known["children"]]
            return cls(ProcessMark(**known["owner"]), children, dict(known["environment"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @classmethod
    def running(cls, var: Path) -> Self | None:
        state = cls.read(var)
        return state if state is not None and state.owner.alive() else None

    @staticmethod
    def forget(var: Path) -> None:
        (var / "portal.json").unlink(missing_ok=True)

    def write(self, var: Path) -> None:
        """Readable by the owner only: it holds the secret key."""
        fresh = var / "portal.json.new"
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(asdict(self), file, indent=1)
        fresh.replace(var / "portal.json")
