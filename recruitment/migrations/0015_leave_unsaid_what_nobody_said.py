"""What an employer does not say stays empty; existing rows keep what they have.

Reads no row: the days of probation may be NULL from now on, and a column with a default is added.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('recruitment', '0013_keep_what_a_workbook_was_understood_to_say')]

    operations = [
        migrations.AddField(
            model_name='vacancy',
            name='unpublished',
            field=models.TextField(
                blank=True,
                db_default='',
                default='',
                editable=False,
                verbose_name='not published',
            ),
        ),
        migrations.AlterField(
            model_name='rememberedcolumn',
            name='heading',
            field=models.CharField(max_length=500, verbose_name='heading'),
        ),
        migrations.AlterField(
            model_name='vacancy',
            name='experience',
            field=models.CharField(
                blank=True,
                choices=[
                    ('none', 'Not needed'),
                    ('u1', 'Under 1 year'),
                    ('1-2', '1 to 2 years'),
                    ('2-5', '2 to 5 years'),
                    ('o5', 'Over 5 years'),
                ],
                default='',
                max_length=5,
                verbose_name='experience',
            ),
        ),
        migrations.AlterField(
            model_name='vacancy',
            name='horizon',
            field=models.CharField(
                blank=True,
                choices=[('short', 'Up to 6 months'), ('long', 'Longer than 6 months')],
                default='',
                max_length=5,
                verbose_name='needed for',
            ),
        ),
        migrations.AlterField(
            model_name='vacancy',
            name='probation_days',
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name='days of probation'
            ),
        ),
        migrations.AlterField(
            model_name='vacancy',
            name='schooling',
            field=models.CharField(
                blank=True,
                choices=[
                    ('any', 'Any schooling'),
                    ('primary', 'Primary school'),
                    ('lower', 'Lower secondary school (grade 9)'),
                    ('upper', 'Upper secondary school (grade 12)'),
                ],
                default='',
                max_length=10,
                verbose_name='schooling',
            ),
        ),
        migrations.AlterField(
            model_name='vacancy',
            name='way',
            field=models.CharField(
                blank=True,
                choices=[
                    ('direct', 'At the enterprise'),
                    ('centre', 'Through a job centre'),
                    ('fair', 'At a job fair'),
                    ('service', 'Through an employment service firm'),
                    ('portal', 'Through this portal'),
                    ('other', 'Otherwise'),
                ],
                default='',
                max_length=10,
                verbose_name='way of recruiting',
            ),
        ),
    ]
