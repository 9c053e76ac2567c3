from typing import Any

from django.db import migrations, models


def mark_known(apps: Any, schema_editor: Any) -> None:
    """Requests about personal data, breaches, and reviews of members."""
    tasks = set()
    for name, fields in {
        "DataRequest": ("answer_task", "settle_task"),
        "Breach": ("task",),
        "MemberReview": ("task",),
    }.items():
        for field in fields:
            tasks.update(apps.get_model("agencies", name).objects.values_list(field, flat=True))
    task = apps.get_model("agencies", "Task")
    task.objects.filter(pk__in=tasks - {None}).update(is_housekeeping=True)
    # What a successor has taken over continues the same work.
    task.objects.filter(continues__is_housekeeping=True).update(is_housekeeping=True)


class Migration(migrations.Migration):
    dependencies = [("agencies", "0006_keep_templates_of_columns")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="is_housekeeping",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="housekeeping"
            ),
        ),
        migrations.RunPython(mark_known, migrations.RunPython.noop),
    ]
