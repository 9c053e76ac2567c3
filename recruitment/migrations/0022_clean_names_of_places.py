"""Names of places kept before all text was cleaned: one ward stood twice in the filter, a sign turned an address round."""

from django.db import migrations

from vietnam.text import clean_line

UNCLEAN = """
SELECT id, {columns} FROM {table}
WHERE concat_ws('|', {columns}) ~ '[^ -~À-ʯḀ-ỹ–—‘’“”…]|  |^ | $| [|]|[|] '
"""
"""Rows with a sign that Vietnamese is not written with, or with a space too many: no other row is read."""
PLACES = {"Vacancy": ("title", "ward", "address"), "Employer": ("ward", "address"), "EmployerChange": ("ward", "address")}
BATCH = 500


def clean_places(apps, schema_editor):
    for model, columns in PLACES.items():
        rows = apps.get_model("recruitment", model)
        found = rows.objects.raw(UNCLEAN.format(columns=", ".join(columns), table=rows._meta.db_table))
        changed = [row for row in found if clean_row(row, columns)]
        rows.objects.bulk_update(changed, columns, batch_size=BATCH)


def clean_row(row, columns):
    """Whether something was changed; a name of unseen signs alone stays, since a name cannot be empty."""
    before = [getattr(row, column) for column in columns]
    for column, text in zip(columns, before, strict=True):
        setattr(row, column, clean_line(text) or text)
    return before != [getattr(row, column) for column in columns]


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0021_tell_what_has_ended")]

    operations = [migrations.RunPython(clean_places, migrations.RunPython.noop)]
