"""Which employers were verified once, and until when what the board counts was open; beside people who read and write."""

from django.db import migrations, models

VERIFIED = """
UPDATE recruitment_employer e SET verified_at = coalesce(e.decided_at, e.registered_at)
WHERE e.verified_at IS NULL AND (e.status = 'verified' OR EXISTS (
    SELECT 1 FROM recruitment_vacancy v WHERE v.employer_id = e.id AND v.published_at IS NOT NULL))
"""
ENDED = """
UPDATE recruitment_monthlydemand d SET open_until = v.apply_by FROM recruitment_vacancy v
WHERE v.id = d.vacancy_id AND d.open_until IS NULL AND d.open > 0
AND v.apply_by < (d.month + interval '1 month' - interval '1 day')::date
"""
BUILD = """
CREATE INDEX CONCURRENTLY IF NOT EXISTS month_open_sums ON recruitment_monthlydemand (month)
INCLUDE (occupation, skill, park_id, asked, filled, open, open_until)
"""
DROP = "DROP INDEX CONCURRENTLY IF EXISTS month_sums"
REBUILD = """
CREATE INDEX CONCURRENTLY IF NOT EXISTS month_sums ON recruitment_monthlydemand (month)
INCLUDE (occupation, skill, park_id, asked, filled, open)
"""
FIELDS = ["month"]
INCLUDED = ["occupation", "skill", "park", "asked", "filled", "open", "open_until"]


class Migration(migrations.Migration):
    atomic = False  # an index cannot be built beside others within a transaction

    dependencies = [("recruitment", "0020_keep_checked_words")]

    operations = [
        migrations.RunSQL(VERIFIED, migrations.RunSQL.noop),
        migrations.RunSQL(ENDED, migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(BUILD, "DROP INDEX CONCURRENTLY IF EXISTS month_open_sums"),
                migrations.RunSQL(DROP, REBUILD),
            ],
            state_operations=[
                migrations.RemoveIndex(model_name="monthlydemand", name="month_sums"),
                migrations.AddIndex(
                    model_name="monthlydemand",
                    index=models.Index(fields=FIELDS, include=INCLUDED, name="month_open_sums"),
                ),
            ],
        ),
    ]
