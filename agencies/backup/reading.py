"""Reading a backup to its end and checking every sum, without touching anything."""

import contextlib
import datetime
import hashlib
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from agencies.backup.sealing import SealedReader, SealError, is_sealed

FORMAT = 1
# What a backup says about itself, read from JSON, with the checksum of each table and file.
Manifest = dict[str, Any]


class BackupError(Exception):
    """Why a backup cannot be made or restored, in words; nothing has been changed unless it says
    so.
    """


@dataclass(frozen=True)
class CheckedBackup:
    """What a complete backup contains. `differing`: migrations known only to it or only to this
    program.
    """

    made_at: datetime.datetime
    tables: int
    rows: int
    files: int
    differing: list[str]


def check_backup(path: Path) -> CheckedBackup:
    """Read all of it, with its key and checksums; neither the database nor a file is touched."""
    manifest = read_manifest(path)
    tables = manifest["tables"]
    return CheckedBackup(
        made_at=datetime.datetime.fromisoformat(manifest["made_at"]),
        tables=len(tables),
        rows=sum(table["rows"] for table in tables.values()),
        files=len(manifest["files"]),
        differing=differing_migrations(manifest),
    )


def differing_migrations(manifest: Manifest) -> list[str]:
    """Those of the backup and of this program that the other one does not know."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    ours = {f"{app}.{name}" for app, name in known}
    theirs = {f"{app}.{name}" for app, name in manifest["migrations"]}
    return sorted(ours ^ theirs)


@contextlib.contextmanager
def open_parts(path: Path) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """Each part's name and content, in order."""
    try:
        with path.open("rb") as file:
            sealed = is_sealed(file)
            if sealed and not settings.BACKUP_KEY:
                raise BackupError(_("This backup is encrypted: set BACKUP_KEY."))
            source = SealedReader(file, settings.BACKUP_KEY) if sealed else file
            with tarfile.open(fileobj=source, mode="r|") as archive:
                yield (
                    (entry.name, archive.extractfile(entry)) for entry in archive if entry.isfile()
                )
    except FileNotFoundError as missing:
        raise BackupError(_("There is no such file.")) from missing
    except (tarfile.TarError, SealError, EOFError, KeyError, ValueError) as damage:
        sentence = _("The key is wrong, or the file is damaged. Nothing was changed.")
        raise BackupError(sentence) from damage


def read_manifest(path: Path) -> Manifest:
    """What the backup says about itself, once every part has been read and its checksum is right.

    Touches nothing. Raises BackupError, and OSError when it cannot be read.
    """
    seen: dict[str, str] = {}
    manifest: Manifest = {}
    with open_parts(path) as members:
        for name, content in members:
            if name == "manifest.json":
                manifest = json.load(content)
            else:
                seen[name] = _digest(content)
    tables = manifest.get("tables", {})
    expected = {f"tables/{name}": table["sha256"] for name, table in tables.items()}
    expected |= {f"files/{name}": digest for name, digest in manifest.get("files", {}).items()}
    is_whole = manifest.get("format") == FORMAT and seen == expected
    if not is_whole or any(_leads_out(name) for name in manifest["files"]):
        raise BackupError(_("The key is wrong, or the file is damaged. Nothing was changed."))
    return manifest


def _digest(content: IO[bytes]) -> str:
    # hashlib.file_digest wants a file of its own kinds; this is read from within an archive.
    digest = hashlib.sha256()
    while piece := content.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts
