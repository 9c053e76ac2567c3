"""Vacancies of before are found by the districts of their parks as they are known today, some hundred
at a time. Stopped half-way, it can be started again.
"""

from django.db import migrations


def reindex(apps, schema_editor):
    if not apps.get_model("recruitment", "Vacancy").objects.exists():
        return  # a new portal: later columns may be missing yet
    from recruitment.vacancy_saving.reindexing import reindex_all_vacancies  # one use

    reindex_all_vacancies()


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("recruitment", "0015_leave_unsaid_what_nobody_said")]
    operations = [migrations.RunPython(reindex, migrations.RunPython.noop)]
