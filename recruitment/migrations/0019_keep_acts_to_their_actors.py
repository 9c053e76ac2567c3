import logging

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


logger = logging.getLogger(__name__)

WORDED_BY_OFFICES = """
UPDATE recruitment_importedrow SET is_worded_by_employer = false
FROM recruitment_vacancyimport i JOIN agencies_seat s ON s.id = i.seat_id
    JOIN recruitment_employer e ON e.id = i.employer_id
WHERE i.id = source_id AND s.agency_id <> e.agency_id
"""
ASK_AGAIN = "UPDATE recruitment_vacancyimport SET status = 'looked' WHERE status = 'creating'"
"""Who pressed the button of these is not known."""

ASK_FOR_THOSE_TAKEN_ON = """
UPDATE recruitment_vacancy SET headcount = f.taken, version = version + 1
FROM (SELECT vacancy_id, sum(people) AS taken FROM recruitment_vacancyfill GROUP BY vacancy_id) f
WHERE f.vacancy_id = recruitment_vacancy.id AND f.taken > headcount AND f.taken <= 100000
RETURNING recruitment_vacancy.id, headcount
"""
"""The number was lowered below those whom the employer had taken on; so many it did need."""


def ask_for_those_taken_on(apps, schema_editor):
    """Named in the log of the migration, one by one: an office may want to look at them."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(ASK_FOR_THOSE_TAKEN_ON)
        for vacancy, headcount in cursor.fetchall():
            logger.warning("Vacancy %s asks for %s people from now on: so many were taken on.", vacancy, headcount)


COUNT_BOTH_WAYS = """
CREATE FUNCTION recruitment_fill_within_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted integer;
    taken bigint;
BEGIN
    SELECT headcount INTO wanted FROM recruitment_vacancy WHERE id = NEW.vacancy_id FOR NO KEY UPDATE;
    SELECT NEW.people + coalesce(sum(people), 0) INTO taken FROM recruitment_vacancyfill
    WHERE vacancy_id = NEW.vacancy_id AND id <> NEW.id;
    IF taken > wanted THEN
        RAISE EXCEPTION 'vacancy %: % people taken on, % asked for', NEW.vacancy_id, taken, wanted
            USING ERRCODE = 'check_violation', CONSTRAINT = 'vacancy_taken_on';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fill_within_places BEFORE INSERT OR UPDATE OF people, vacancy_id ON recruitment_vacancyfill
    FOR EACH ROW EXECUTE FUNCTION recruitment_fill_within_places();

CREATE FUNCTION recruitment_places_for_fills() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    taken bigint;  -- the row of the vacancy is locked by its change, so nobody enters people meanwhile
BEGIN
    SELECT coalesce(sum(people), 0) INTO taken FROM recruitment_vacancyfill WHERE vacancy_id = NEW.id;
    IF taken > NEW.headcount THEN
        RAISE EXCEPTION 'vacancy %: % people taken on, % asked for', NEW.id, taken, NEW.headcount
            USING ERRCODE = 'check_violation', CONSTRAINT = 'vacancy_taken_on';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER places_for_fills BEFORE UPDATE OF headcount ON recruitment_vacancy
    FOR EACH ROW WHEN (NEW.headcount < OLD.headcount) EXECUTE FUNCTION recruitment_places_for_fills();
"""
FORGET = """
DROP TRIGGER places_for_fills ON recruitment_vacancy;
DROP FUNCTION recruitment_places_for_fills();
DROP TRIGGER fill_within_places ON recruitment_vacancyfill;
DROP FUNCTION recruitment_fill_within_places();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0024_keep_what_was_not_read'),
        ('recruitment', '0018_make_service_firms_kin_of_employers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='importedrow',
            name='is_worded_by_employer',
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended at')),
                ('words', models.TextField(blank=True, verbose_name='why it was not gone on with')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.seat')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='recruitment.vacancyimport')),
            ],
            options={
                'verbose_name': 'run of an import',
                'verbose_name_plural': 'runs of imports',
                'ordering': ('-id',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('source',), name='import_run_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='supplycontract',
            constraint=models.CheckConstraint(condition=models.Q(('supplied__lte', models.F('people'))), name='supplied_within_contract'),
        ),
        migrations.RunSQL(WORDED_BY_OFFICES, migrations.RunSQL.noop),
        migrations.RunSQL(ASK_AGAIN, migrations.RunSQL.noop),
        migrations.RunPython(ask_for_those_taken_on, migrations.RunPython.noop),
        migrations.RunSQL(COUNT_BOTH_WAYS, FORGET),
    ]
