"""What an employer says when it closes a vacancy. The constraint is looked at by the next migration,
so that nobody waits for the whole table.
"""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0002_take_on_no_more_than_asked_for")]
    operations = [
        migrations.AddField(
            "vacancy",
            "outcome",
            models.CharField(
                blank=True,
                choices=[
                    ("filled", "People were taken on"),
                    ("nobody", "Nobody was found"),
                    ("withdrawn", "Nobody is needed any more"),
                ],
                db_default="",
                default="",
                editable=False,
                max_length=10,
                verbose_name="how it ended",
            ),
        ),
        AddConstraintNotValid(
            "vacancy",
            models.CheckConstraint(
                condition=Q(("outcome", ""), ("status__in", ["filled", "expired", "withdrawn"]), _connector="OR"),
                name="vacancy_outcome_ended",
            ),
        ),
    ]
