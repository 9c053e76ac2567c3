"""Restoring a backup: it is read to its end and checked before anything is touched, and compared afterwards."""

import contextlib
import hashlib
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from agencies.services.backup.making import FORMAT
from agencies.services.backup.sealing import SealedReader, SealError, is_sealed
from agencies.services.backup.tables import advance_sequences, copy_in, empty, fact_of, table_names


class BackupError(Exception):
    """Why a backup cannot be restored, in words; nothing has been changed, unless it says so."""


@dataclass(frozen=True)
class Restored:
    """`missing`: files that went while the backup was made, so that it never held them."""

    tables: int
    rows: int
    files: int
    missing: list[str]


def restore_backup(path: Path, *, force: bool = False) -> Restored:
    """Into an empty database and an empty folder of files; with `force` what is there goes first."""
    manifest = _checked(path)
    _require_known(manifest)
    _require_empty(force=force)
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        empty(table_names())
        _load(path, manifest)
        advance_sequences()
    _compare(manifest)
    rows = sum(table["rows"] for table in manifest["tables"].values())
    return Restored(len(manifest["tables"]), rows, len(manifest["files"]), manifest.get("missing", []))


# Reading -------------------------------------------------------------------------------------------------------------
@contextlib.contextmanager
def _members(path: Path) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    try:
        with path.open("rb") as file:
            sealed = is_sealed(file)
            if sealed and not settings.BACKUP_KEY:
                raise BackupError(_("This backup is encrypted: set BACKUP_KEY."))
            source = SealedReader(file, settings.BACKUP_KEY) if sealed else file
            with tarfile.open(fileobj=source, mode="r|") as archive:
                yield ((entry.name, archive.extractfile(entry)) for entry in archive if entry.isfile())
    except FileNotFoundError as missing:
        raise BackupError(_("There is no such file.")) from missing
    except (tarfile.TarError, SealError, EOFError, KeyError, ValueError) as damage:
        raise BackupError(_("The key is wrong, or the file is damaged. Nothing was changed.")) from damage


def _checked(path: Path) -> dict:
    """The manifest, once every part has been read and its sum is right."""
    seen: dict[str, str] = {}
    manifest: dict = {}
    with _members(path) as members:
        for name, content in members:
            if name == "manifest.json":
                manifest = json.load(content)
            else:
                seen[name] = _digest(content)
    expected = {f"tables/{name}": table["sha256"] for name, table in manifest.get("tables", {}).items()}
    expected |= {f"files/{name}": digest for name, digest in manifest.get("files", {}).items()}
    if manifest.get("format") != FORMAT or seen != expected or any(_leads_out(name) for name in manifest["files"]):
        raise BackupError(_("The key is wrong, or the file is damaged. Nothing was changed."))
    return manifest


def _digest(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := content.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts


# What must hold before -----------------------------------------------------------------------------------------------
def _require_known(manifest: dict) -> None:
    ours = {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations}
    theirs = {f"{app}.{name}" for app, name in manifest["migrations"]}
    if ours != theirs:
        words = _("The backup is of another version of the portal: restore it with that one. It differs in %(names)s")
        raise BackupError(words % {"names": ", ".join(sorted(ours ^ theirs))})


def _require_empty(*, force: bool) -> None:
    root = Path(settings.MEDIA_ROOT)
    has_files = root.is_dir() and any(path.is_file() for path in root.rglob("*"))
    if not connection.introspection.table_names() and not has_files:
        return
    if not force:
        raise BackupError(_("The database or the folder of files is not empty. With --force what is there is deleted."))
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    for path in root.rglob("*") if root.is_dir() else ():
        if path.is_file():
            path.unlink()


# Loading -------------------------------------------------------------------------------------------------------------
def _load(path: Path, manifest: dict) -> None:
    with _members(path) as members:
        for name, content in members:
            kind, _sign, rest = name.partition("/")
            if kind == "tables":
                copy_in(rest, manifest["tables"][rest]["columns"], content)
            elif kind == "files":
                _write_file(Path(settings.MEDIA_ROOT) / rest, content)


def _write_file(path: Path, content: IO[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        while piece := content.read(1 << 20):
            file.write(piece)
    path.chmod(settings.FILE_UPLOAD_PERMISSIONS)


def _compare(manifest: dict) -> None:
    wrong = [
        name
        for name, table in manifest["tables"].items()
        if (fact := fact_of(name, table["columns"])) and (fact.rows, fact.sha256) != (table["rows"], table["sha256"])
    ]
    if wrong:
        raise BackupError(
            _("After restoring these tables differ from the backup: %(names)s") % {"names": ", ".join(wrong)}
        )
