"""One vacancy for each number of an employer's own program; the index is built while people read and write."""

from django.db import migrations, models

BUILD = """
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS vacancy_outside_once
ON recruitment_vacancy (employer_id, outside_id) WHERE NOT (outside_id = '')
"""


class Migration(migrations.Migration):
    atomic = False  # an index cannot be built beside others within a transaction

    dependencies = [("recruitment", "0012_keep_outside_numbers")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(BUILD, "DROP INDEX CONCURRENTLY IF EXISTS vacancy_outside_once"),
            ],
            state_operations=[
                migrations.AddConstraint(
                    model_name="vacancy",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("outside_id", ""), _negated=True),
                        fields=("employer", "outside_id"),
                        name="vacancy_outside_once",
                    ),
                ),
            ],
        ),
    ]
