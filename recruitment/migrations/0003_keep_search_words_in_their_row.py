"""What the index holds of a vacancy stays in its row, uncompressed, since it is read for each row of
a scan.
"""

from django.db import migrations

# A writer waits for the lock of the column no longer than this, and the migration can be repeated.
STORAGE = """
SET LOCAL lock_timeout = '2s';
ALTER TABLE recruitment_vacancy ALTER COLUMN search SET STORAGE MAIN;
"""


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0002_take_on_no_more_than_asked_for")]
    operations = [migrations.RunSQL(STORAGE, migrations.RunSQL.noop)]
