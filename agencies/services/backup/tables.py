"""Tables as streams of PostgreSQL's binary COPY, in the order of their keys."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.db import connection

NAMES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
COLUMNS = """
SELECT column_name FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position
"""
KEY = """
SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
WHERE i.indrelid = %s::regclass AND i.indisprimary ORDER BY array_position(i.indkey::int2[], a.attnum)
"""
SEQUENCES = """
SELECT c.relname, pg_get_serial_sequence(quote_ident(c.relname), a.attname), a.attname
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL
  AND a.attnum > 0 AND NOT a.attisdropped
"""
PASSING = frozenset({"django_session", "usersessions_usersession", "portal_cache"})
"""Not kept: whoever was signed in signs in again."""


@dataclass(frozen=True)
class TableFact:
    """What a table held: by these a restored one is compared."""

    rows: int
    sha256: str


def table_names() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(NAMES)
        return sorted(name for (name,) in cursor.fetchall() if name not in PASSING)


def columns_of(table: str) -> list[str]:
    return _column(COLUMNS, table)


def _column(statement: str, table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [table])
        return [value for (value,) in cursor.fetchall()]


def _quoted(names: list[str]) -> str:
    return ", ".join(connection.ops.quote_name(name) for name in names)


def copy_out(table: str, columns: list[str]) -> Iterator[bytes]:
    order = _quoted(_column(KEY, table) or columns)
    source = f"SELECT {_quoted(columns)} FROM {_quoted([table])} ORDER BY {order}"  # noqa: S608 names of our own tables
    with connection.cursor() as cursor, cursor.copy(f"COPY ({source}) TO STDOUT (FORMAT binary)") as copy:
        yield from (bytes(piece) for piece in copy)


def copy_in(table: str, columns: list[str], file: IO[bytes]) -> None:
    target = f"{_quoted([table])} ({_quoted(columns)})"
    with connection.cursor() as cursor, cursor.copy(f"COPY {target} FROM STDIN (FORMAT binary)") as copy:
        while piece := file.read(1 << 16):
            copy.write(piece)


def fact_of(table: str, columns: list[str], file: IO[bytes] | None = None) -> TableFact:
    """Counts and sums a table as it is now, and writes it into the file on the way."""
    digest = hashlib.sha256()
    for piece in copy_out(table, columns):
        digest.update(piece)
        if file is not None:
            file.write(piece)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {_quoted([table])}")  # noqa: S608
        return TableFact(cursor.fetchone()[0], digest.hexdigest())


def empty(tables: list[str]) -> None:
    """What the migrations wrote into a new database."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {_quoted([table])}")  # noqa: S608


def advance_sequences() -> None:
    """New keys begin after the restored ones."""
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCES)
        for table, sequence, column in cursor.fetchall():
            highest = f"(SELECT max({_quoted([column])}) FROM {_quoted([table])})"  # noqa: S608
            cursor.execute(f"SELECT setval(%s, coalesce({highest}, 1), {highest} IS NOT NULL)", [sequence])
