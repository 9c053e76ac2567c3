"""Making a backup: the tables in one snapshot, then the files, which are only ever added."""

import contextlib
import hashlib
import io
import json
import os
import tarfile
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from agencies.disk import is_part
from agencies.services.backup.sealing import SealingWriter
from agencies.services.backup.tables import columns_of, fact_of, table_names

FORMAT = 1
DAY = 24 * 3600  # seconds
PATTERN = "cau-lao-dong-*.backup"


@dataclass(frozen=True)
class Made:
    """`missing`: files that were there when they were listed, and gone when their turn came."""

    path: Path
    tables: int
    rows: int
    files: int
    size: int
    is_sealed: bool
    missing: list[str]


def make_backup(directory: Path, *, keep: int | None = None) -> Made:
    """One file, encrypted where BACKUP_KEY is set, under its name only once it is whole. `keep`: that many stay.

    Raises OSError when it cannot be written, such as without room; then nothing of it stays, and the earlier ones do.
    """
    path = directory / f"cau-lao-dong-{timezone.localtime():%Y%m%d-%H%M%S}.backup"
    directory.mkdir(parents=True, exist_ok=True)
    _clear_halves(directory)
    half = path.with_suffix(".part")
    try:
        with half.open("xb") as file:
            os.fchmod(file.fileno(), 0o600)
            manifest = _write(file)
            file.flush()
            os.fsync(file.fileno())
        half.rename(path)
    finally:
        half.unlink(missing_ok=True)
    if keep:
        for old in sorted(directory.glob(PATTERN))[:-keep]:
            old.unlink()
    rows = sum(fact["rows"] for fact in manifest["tables"].values())
    sealed = bool(settings.BACKUP_KEY)
    size, missing = path.stat().st_size, manifest["missing"]
    return Made(path, len(manifest["tables"]), rows, len(manifest["files"]), size, sealed, missing)


def _clear_halves(directory: Path) -> None:
    """What a backup left that was killed: one that is still being written is younger than a day."""
    for half in directory.glob("cau-lao-dong-*.part"):
        if time.time() - half.stat().st_mtime > DAY:
            half.unlink(missing_ok=True)


def _write(file: IO[bytes]) -> dict:
    with _target(file) as target, tarfile.open(fileobj=target, mode="w|") as archive:
        manifest = {"format": FORMAT, "made_at": timezone.now().isoformat()} | _add_tables(archive)
        manifest |= _add_files(archive, Path(settings.MEDIA_ROOT))
        content = json.dumps(manifest).encode()
        entry = tarfile.TarInfo("manifest.json")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return manifest


@contextlib.contextmanager
def _target(file: IO[bytes]) -> Iterator[IO[bytes]]:
    if not settings.BACKUP_KEY:
        yield file
        return
    writer = SealingWriter(file, settings.BACKUP_KEY)
    yield writer
    writer.close()


def _add_tables(archive: tarfile.TarFile) -> dict:
    """As of one moment, whatever is written meanwhile."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        applied = sorted(MigrationRecorder(connection).applied_migrations())
        tables = {table: _add_table(archive, table) for table in table_names()}
    return {"migrations": applied, "tables": tables}


def _add_table(archive: tarfile.TarFile, table: str) -> dict:
    columns = columns_of(table)
    with tempfile.TemporaryFile() as spool:  # the archive wants the size first
        fact = fact_of(table, columns, spool)
        entry = tarfile.TarInfo(f"tables/{table}")
        entry.size = spool.tell()
        spool.seek(0)
        archive.addfile(entry, spool)
    return asdict(fact) | {"columns": columns}


def _add_files(archive: tarfile.TarFile, root: Path) -> dict:
    """The digest of each; what went meanwhile, as a kept upload does, is named instead."""
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
    """Without links, and without files that are being written; folders that go meanwhile are left out."""
    found = (Path(folder) / name for folder, _folders, names in os.walk(root) for name in names)
    return sorted(path for path in found if path.is_file() and not path.is_symlink() and not is_part(path.name))


def _add_file(archive: tarfile.TarFile, path: Path, name: str) -> str:
    """Opened once: a file that is taken away while it is read is still read to its end."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        file.seek(0)
        archive.addfile(archive.gettarinfo(arcname=name, fileobj=file), file)
    return digest.hexdigest()
