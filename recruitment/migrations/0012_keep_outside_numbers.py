from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0011_keep_alerts")]

    operations = [
        migrations.AddField(
            model_name="vacancy",
            name="outside_id",
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=80),
        ),
    ]
