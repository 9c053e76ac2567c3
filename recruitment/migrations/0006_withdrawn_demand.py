"""Withdrawn places of a month are kept apart from those that ended without people.

Past months are read from how each vacancy ended. The new index and the new condition take no lock
that stops readers or writers for long.
"""

from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    RemoveIndexConcurrently,
    ValidateConstraint,
)
from django.db import migrations, models
from django.db.models import F, Q

FROM_THEIR_ENDS = """
UPDATE recruitment_monthlydemand d SET withdrawn = d.asked - d.filled - d.open
FROM recruitment_vacancy v
WHERE v.id = d.vacancy_id AND v.status = 'withdrawn'
  AND d.month = date_trunc('month', v.closed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
"""
INCLUDED = ["occupation", "skill", "park", "asked", "filled", "withdrawn", "open", "open_until"]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("recruitment", "0005_hand_in_documents_of_employers")]
    operations = [
        migrations.AddField(
            "monthlydemand",
            "withdrawn",
            models.PositiveIntegerField(db_default=0, default=0, verbose_name="withdrawn"),
        ),
        migrations.RunSQL(FROM_THEIR_ENDS, migrations.RunSQL.noop),
        AddConstraintNotValid(
            "monthlydemand",
            models.CheckConstraint(
                condition=Q(asked__gte=F("filled") + F("withdrawn") + F("open")),
                name="month_sums_add_up",
            ),
        ),
        ValidateConstraint("monthlydemand", "month_sums_add_up"),
        migrations.RemoveConstraint("monthlydemand", "month_adds_up"),
        AddIndexConcurrently(
            "monthlydemand", models.Index(fields=["month"], include=INCLUDED, name="month_sums")
        ),
        RemoveIndexConcurrently("monthlydemand", "month_open_sums"),
    ]
