"""An employer's vacancies, and what of them waits for it, are found without reading its rows."""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("recruitment", "0003_say_how_a_vacancy_ended")]
    operations = [
        ValidateConstraint("vacancy", "vacancy_outcome_ended"),
        AddIndexConcurrently(
            "vacancy",
            models.Index(
                fields=["employer", "status", "apply_by"],
                include=["headcount", "made_at"],
                name="vacancy_of_employer",
            ),
        ),
        AddIndexConcurrently(
            "vacancy",
            models.Index(
                fields=["employer", "refreshed_on"],
                name="vacancy_to_confirm",
                condition=Q(("status", "published"), ("refresh_asked_on__isnull", False)),
            ),
        ),
    ]
