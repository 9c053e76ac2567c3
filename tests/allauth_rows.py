"""Rows in the table of addresses that allauth has and the portal does not use: put there past the
guard.
"""

from django.db import connection

GUARD = "no_second_store_of_addresses"


def insert_row(person_id: int, email: str, *, verified: bool) -> tuple[int, str, bool]:
    """In a test's own transaction, which takes the guard's removal back. Gives the row."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {GUARD} ON account_emailaddress")
        cursor.execute(
            (
                'INSERT INTO account_emailaddress (user_id, email, verified, "primary") VALUES '
                "(%s, "
                "%s, %s, %s)"
            ),
            [person_id, email, verified, verified],
        )
    return person_id, email, verified


def rows() -> list[tuple[int, str, bool]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT user_id, email, verified FROM account_emailaddress ORDER BY id")
        return cursor.fetchall()
