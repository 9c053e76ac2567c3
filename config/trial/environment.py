"""The settings of the trial, where the environment does not set them; and what `portal.py run`
started, written where `manage.py` and the next `run` find it: `var/portal.json`.
"""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self
from urllib.parse import quote

from config.embedded import borrow_servers, find_running
from config.embedded.processes import ProcessMark, mark_process

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(
    os.environ.get("PORTAL_VAR", ROOT / "var")
)  # servers' data, logs, state; another one for a second portal

_SHARED = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SITE_URL")
_WITHOUT_DATABASE = {
    "check",
    "collectstatic",
    "compilemessages",
    "compile_translations",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "read_directive",
    "startapp",
    "version",
}


@dataclass(frozen=True)
class PortalState:
    owner: ProcessMark
    children: list[ProcessMark]
    environment: dict[str, str]

    @classmethod
    def of_this_process(cls, children: list[ProcessMark]) -> Self:
        return cls(
            mark_process(os.getpid()), children, {name: os.environ[name] for name in _SHARED}
        )

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


def trial_defaults(var: Path = VAR) -> dict[str, str]:
    """Settings of a trial without its servers; mail is written to files under `var/mail`."""
    return {
        "SECRET_KEY": secret_key(var),
        "EMAIL_URL": f"filemail:///{quote(str(var / 'mail'))}",
        "MEDIA_ROOT": str(var / "files"),
        "STATIC_ROOT": str(var / "static"),
        "MALLOC_ARENA_MAX": "2",  # as in the image
        # The demonstration's accounts open with their password alone, however long it rested.
        "MFA_REQUIRED": "false",
        "IDLE_ACCOUNT_DAYS": "0",
        # Hashed names as in production, without the compression that takes most of the time of
        # collecting.
        "STATIC_STORAGE": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
    }


def secret_key(var: Path) -> str:
    """Made once for this checkout, readable only by its owner."""
    path = var / "secret_key"
    var.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))
    return path.read_text()


def set_defaults(values: dict[str, str]) -> None:
    for name, value in values.items():
        os.environ.setdefault(name, value)


@contextmanager
def command_environment(arguments: list[str], var: Path = VAR) -> Iterator[None]:
    """The environment of one `manage.py` command: that of the running portal, else the trial's with
    its own servers.
    """
    if os.environ.keys() >= {"DATABASE_URL", "REDIS_URL", "SECRET_KEY"}:
        yield  # a deployment: nothing here is for it
        return
    if state := PortalState.running(var):
        set_defaults(state.environment)
    set_defaults(trial_defaults(var))
    if os.environ.keys() >= {"DATABASE_URL", "REDIS_URL"}:
        yield
    elif _needs_no_database(arguments):
        set_defaults(_addresses(var))
        yield
    else:
        with borrow_servers(var) as servers:
            set_defaults({"DATABASE_URL": servers.database_url, "REDIS_URL": servers.redis_url})
            yield


def _needs_no_database(arguments: list[str]) -> bool:
    asks_for_help = not {"-h", "--help", "--version"}.isdisjoint(arguments)
    return asks_for_help or len(arguments) < 2 or arguments[1] in _WITHOUT_DATABASE


def _addresses(var: Path) -> dict[str, str]:
    # Those of running servers, else addresses where nothing answers: settings need some.
    if found := find_running(var):
        return {"DATABASE_URL": found.database_url, "REDIS_URL": found.redis_url}
    nowhere = quote(str(var / "no-server"))
    return {
        "DATABASE_URL": f"postgresql://postgres@/{nowhere}/portal",
        "REDIS_URL": f"unix://{nowhere}/valkey.sock",
    }
