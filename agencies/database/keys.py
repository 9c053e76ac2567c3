"""The key of a row before the row exists, where another row has to refer to it."""

from django.db import connection, models


def next_row_key(model: type[models.Model]) -> int:
    # From the sequence of the table, so that nobody else gets it.
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [model._meta.db_table])
        return cursor.fetchone()[0]
