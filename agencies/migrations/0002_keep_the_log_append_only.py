from django.db import migrations

FORBID = """
create function agencies_auditentry_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the log is append-only';
end $$;
create trigger append_only before update or delete on agencies_auditentry
    for each row execute function agencies_auditentry_append_only();
"""
ALLOW = """
drop trigger append_only on agencies_auditentry;
drop function agencies_auditentry_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_first_tables")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
