"""The indexes of titles are built while the portal runs, and vacancies of before get their new marks,
some hundred at a time. Stopped half-way, it can be started again.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


def reindex(apps, schema_editor):
    if not apps.get_model("recruitment", "Vacancy").objects.exists():
        return  # a new portal: later columns may be missing yet
    from recruitment.vacancy_saving.reindexing import reindex_all_vacancies  # one use

    reindex_all_vacancies()


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("recruitment", "0010_vacancies_by_title")]
    operations = [
        AddIndexConcurrently(
            "vacancy",
            models.Index(
                models.F("title_key"),
                models.F("published_at").desc(),
                models.F("id").desc(),
                name="vacancy_by_title",
                condition=models.Q(status="published"),
            ),
        ),
        AddIndexConcurrently(
            "vacancy",
            models.Index(
                models.F("toned_title_key"),
                models.F("published_at").desc(),
                models.F("id").desc(),
                name="vacancy_by_toned_title",
                condition=models.Q(status="published"),
            ),
        ),
        migrations.RunPython(reindex, migrations.RunPython.noop),
    ]
