"""What tests with transactions of their own wrote is deleted after each of them: a thirtieth of the
time that Django's `flush` needs to empty all tables and to write the rows of permissions anew.
"""

from django.db import connection
from django.test import TransactionTestCase

WRITTEN_BY_MIGRATIONS = (
    "django_migrations",
    "django_content_type",
    "auth_permission",
)
EMPTY = """
DO $$
DECLARE
    name text;
BEGIN
    -- Neither foreign keys nor the triggers of the log object.
    SET LOCAL session_replication_role = replica;
    FOR name IN
        SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename NOT IN ({kept})
    LOOP
        EXECUTE format('DELETE FROM %I', name);
    END LOOP;
END $$
"""


def empty_tables_after_transactional_tests() -> None:
    TransactionTestCase._fixture_teardown = lambda _test: empty_tables()


def empty_tables() -> None:
    kept = ", ".join(f"'{name}'" for name in WRITTEN_BY_MIGRATIONS)
    with connection.cursor() as cursor:
        cursor.execute(EMPTY.format(kept=kept))
