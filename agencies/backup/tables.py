"""Tables as streams of PostgreSQL's binary COPY, in the order of their keys."""

import contextlib
import hashlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import IO

from django.db import connection

NAMES = (
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND "
    "table_type = 'BASE TABLE'"
)
COLUMNS = """
SELECT column_name FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'
    ORDER BY ordinal_position
"""
KEY = """
SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid
    AND a.attnum = ANY(i.indkey)
WHERE i.indrelid = %s::regclass AND i.indisprimary
    ORDER BY array_position(i.indkey::int2[], a.attnum)
"""
SEQUENCES = """
SELECT c.relname, pg_get_serial_sequence(quote_ident(c.relname), a.attname), a.attname
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r'
    AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL
  AND a.attnum > 0 AND NOT a.attisdropped
"""
# Not backed up: whoever was signed in signs in again.
TRANSIENT = frozenset({"django_session", "usersessions_usersession", "portal_cache"})


@dataclass(frozen=True)
class TableSummary:
    """What a table contained, to compare a restored one with; `size` in bytes as copied out."""

    rows: int
    sha256: str
    size: int


def table_names() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(NAMES)
        return sorted(name for (name,) in cursor.fetchall() if name not in TRANSIENT)


def table_columns(table: str) -> list[str]:
    return _select_names(COLUMNS, table)


def _select_names(statement: str, table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [table])
        return [value for (value,) in cursor.fetchall()]


def _quote_names(names: list[str]) -> str:
    return ", ".join(connection.ops.quote_name(name) for name in names)


def table_size(table: str) -> int:
    # Bytes on disk without indexes: about as many as are copied out, or more.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_table_size(%s::regclass)", [_quote_names([table])])
        return cursor.fetchone()[0]


def copy_out(table: str, columns: list[str]) -> Generator[bytes]:
    order = _quote_names(_select_names(KEY, table) or columns)
    source = f"SELECT {_quote_names(columns)} FROM {_quote_names([table])} ORDER BY {order}"  # noqa: S608 names of our own tables
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({source}) TO STDOUT (FORMAT binary)") as copy,
    ):
        yield from (bytes(piece) for piece in copy)


@contextlib.contextmanager
def open_copy(table: str, columns: list[str]) -> Iterator["PieceReader"]:
    with contextlib.closing(copy_out(table, columns)) as pieces:
        yield PieceReader(pieces)
        for _piece in pieces:  # none is left; PostgreSQL's own word that this was all is taken too
            pass


class PieceReader:
    """Pieces of any length as a file to read from; without a size, everything that is left."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.kept = bytearray()

    def read(self, size: int = -1, /) -> bytes:
        while (size < 0 or len(self.kept) < size) and (piece := next(self.pieces, b"")):
            self.kept += piece
        size = len(self.kept) if size < 0 else size
        taken = bytes(self.kept[:size])
        del self.kept[:size]
        return taken


def copy_in(table: str, columns: list[str], file: IO[bytes]) -> None:
    target = f"{_quote_names([table])} ({_quote_names(columns)})"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {target} FROM STDIN (FORMAT binary)") as copy,
    ):
        while piece := file.read(1 << 16):
            copy.write(piece)


def summarize_table(table: str, columns: list[str]) -> TableSummary:
    digest = hashlib.sha256()
    size = 0
    for piece in copy_out(table, columns):
        digest.update(piece)
        size += len(piece)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {_quote_names([table])}")  # noqa: S608
        return TableSummary(cursor.fetchone()[0], digest.hexdigest(), size)


def empty_tables(tables: list[str]) -> None:
    # Delete what the migrations wrote into a new database.
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {_quote_names([table])}")  # noqa: S608


def advance_sequences() -> None:
    # So that new keys begin after the restored ones.
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCES)
        for table, sequence, column in cursor.fetchall():
            highest = f"(SELECT max({_quote_names([column])}) FROM {_quote_names([table])})"  # noqa: S608
            cursor.execute(
                f"SELECT setval(%s, coalesce({highest}, 1), {highest} IS NOT NULL)", [sequence]
            )
