from django.db import migrations

from vietnam.emails import normalize_email


def normalize_contacts(apps, schema_editor):
    for name in ("Employer", "ServiceFirm"):
        rows = apps.get_model("recruitment", name).objects
        for pk, email in rows.exclude(contact_email="").values_list("pk", "contact_email"):
            if email != normalize_email(email):
                rows.filter(pk=pk).update(contact_email=normalize_email(email))


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0016_count_homes_of_earlier_months")]

    operations = [migrations.RunPython(normalize_contacts, migrations.RunPython.noop)]
