from django.db import migrations

FORBID = """
CREATE FUNCTION agencies_auditentry_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON agencies_auditentry
    FOR EACH ROW EXECUTE FUNCTION agencies_auditentry_append_only();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON agencies_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION agencies_auditentry_append_only();
"""
ALLOW = """
DROP TRIGGER no_truncate ON agencies_auditentry;
DROP TRIGGER append_only ON agencies_auditentry;
DROP FUNCTION agencies_auditentry_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
