"""No vacancy has more people taken on than it asks for, whichever of the two numbers changes."""

from django.db import migrations

COUNT = """
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
    dependencies = [("recruitment", "0001_initial")]
    operations = [migrations.RunSQL(COUNT, FORGET)]
