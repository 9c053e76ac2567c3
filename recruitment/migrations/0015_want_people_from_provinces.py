import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0020_name_longer_languages'),
        ('recruitment', '0014_name_more_occupations'),
    ]

    operations = [
        migrations.CreateModel(
            name='MonthlyHome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked', models.PositiveIntegerField(verbose_name='asked')),
                ('filled', models.PositiveIntegerField(verbose_name='taken on')),
                ('demand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='homes', to='recruitment.monthlydemand')),
                ('province', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.province', verbose_name='home province')),
            ],
            options={
                'verbose_name': 'demand of a month by home province',
                'verbose_name_plural': 'demand of a month by home province',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('demand', 'province'), name='home_once_a_month', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('asked__gt', 0), ('filled__gt', 0), _connector='OR'), name='month_home_counts')],
            },
        ),
        migrations.CreateModel(
            name='VacancyHome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('people', models.PositiveIntegerField(verbose_name='people')),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.province', verbose_name='home province')),
                ('vacancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='homes', to='recruitment.vacancy')),
            ],
            options={
                'verbose_name': 'people wanted from a province',
                'verbose_name_plural': 'people wanted by home province',
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('vacancy', 'province'), name='home_once'), models.CheckConstraint(condition=models.Q(('people__gte', 1), ('people__lte', 100000)), name='home_people')],
            },
        ),
    ]
