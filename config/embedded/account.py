"""Under which account the servers run, and where that account can reach them.

PostgreSQL refuses to run as root. Root therefore starts both servers as the owner of the data or,
on a fresh machine, as `nobody`. What that account cannot reach (a checkout in root's home) is
placed in a private directory under /var/tmp: the modes of the directories above a checkout are
never changed.
"""

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.embedded.processes import EmbeddedError


@dataclass(frozen=True)
class ServerAccount:
    uid: int
    gid: int

    @property
    def switches(self) -> bool:
        return self.uid != os.geteuid()

    def popen_options(self) -> dict[str, Any]:
        """Arguments for `subprocess` that make a child run as this account, from a directory that
        it can certainly enter.
        """
        account = {"user": self.uid, "group": self.gid, "extra_groups": []}
        return {"cwd": "/"} | (account if self.switches else {})

    def reaches(self, path: Path) -> bool:
        test = ["/bin/sh", "-c", 'test -r "$1" && test -x "$1"', "sh", str(path)]
        return subprocess.run(test, check=False, **self.popen_options()).returncode == 0

    def take_directory(self, path: Path) -> None:
        """Make an existing directory this account's own and nobody else's."""
        if self.switches:
            os.chown(path, self.uid, self.gid)
        path.chmod(0o700)


def server_account(data: Path) -> ServerAccount:
    """Ourselves; for root, the owner of existing data or `nobody`."""
    if os.geteuid() != 0:
        return ServerAccount(os.geteuid(), os.getegid())
    if data.is_dir() and data.stat().st_uid != 0:
        found = data.stat()
        return ServerAccount(found.st_uid, found.st_gid)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise EmbeddedError(
            "PostgreSQL does not run as root, and this machine has no account 'nobody' to run it "
            "as. "
            "Start the portal as a normal user."
        ) from None
    return ServerAccount(nobody.pw_uid, nobody.pw_gid)


def is_private(path: Path, *, owners: set[int]) -> bool:
    """Whether the path is a real directory of one of these owners that nobody else can enter."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid in owners
        and stat.S_IMODE(found.st_mode) == 0o700
    )


def private_directory(account: ServerAccount, *, parent: str, prefix: str) -> Path:
    """A new directory with an unguessable name, for this account alone."""
    place = _new_directory(parent, prefix)
    account.take_directory(place)
    return place


def _new_directory(parent: str, prefix: str) -> Path:
    usable = parent if os.access(parent, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix=prefix, dir=usable))


def readable_copy(sources: dict[str, Path]) -> Path:
    """Copy programs (by their place in the copy) where every account can read them and only root
    can write.
    """
    place = _new_directory("/var/tmp", "cau-lao-dong-")  # noqa: S108 unguessable
    for name, source in sources.items():
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(
                source, target, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a")
            )
        else:
            shutil.copy2(source, target)
    for path in [place, *place.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    return place
