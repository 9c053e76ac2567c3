"""Vacancies are found by their whole title, in their order; what the index holds of them stays in its
row, uncompressed, since it is read for each row of a scan.
"""

from django.db import migrations, models

# A writer waits for the lock of the column no longer than this, and the migration can be repeated.
STORAGE = """
SET LOCAL lock_timeout = '2s';
ALTER TABLE recruitment_vacancy ALTER COLUMN search SET STORAGE MAIN;
"""


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0009_interest_links")]
    operations = [
        migrations.RunSQL(STORAGE, migrations.RunSQL.noop),
        migrations.AddField(
            "vacancy",
            "title_key",
            models.CharField(db_default="", default="", editable=False, max_length=12),
        ),
        migrations.AddField(
            "vacancy",
            "toned_title_key",
            models.CharField(db_default="", default="", editable=False, max_length=12),
        ),
    ]
