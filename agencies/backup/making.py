"""Making a backup: the tables in one snapshot, then the files, which are only ever added."""

import contextlib
import fnmatch
import hashlib
import io
import json
import math
import os
import shutil
import tarfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.backup.reading import FORMAT, BackupError, Manifest, read_manifest
from agencies.backup.sealing import SealingWriter
from agencies.backup.tables import (
    open_copy,
    summarize_table,
    table_columns,
    table_names,
    table_size,
)
from agencies.database.disk import is_partial_file

DAY = 24 * 3600  # seconds
PATTERN = "cau-lao-dong-*.backup"
MARGIN = 16 << 20  # bytes: names, sums and seals, and what is written while the backup is made


@dataclass(frozen=True)
class WrittenBackup:
    """`missing`: files that were listed but had gone when their turn came. `left_out`: backups."""

    path: Path
    tables: int
    rows: int
    files: int
    size: int
    is_sealed: bool
    missing: list[str]
    left_out: list[str]


def make_backup(directory: Path, *, keep: int | None = None) -> WrittenBackup:
    """One file, encrypted where BACKUP_KEY is set, which gets its name only once it is complete.

    `keep`: how many backups remain. Earlier ones are deleted once the new one has been read back
    and every checksum is right. Raises BackupError where a backup would contain backups or there is
    too little room, OSError when it cannot be written. Then nothing of it remains, and the earlier
    ones do.
    """
    _require_separate_folders(directory)
    path = directory / f"cau-lao-dong-{timezone.localtime():%Y%m%d-%H%M%S}.backup"
    directory.mkdir(parents=True, exist_ok=True)
    _delete_unfinished(directory)
    _require_room(directory)
    half = path.with_suffix(".part")
    try:
        with half.open("xb") as file:
            os.fchmod(file.fileno(), 0o600)
            _write_archive(file)
            file.flush()
            os.fsync(file.fileno())
        manifest = _read_back(half)
        half.rename(path)
        _sync_folder(directory)
    finally:
        half.unlink(missing_ok=True)
    if keep:
        for old in sorted(directory.glob(PATTERN))[:-keep]:
            old.unlink()
    return _summarize(path, manifest)


def _read_back(half: Path) -> Manifest:
    try:
        return read_manifest(half)
    except BackupError as damage:
        words = _(
            "%(place)s: what was just written cannot be read back completely, so it was "
            "discarded; the earlier backups stay. Have the disk checked."
        )
        raise BackupError(words % {"place": half.parent}) from damage


def _summarize(path: Path, manifest: Manifest) -> WrittenBackup:
    root = Path(settings.MEDIA_ROOT)
    earlier = [found for found in _paths_below(root) if _is_backup(found)]
    tables = manifest["tables"]
    return WrittenBackup(
        path=path,
        tables=len(tables),
        rows=sum(table["rows"] for table in tables.values()),
        files=len(manifest["files"]),
        size=path.stat().st_size,
        is_sealed=bool(settings.BACKUP_KEY),
        missing=manifest["missing"],
        left_out=[backup.relative_to(root).as_posix() for backup in earlier],
    )


def _sync_folder(directory: Path) -> None:
    # So that the new name survives a power cut too.
    here = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(here)
    finally:
        os.close(here)


# What must hold before ----------------------------------------------------------------------------
def _require_separate_folders(directory: Path) -> None:
    # Otherwise each backup would contain all earlier ones, or restoring would delete them.
    kept = Path(settings.MEDIA_ROOT).resolve()
    place = directory.resolve()
    if place.is_relative_to(kept) or kept.is_relative_to(place):
        words = _(
            "Backups (%(place)s) and files (%(files)s) must not lie within each other: each "
            "backup would hold all "
            "earlier ones. Name another folder: --output, or BACKUP_ROOT."
        )
        raise BackupError(words % {"place": place, "files": kept})


def _require_room(directory: Path) -> None:
    # Checked before anything is written: a full disk stops more than a backup.
    files = sum(
        _file_size(path) for path in _paths_below(Path(settings.MEDIA_ROOT)) if not _is_backup(path)
    )
    needed = sum(map(table_size, table_names())) + files + MARGIN
    free = shutil.disk_usage(directory).free
    if free < needed:
        words = _(
            "%(place)s: the backup needs up to %(needed)s MB, and %(free)s MB are free. Nothing "
            "was written; the "
            "earlier backups stay."
        )
        megabytes = {"needed": math.ceil(needed / 10**6), "free": free // 10**6}
        raise BackupError(words % {"place": directory, **megabytes})


def _file_size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


# Writing ------------------------------------------------------------------------------------------
def _delete_unfinished(directory: Path) -> None:
    # What a killed backup left behind; one that is still being written is younger than a day.
    for half in directory.glob("cau-lao-dong-*.part"):
        if time.time() - half.stat().st_mtime > DAY:
            half.unlink(missing_ok=True)


def _write_archive(file: IO[bytes]) -> Manifest:
    with _seal_when_keyed(file) as target, tarfile.open(fileobj=target, mode="w|") as archive:
        manifest = {"format": FORMAT, "made_at": timezone.now().isoformat()} | _add_tables(archive)
        manifest |= _add_files(archive, Path(settings.MEDIA_ROOT))
        content = json.dumps(manifest).encode()
        entry = tarfile.TarInfo("manifest.json")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return manifest


@contextlib.contextmanager
def _seal_when_keyed(file: IO[bytes]) -> Iterator[IO[bytes]]:
    if not settings.BACKUP_KEY:
        yield file
        return
    writer = SealingWriter(file, settings.BACKUP_KEY)
    yield writer
    writer.close()


def _add_tables(archive: tarfile.TarFile) -> Manifest:
    # As of one moment, whatever is written meanwhile.
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        applied = sorted(MigrationRecorder(connection).applied_migrations())
        tables = {table: _add_table(archive, table) for table in table_names()}
    return {"migrations": applied, "tables": tables}


def _add_table(archive: tarfile.TarFile, table: str) -> Manifest:
    # Read twice, since the archive needs the size first: no copy waits on disk or in memory.
    columns = table_columns(table)
    summary = summarize_table(table, columns)
    entry = tarfile.TarInfo(f"tables/{table}")
    entry.size = summary.size
    with open_copy(table, columns) as content:
        archive.addfile(entry, content)
    return {"rows": summary.rows, "sha256": summary.sha256, "columns": columns}


def _add_files(archive: tarfile.TarFile, root: Path) -> Manifest:
    # The digest of each; a file that disappears meanwhile, such as a kept upload, is listed
    # instead.
    digests: dict[str, str] = {}
    missing: list[str] = []
    for path in list_files(root):
        name = path.relative_to(root).as_posix()
        try:
            digests[name] = _add_file(archive, path, f"files/{name}")
        except FileNotFoundError:
            missing.append(name)
    return {"files": digests, "missing": missing}


def list_files(root: Path) -> list[Path]:
    """Without links, unfinished files and backups; folders that disappear meanwhile are left
    out.
    """
    return [
        path
        for path in _paths_below(root)
        if not is_partial_file(path.name) and not _is_backup(path)
    ]


def _paths_below(root: Path) -> list[Path]:
    found = (Path(folder) / name for folder, _folders, names in os.walk(root) for name in names)
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def _is_backup(path: Path) -> bool:
    return fnmatch.fnmatch(path.name, PATTERN)


def _add_file(archive: tarfile.TarFile, path: Path, name: str) -> str:
    # Opened once: a file that is deleted while it is read is still read to its end.
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        file.seek(0)
        archive.addfile(archive.gettarinfo(arcname=name, fileobj=file), file)
    return digest.hexdigest()
