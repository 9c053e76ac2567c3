"""Restoring a backup: read and checked completely before anything is touched, compared
afterwards.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.translation import gettext as _

from agencies.backup.reading import (
    BackupError,
    Manifest,
    differing_migrations,
    open_parts,
    read_manifest,
)
from agencies.backup.tables import (
    advance_sequences,
    copy_in,
    empty_tables,
    summarize_table,
    table_names,
)


@dataclass(frozen=True)
class RestoredBackup:
    """`missing`: files that disappeared while the backup was made, so that it never contained
    them.
    """

    tables: int
    rows: int
    files: int
    missing: list[str]


def restore_backup(path: Path, *, force: bool = False) -> RestoredBackup:
    """Into an empty database and an empty folder of files; `force` deletes first what is there."""
    manifest = read_manifest(path)
    _require_known(manifest)
    _require_apart(path)
    _require_empty(force=force)
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        empty_tables(table_names())
        _load_parts(path, manifest)
        advance_sequences()
    _compare_tables(manifest)
    rows = sum(table["rows"] for table in manifest["tables"].values())
    files = len(manifest["files"])
    return RestoredBackup(len(manifest["tables"]), rows, files, manifest.get("missing", []))


# What must hold before ----------------------------------------------------------------------------
def _require_known(manifest: Manifest) -> None:
    if differing := differing_migrations(manifest):
        words = _(
            "The backup was made by another version of the portal: restore it with that one. It "
            "differs in %(names)s"
        )
        raise BackupError(words % {"names": ", ".join(differing)})


def _require_apart(path: Path) -> None:
    # Otherwise --force would delete the backup itself before it is read.
    if path.resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        sentence = _(
            "The backup is in the folder of files (%(place)s). Copy it elsewhere, and restore it "
            "from there."
        )
        raise BackupError(sentence % {"place": settings.MEDIA_ROOT})


def _require_empty(*, force: bool) -> None:
    root = Path(settings.MEDIA_ROOT)
    has_files = root.is_dir() and any(path.is_file() for path in root.rglob("*"))
    if not connection.introspection.table_names() and not has_files:
        return
    if not force:
        sentence = _(
            "The database or the folder of files is not empty. With --force what is there is "
            "deleted."
        )
        raise BackupError(sentence)
    _drop_tables()
    for path in root.rglob("*") if root.is_dir() else ():
        if path.is_file():
            path.unlink()


TABLES = """
SELECT c.oid::regclass FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""
# Not those of an extension: it and the schema may belong to somebody else.
FUNCTIONS = """
SELECT p.oid::regprocedure FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


def _drop_tables() -> None:
    with connection.cursor() as cursor:
        for kind, query in (("TABLE", TABLES), ("FUNCTION", FUNCTIONS)):
            cursor.execute(query)
            names = [name for (name,) in cursor.fetchall()]
            if names:
                cursor.execute(f"DROP {kind} {', '.join(names)} CASCADE")


# Loading ------------------------------------------------------------------------------------------
def _load_parts(path: Path, manifest: Manifest) -> None:
    with open_parts(path) as members:
        for name, content in members:
            kind, _sign, rest = name.partition("/")
            if kind == "tables":
                copy_in(rest, manifest["tables"][rest]["columns"], content)
            elif kind == "files":
                _write_file(Path(settings.MEDIA_ROOT) / rest, content)


def _write_file(path: Path, content: IO[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        shutil.copyfileobj(content, file, 1 << 20)
    path.chmod(settings.FILE_UPLOAD_PERMISSIONS)


def _compare_tables(manifest: Manifest) -> None:
    wrong = []
    for name, table in manifest["tables"].items():
        found = summarize_table(name, table["columns"])
        if (found.rows, found.sha256) != (table["rows"], table["sha256"]):
            wrong.append(name)
    if wrong:
        sentence = _("After restoring these tables differ from the backup: %(names)s")
        raise BackupError(sentence % {"names": ", ".join(wrong)})
