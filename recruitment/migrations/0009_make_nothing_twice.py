"""The index that lets a workbook make nothing twice, built while people read and write (QUALITY.md, P17)."""

from django.db import migrations, models

BUILD = """
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS vacancy_imported_once
ON recruitment_vacancy (employer_id, imported_as) WHERE NOT (imported_as = '')
"""


class Migration(migrations.Migration):
    atomic = False  # an index cannot be built beside others within a transaction

    dependencies = [("recruitment", "0008_count_lodging")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(BUILD, "DROP INDEX CONCURRENTLY IF EXISTS vacancy_imported_once"),
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="vacancy",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("imported_as", ""), _negated=True),
                        fields=("employer", "imported_as"),
                        name="vacancy_imported_once",
                    ),
                ),
            ],
        ),
    ]
