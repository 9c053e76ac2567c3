"""The papers that an employer hands in with its registration."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('recruitment', '0004_find_an_employers_vacancies'),
    ]

    operations = [
        migrations.CreateModel(
            name='EmployerDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(max_length=200, upload_to='employers/%Y/%m/')),
                ('name', models.CharField(max_length=200, verbose_name='name of the file')),
                ('size', models.PositiveBigIntegerField(help_text='bytes', verbose_name='size')),
                ('sha256', models.CharField(max_length=64)),
                ('handed_in_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='handed in at')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='recruitment.employer')),
            ],
            options={
                'verbose_name': 'document of an employer',
                'verbose_name_plural': 'documents of employers',
                'ordering': ('id',),
            },
        ),
    ]
