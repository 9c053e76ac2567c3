import agencies.forms.models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0022_name_service_firms'),
    ]

    operations = [
        migrations.CreateModel(
            name='SentForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('salt', models.CharField(default=agencies.forms.models.new_salt, max_length=32)),
                ('url', models.CharField(blank=True, max_length=1000)),
                ('made', models.BigIntegerField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(db_index=True, verbose_name='sent at')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'form that was sent',
                'verbose_name_plural': 'forms that were sent',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('person', 'digest'), name='form_sent_once', nulls_distinct=False)],
            },
        ),
    ]
